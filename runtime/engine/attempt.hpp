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

struct Attempt {
    Attempt(Submission asked, core::IdSource& source) : submission(std::move(asked)), ids(source) {}

    // On this state of its root, from the beginning.
    void begin(std::uint64_t of_generation, DefinitionCache& cache, DecisionCache& decision_cache, Instant at) {
        generation = of_generation;
        definitions.emplace(cache, decision_cache);
        ids.forget();
        now = at;
        script_outcomes.clear();
    }

    Submission submission;
    std::optional<std::uint64_t> generation;  // of the root's state that it steps on; nothing: it has not begun
    std::optional<DefinitionsOfStep> definitions;
    RepeatableIds ids;
    Instant now;
    std::vector<core::ScriptOutcome> script_outcomes;  // in the order in which the step has asked
};

}  // namespace pavane::engine
