#include "runtime/core/commands/perform.hpp"
#include "runtime/core/flow.hpp"

namespace pavane::core {

// A called process goes together with the call activity that called it, so that its caller is not left waiting for
// nothing.
void perform(Step& step, const DeleteProcessInstance& command) {
    const ProcessInstance* process = step.state.processes.find(command.process);
    if (!process)
        return reject(step, Rejection::Reason::unknown_process_instance,
                      "No process instance found for id '" + to_string(command.process) + "'");
    step.skip_listeners = command.skip_listeners;
    step.skip_mappings = command.skip_mappings;
    const ActivityId caller = process->caller;
    end_process(step, command.process, {Ending::canceled, true, command.reason});
    if (caller && !step.stopped) cancel(step, caller);
}

}  // namespace pavane::core
