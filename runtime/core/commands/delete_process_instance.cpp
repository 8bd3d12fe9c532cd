#include "runtime/core/commands/perform.hpp"
#include "runtime/core/flow.hpp"

namespace pavane::core {

namespace {

// What goes with `id`: the outermost activity or process instance around it that has nothing else to do. A called
// process takes its call activity along, and whatever holds only that, so that nothing goes on as if the work had been
// done.
ActivityId outermost_emptied(const InstanceState& state, ActivityId id) {
    while (const ActivityId parent = state.activities.at(id).parent) {
        if (state.activities.owns_several(parent) || state.tokens.owns_any(parent)) return id;
        id = parent;
    }
    return id;
}

}  // namespace

void perform(Step& step, const DeleteProcessInstance& command) {
    const ProcessInstance* process = step.state.processes.find(command.process);
    if (!process)
        return reject(step, Rejection::Reason::unknown_process_instance,
                      "No process instance found for id '" + to_string(command.process) + "'");
    step.skip_listeners = command.skip_listeners;
    step.skip_mappings = command.skip_mappings;
    cancel(step, outermost_emptied(step.state, command.process), {true, command.reason});
}

}  // namespace pavane::core
