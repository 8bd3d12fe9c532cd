#include "persistence/batch_writes.hpp"

#include <map>

#include "persistence/tables/candidates.hpp"
#include "persistence/tables/commits.hpp"
#include "persistence/tables/decisions.hpp"
#include "persistence/tables/enum_text.hpp"
#include "persistence/tables/history.hpp"
#include "persistence/tables/live.hpp"

namespace pavane::persistence {

namespace {

using engine::RootChange;
using Kind = Write::Kind;

constexpr auto reasons = enum_words(
    word(engine::Refusal::Reason::stale, "stale"), word(engine::Refusal::Reason::lease_lost, "lease_lost"),
    word(engine::Refusal::Reason::key_known, "key_known"), word(engine::Refusal::Reason::key_reused, "key_reused"),
    word(engine::Refusal::Reason::not_newest, "not_newest"),
    word(engine::Refusal::Reason::not_storable, "not_storable"));

// Collects rows per table and kind, in the order in which the tables were first named.
class Collector {
  public:
    explicit Collector(std::vector<Write>& writes) : writes_(writes) {}

    void add(Kind kind, const Table& table, Cells row) {
        const auto [place, is_new] = places_.try_emplace({kind, &table}, writes_.size());
        if (is_new) writes_.push_back({kind, &table, {}});
        writes_[place->second].rows.push_back(std::move(row));
    }

  private:
    std::vector<Write>& writes_;
    std::map<std::pair<Kind, const Table*>, std::size_t> places_;
};

class Writer {
  public:
    Writer(BatchWrites& writes, const engine::Batch& batch, const ValueText& text)
        : first_(writes.first), then_(writes.then), batch_(batch), text_(text) {}

    void add(const RootChange& change) {
        processes(change);
        plain(activity_table(), change.rows.activities);
        plain(token_table(), change.rows.tokens);
        plain(subscription_table(), change.rows.subscriptions);
        jobs(change);
        user_tasks(change);
        plain(external_task_table(), change.rows.external_tasks);
        for (const auto& lock : change.worker_locks)
            first_.add(Kind::update, worker_lock_table(), {cell(lock.task), cell(lock.from_now)});
        plain(incident_table(), change.rows.incidents);
        variables(change);
        history(change.rows);
    }

  private:
    template <class Row>
    void plain(const Table& table, const engine::RowChanges<Row>& changes) {
        for (const Row& row : changes.inserted) then_.add(Kind::insert, table, cells_of(row));
        for (const Row& row : changes.updated) then_.add(Kind::update, table, cells_of(row));
        for (const auto& key : changes.erased) then_.add(Kind::erase, table, {cell(key)});
    }

    // The root's own row carries the revision.
    void processes(const RootChange& change) {
        const auto inputs = [&](Cells cells, bool of_root) {
            cells.push_back(of_root ? cell(change.next.counter) : Cell());
            cells.push_back(of_root ? cell(change.next.operation) : Cell());
            cells.push_back(of_root ? cell(change.history_events) : Cell());
            return cells;
        };
        for (const auto& row : change.rows.processes.inserted)
            then_.add(Kind::insert, process_table(), inputs(cells_of(row), row.key == change.root));
        for (const auto& row : change.rows.processes.updated)
            first_.add(Kind::update, process_table(), inputs(cells_of(row), false));
        for (const auto& key : change.rows.processes.erased) then_.add(Kind::erase, process_table(), {cell(key)});
        if (!change.born && !change.gone)
            then_.add(Kind::update, revision_table(),
                      {cell(change.root), cell(change.next.counter), cell(change.next.operation),
                       cell(change.history_events)});
    }

    void jobs(const RootChange& change) {
        const std::set<core::JobId> leased(change.leased_at_birth.begin(), change.leased_at_birth.end());
        std::set<core::JobId> finished;
        for (const auto& command : change.commands)
            for (const auto& fence : command.job_fences) finished.insert(fence.job);
        for (const auto& row : change.rows.jobs.inserted) {
            Cells cells = cells_of(row);
            const bool is_leased = leased.contains(row.key);
            cells.push_back(is_leased ? cell(batch_.node) : Cell());
            cells.push_back(is_leased ? cell(batch_.lease) : Cell());
            then_.add(Kind::insert, job_table(), std::move(cells));
        }
        for (const auto& row : change.rows.jobs.updated) {
            Cells cells = cells_of(row);
            // A run whose outcome is written here is over, and so is its lease.
            cells.push_back(finished.contains(row.key) ? cell("") : Cell());
            cells.push_back(Cell());
            then_.add(Kind::update, job_table(), std::move(cells));
        }
        for (const auto& key : change.rows.jobs.erased) then_.add(Kind::erase, job_table(), {cell(key)});
    }

    void candidates(const engine::UserTaskRow& row) {
        for (const core::Candidate& candidate : row.record.candidates)
            then_.add(Kind::insert, candidate_table(),
                      {cell(row.key), cell(row.origin.tenant), cell(row.origin.root), cell(word_of(candidate.kind)),
                       cell(candidate.name)});
    }
    void user_tasks(const RootChange& change) {
        plain(user_task_table(), change.rows.user_tasks);
        for (const auto& row : change.rows.user_tasks.inserted) candidates(row);
        for (const auto& row : change.rows.user_tasks.updated) {
            first_.add(Kind::erase, candidate_table(), {cell(row.key)});
            candidates(row);
        }
        for (const auto& key : change.rows.user_tasks.erased) then_.add(Kind::erase, candidate_table(), {cell(key)});
    }

    void variables(const RootChange& change) {
        for (const auto& row : change.rows.variables.inserted)
            then_.add(Kind::insert, variable_table(), cells_of(row, text_));
        for (const auto& row : change.rows.variables.updated)
            then_.add(Kind::update, variable_table(), cells_of(row, text_));
        for (const auto& key : change.rows.variables.erased)
            then_.add(Kind::erase, variable_table(), {cell(key.scope), cell(key.name)});
    }

    void history(const engine::RootRows& rows) {
        ENSURE(rows.end_elements.size() == rows.ended_processes.size());
        for (std::size_t at = 0; at < rows.ended_processes.size(); ++at)
            then_.add(Kind::insert, history_process_table(), cells_of(rows.ended_processes[at], rows.end_elements[at]));
        for (const auto& row : rows.ended_activities) then_.add(Kind::insert, history_activity_table(), cells_of(row));
        for (const auto& row : rows.ended_tasks) then_.add(Kind::insert, history_task_table(), cells_of(row));
        for (const auto& row : rows.ended_variables)
            then_.add(Kind::insert, history_variable_table(), cells_of(row, text_));
        for (const auto& row : rows.ended_incidents) then_.add(Kind::insert, history_incident_table(), cells_of(row));
        for (const auto& row : rows.decisions) decision(row);
    }

    void decision(const engine::DecisionRow& row) {
        then_.add(Kind::insert, history_decision_table(), cells_of(row));
        for (Cells& cells : input_cells_of(row, text_))
            then_.add(Kind::insert, history_input_table(), std::move(cells));
        for (Cells& cells : output_cells_of(row, text_))
            then_.add(Kind::insert, history_output_table(), std::move(cells));
    }

    Collector first_;
    Collector then_;
    const engine::Batch& batch_;
    const ValueText& text_;
};

}  // namespace

BatchWrites writes_of(const engine::Batch& batch, const std::set<core::ActivityId>& refused, const ValueText& text) {
    BatchWrites writes;
    Writer writer(writes, batch, text);
    for (const RootChange& change : batch.roots)
        if (change.writes && !refused.contains(change.root)) writer.add(change);
    return writes;
}

std::vector<Write> writes_of(const Uuid& operation, const std::string& node, const engine::CommitResult& result) {
    std::vector<Write> writes;
    Collector collector(writes);
    collector.add(Kind::insert, operation_table(), {cell(operation), cell(node), cell(false)});
    for (const engine::Refusal& refusal : result.refusals)
        collector.add(Kind::insert, refusal_table(),
                      {cell(operation), cell(static_cast<std::int64_t>(refusal.command)), cell(reasons(refusal.reason)),
                       cell(refusal.answer)});
    return writes;
}

engine::Refusal read_refusal(CellReader& cells) {
    engine::Refusal refusal;
    refusal.command = static_cast<std::uint64_t>(cells.integer());
    refusal.reason = reasons.read(cells.text());
    refusal.answer = cells.text();
    return refusal;
}

}  // namespace pavane::persistence
