#include "runtime/core/commands/perform.hpp"
#include "runtime/core/flow.hpp"
#include "runtime/core/listeners.hpp"
#include "runtime/core/variables.hpp"

namespace pavane::core {

void perform(Step& step, const CompleteUserTask& command) {
    const UserTask* task = step.state.user_tasks.find(command.task);
    if (!task)
        return reject(step, Rejection::Reason::unknown_task, "Cannot find task with id " + to_string(command.task));
    const ActivityId owner = task->owner;
    set_local_variables(step, owner, command.local_variables);
    set_variables(step, owner, command.variables);
    if (!notify_task(step, command.task, bpmn::Listener::Event::complete)) return;
    emit(step, UserTaskEnded{command.task, "completed"});
    complete(step, owner);
}

}  // namespace pavane::core
