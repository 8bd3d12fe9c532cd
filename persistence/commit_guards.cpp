#include "persistence/commit_guards.hpp"

#include <utility>

#include "runtime/engine/text_limits.hpp"

namespace pavane::persistence {

namespace {

using engine::BatchedCommand;
using engine::Refusal;
using engine::RootChange;

bool guard_holds(const RootChange& change, const Present& present) {
    if (change.born) return true;
    const auto found = present.roots.find(change.root);
    return found != present.roots.end() && found->second == change.base;
}

bool fences_hold(const BatchedCommand& command, const Present& present) {
    for (const auto& fence : command.job_fences) {
        const auto found = present.jobs.find(fence.job);
        if (found == present.jobs.end() || found->second.owner != fence.owner || found->second.epoch != fence.epoch)
            return false;
    }
    for (const auto& fence : command.worker_fences) {
        const auto found = present.workers.find(fence.task);
        if (found == present.workers.end() || found->second != fence.worker) return false;
    }
    return true;
}

template <class Claims, class Newest>
void add_outdated(const Claims& claims, const Newest& newest, std::set<std::uint64_t>& outdated) {
    for (const auto& claim : claims) {
        const auto found = newest.find({claim.key, claim.tenant});
        if (found == newest.end() || found->second != claim.definition) outdated.insert(claim.command);
    }
}

// The commands that say of a definition or decision that it is the newest of its key, and are wrong.
std::set<std::uint64_t> outdated_commands(const engine::Batch& batch, const Present& present) {
    std::set<std::uint64_t> outdated;
    add_outdated(batch.newest, present.newest, outdated);
    add_outdated(batch.newest_decisions, present.newest_decisions, outdated);
    return outdated;
}

// Why a root is refused, if it is, whose guard and whose commands' own guards hold.
std::optional<Refusal> refusal_of_rows(const RootChange& change, const Present& present) {
    if (!change.writes) return std::nullopt;
    for (const core::DefinitionId& definition : change.runs_of)
        if (!present.definitions.contains(definition)) return Refusal{0, Refusal::Reason::not_newest, {}};
    for (const core::DecisionId& decision : decisions_in(change.rows.decisions))
        if (!present.decisions.contains(decision)) return Refusal{0, Refusal::Reason::not_newest, {}};
    if (auto sentence = engine::text_too_long(change.rows))
        return Refusal{0, Refusal::Reason::not_storable, std::move(*sentence)};
    return std::nullopt;
}

class Judge {
  public:
    Judge(const engine::Batch& batch, const Present& present)
        : present_(present), outdated_(outdated_commands(batch, present)) {}

    // Why this command alone is refused, if it is.
    std::optional<Refusal> refusal_of(const BatchedCommand& command, bool guard_held) {
        if (command.idempotency) {
            const std::pair key{command.idempotency->tenant, command.idempotency->key};
            const auto known = present_.known_answers.find(key);
            if (known != present_.known_answers.end()) {
                if (known->second.request != command.idempotency->answer.request)
                    return Refusal{command.number, Refusal::Reason::key_reused, {}};
                return Refusal{command.number, Refusal::Reason::key_known, known->second.text};
            }
            // The same key twice in one batch: the second finds the answer of the first when it runs again.
            if (!keys_.insert(key).second) return Refusal{command.number, Refusal::Reason::stale, {}};
        }
        if (!guard_held) return Refusal{command.number, Refusal::Reason::stale, {}};
        if (!fences_hold(command, present_)) return Refusal{command.number, Refusal::Reason::lease_lost, {}};
        if (outdated_.contains(command.number)) return Refusal{command.number, Refusal::Reason::not_newest, {}};
        return std::nullopt;
    }

  private:
    const Present& present_;
    std::set<std::uint64_t> outdated_;
    std::set<std::pair<std::string, std::string>> keys_;
};

}  // namespace

std::set<core::DecisionId> decisions_in(const std::vector<engine::DecisionRow>& evaluated) {
    std::set<core::DecisionId> decisions;
    for (const engine::DecisionRow& row : evaluated) decisions.insert(row.instance.decision.decision);
    return decisions;
}

Decision decide(const engine::Batch& batch, const Present& present) {
    Decision decision;
    Judge judge(batch, present);
    for (const RootChange& change : batch.roots) {
        const bool guard_held = guard_holds(change, present);
        std::vector<Refusal> refusals;
        std::vector<std::uint64_t> others;
        for (const BatchedCommand& command : change.commands) {
            if (const auto refusal = judge.refusal_of(command, guard_held))
                refusals.push_back(*refusal);
            else
                others.push_back(command.number);
        }
        if (guard_held && refusals.empty()) {
            const auto refusal = refusal_of_rows(change, present);
            if (!refusal) continue;
            for (const std::uint64_t number : std::exchange(others, {}))
                refusals.push_back({number, refusal->reason, refusal->answer});
        }
        decision.refused.insert(change.root);
        for (const std::uint64_t number : others) refusals.push_back({number, Refusal::Reason::stale, {}});
        for (Refusal& refusal : refusals) decision.result.refusals.push_back(std::move(refusal));
    }
    return decision;
}

}  // namespace pavane::persistence
