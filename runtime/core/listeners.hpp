// Execution and task listeners by expression. A listener's value is not used; its side effects (execution.setVariable
// ...) are events.
#pragma once

#include "runtime/core/unit_of_work.hpp"

namespace pavane::core {

// False: the step has stopped.
bool notify(Step& step, const ActivityId& activity, const std::vector<bpmn::Listener>& listeners,
            bpmn::Listener::Event event);
bool notify_task(Step& step, const UserTaskId& task, bpmn::Listener::Event event);

}  // namespace pavane::core
