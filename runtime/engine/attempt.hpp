// One attempt at a command. A step that meets a script is put off and taken again from its beginning with what became
// of the script; so all that such a step may see is kept here and is the same each time: ids, time, definitions.
#pragma once

#include <optional>
#include <vector>

#include "runtime/engine/definitions.hpp"
#include "runtime/engine/submission.hpp"

namespace pavane::engine {

// Gives the same ids again after each rewind, and new ones when those are used up.
class RepeatableIds final : public core::IdSource {
  public:
    explicit RepeatableIds(core::IdSource& source) : source_(source) {}

    Uuid next() override {
        if (at_ == given_.size()) given_.push_back(source_.next());
        return given_[at_++];
    }
    void rewind() { at_ = 0; }
    void forget() {
        given_.clear();
        at_ = 0;
    }

  private:
    core::IdSource& source_;
    std::vector<Uuid> given_;
    std::size_t at_ = 0;
};

// About how much memory it takes: its result, and what the script asked to be changed.
inline std::size_t bytes_of(const core::ScriptOutcome& outcome) {
    const auto& changes = outcome ? outcome->changes : outcome.error().changes;
    std::size_t bytes = outcome ? estimated_bytes(outcome->value) : outcome.error().message.size();
    for (const expression::ScriptChange& change : changes)
        for (const expression::Value& argument : change.arguments) bytes += sizeof(change) + estimated_bytes(argument);
    return bytes;
}

struct Attempt {
    Attempt(Submission asked, core::IdSource& source) : submission(std::move(asked)), ids(source) {}

    // On this state of its root, from the beginning.
    void begin(std::uint64_t of_generation, DefinitionCache& cache, DecisionCache& decision_cache, Instant at) {
        generation = of_generation;
        definitions.emplace(cache, decision_cache);
        ids.forget();
        now = at;
        script_outcomes.clear();
        outcome_bytes = 0;
    }

    // What became of the script that the step has met last; too much with what is kept already, and it has failed.
    void add(core::ScriptOutcome outcome, std::size_t most_bytes) {
        outcome_bytes += bytes_of(outcome);
        if (outcome_bytes > most_bytes) {
            expression::ScriptFailure failure;
            failure.kind = expression::ScriptFailure::Kind::result;
            failure.message = "the scripts that run one after the other here have given back more than " +
                              std::to_string(most_bytes >> 20) +
                              " MB together; set asyncBefore on an element before it, so that it goes on in a job.";
            outcome = tl::make_unexpected(std::move(failure));
        }
        script_outcomes.push_back(std::move(outcome));
    }

    Submission submission;
    std::optional<std::uint64_t> generation;  // of the root's state that it steps on; nothing: it has not begun
    std::optional<DefinitionsOfStep> definitions;
    RepeatableIds ids;
    Instant now;
    std::vector<core::ScriptOutcome> script_outcomes;  // in the order in which the step has asked
    std::size_t outcome_bytes = 0;                     // estimated, of those
};

}  // namespace pavane::engine
