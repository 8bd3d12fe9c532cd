#include "runtime/core/commands/perform.hpp"
#include "runtime/core/listeners.hpp"

namespace pavane::core {

void perform(Step& step, const ChangeUserTask& command) {
    const UserTask* known = step.state.user_tasks.find(command.task);
    if (!known)
        return reject(step, Rejection::Reason::unknown_task, "Cannot find task with id " + to_string(command.task));
    UserTask task = *known;
    if (command.claimed_by) {
        if (!task.assignee.empty() && task.assignee != *command.claimed_by)
            return reject(step, Rejection::Reason::task_claimed,
                          "Task '" + to_string(command.task) + "' is already claimed by someone else.");
        task.assignee = *command.claimed_by;
    }
    if (command.assignee) task.assignee = *command.assignee;
    const bool assigned = task.assignee != known->assignee && !task.assignee.empty();
    task.updated_at = step.environment.now;
    emit(step, UserTaskChanged{command.task, std::move(task)});
    if (!notify_task(step, command.task, bpmn::Listener::Event::update)) return;
    if (assigned) notify_task(step, command.task, bpmn::Listener::Event::assignment);
}

}  // namespace pavane::core
