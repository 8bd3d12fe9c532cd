// How a root's state gets to where its commands are stepped: read from the store, or begun.
#include "runtime/core/weight.hpp"
#include "runtime/engine/engine.hpp"
#include "runtime/engine/record_rows.hpp"

namespace pavane::engine {

namespace {

bool deletes(const core::Command& command, const ActivityId& root) {
    const auto* deletion = std::get_if<core::DeleteProcessInstance>(&command.variant());
    return deletion && deletion->process == root;
}

// Once its instances are gone, a partial state is what it should be.
bool is_whole(const Root& root) { return !root.is_partial || root.state->processes.empty(); }

// Null: all of them are at hand now.
DefinitionId missing_definition(const StoredRoot& stored, DefinitionsOfStep& definitions) {
    for (const DefinitionId& definition : definitions_of(stored))
        if (!definitions.fetch(core::Need{definition})) return definition;
    return {};
}

}  // namespace

bool Engine::load(Root& root, std::uint64_t generation, const core::Command& command) {
    if (root.state && root.state_generation == generation && is_whole(root)) return root.stored;
    set_state(root, std::nullopt);
    root.step_begun = false;
    // Whoever deletes it need not know what its variables hold.
    const auto read = [&] { return deletes(command, root.id) ? store_.load_to_delete(root.id) : store_.load(root.id); };
    std::optional<StoredRoot> stored = read();
    // The deployment may have been deleted in between, with its instances.
    DefinitionsOfStep definitions(definitions_, decisions_);
    if (stored && !missing_definition(*stored, definitions).is_null()) stored = read();
    const bool is_there = take(root, generation, stored);
    if (!stored) return is_there;
    root.is_partial = !stored->unreadable.empty();
    for (const std::string& sentence : stored->unreadable)
        journal_.warn(sentence + " It is deleted with its process instance, whose history has null instead.");
    return is_there;
}

void Engine::set_state(Root& root, std::optional<core::InstanceState> state) {
    root.state = std::move(state);
    cache_.weigh(root, root.state ? core::weight(*root.state) : 0);
}

bool Engine::take(Root& root, std::uint64_t generation, const std::optional<StoredRoot>& stored) {
    root.step_begun = false;
    core::InstanceState state;
    if (stored) {
        DefinitionsOfStep definitions(definitions_, decisions_);
        if (const DefinitionId missing = missing_definition(*stored, definitions); !missing.is_null())
            throw NotLoadable("Its process definition " + to_string(missing) + " is not there.");
        state = to_state(*stored, definitions);
    }
    set_state(root, std::move(state));
    const std::lock_guard busy(root.mutex);
    root.state_generation = generation;
    root.is_partial = false;
    root.stored = stored.has_value();
    root.revision = stored ? stored->revision : Revision{};
    root.turns = stored ? turns_of(*stored) : JobTurns{};
    root.history_events = stored ? stored->history_events : 0;
    return root.stored;
}

void Engine::begin_root(Root& root, std::uint64_t generation) {
    if (root.state && root.state_generation == generation) return;
    set_state(root, core::InstanceState{});
    const std::lock_guard busy(root.mutex);
    root.state_generation = generation;
    root.stored = false;
    root.revision = Revision{};
    root.turns.clear();
    root.history_events = 0;
}

// Asked anew each time: what is wrong with it may be mended, and then it need not wait for a restart.
std::string Engine::not_loaded(const Root& root, const std::string& why) {
    std::string sentence = "The process instance " + to_string(root.id) + " cannot be loaded. " + why;
    warn(sentence);
    return sentence + " Nothing was changed; 'pavane db check' may tell more.";
}

}  // namespace pavane::engine
