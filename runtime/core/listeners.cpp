#include "runtime/core/listeners.hpp"

#include "runtime/core/evaluation.hpp"

namespace pavane::core {

namespace {

std::string name_of(bpmn::Listener::Event event) {
    switch (event) {
        case bpmn::Listener::Event::start:
            return "start";
        case bpmn::Listener::Event::end:
            return "end";
        case bpmn::Listener::Event::take:
            return "take";
        case bpmn::Listener::Event::create:
            return "create";
        case bpmn::Listener::Event::assignment:
            return "assignment";
        case bpmn::Listener::Event::update:
            return "update";
        case bpmn::Listener::Event::complete:
            return "complete";
        case bpmn::Listener::Event::remove:
            return "delete";
    }
    return {};
}

}  // namespace

bool notify(Step& step, const ActivityId& activity, const std::vector<bpmn::Listener>& listeners,
            bpmn::Listener::Event event) {
    if (step.skip_listeners) return true;
    for (const bpmn::Listener& listener : listeners)
        if (listener.event == event && !evaluate(step, activity, UserTaskId{}, name_of(event), listener.expression))
            return false;
    return true;
}

bool notify_task(Step& step, const UserTaskId& task, bpmn::Listener::Event event) {
    if (step.skip_listeners) return true;
    const ActivityId owner = step.state.user_tasks.at(task).owner;
    for (const bpmn::Listener& listener : node_of(step, owner).kind.as<bpmn::UserTask>()->listeners)
        if (listener.event == event && !evaluate(step, owner, task, name_of(event), listener.expression)) return false;
    return true;
}

}  // namespace pavane::core
