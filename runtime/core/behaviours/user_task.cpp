#include <algorithm>

#include "runtime/core/behaviours/behaviours.hpp"
#include "runtime/core/evaluation.hpp"
#include "runtime/core/listeners.hpp"

namespace pavane::core {

namespace {

bool add_candidates(Step& step, const ActivityId& activity, const std::vector<bpmn::Expression>& expressions,
                    Candidate::Kind kind, std::vector<Candidate>& candidates) {
    for (const bpmn::Expression& expression : expressions) {
        const std::optional<std::vector<std::string>> names = evaluate_names(step, activity, expression);
        if (!names) return false;
        for (const std::string& name : *names) candidates.push_back({kind, name});
    }
    return true;
}

std::optional<UserTask> describe(Step& step, const ActivityId& activity, const bpmn::UserTask& model) {
    const std::optional<std::string> assignee = evaluate_text(step, activity, model.assignee);
    const std::optional<std::string> name = evaluate_text(step, activity, model.name);
    const std::optional<std::string> description = evaluate_text(step, activity, model.description);
    const std::optional<std::string> form_key = evaluate_text(step, activity, model.form_key);
    const std::optional<OptionalInstant> due = evaluate_date(step, activity, model.due_date);
    const std::optional<OptionalInstant> follow_up = evaluate_date(step, activity, model.follow_up_date);
    const std::optional<std::int32_t> priority = evaluate_int32(step, activity, model.priority, 50);
    if (step.stopped) return std::nullopt;
    UserTask task;
    task.owner = activity;
    task.node = step.state.activities.at(activity).node;
    task.name = *name;
    task.description = *description;
    task.assignee = *assignee;
    task.form_key = *form_key;
    task.due = due->at;
    task.follow_up = follow_up->at;
    task.priority = *priority;
    task.created_at = step.environment.now;
    if (!add_candidates(step, activity, model.candidate_users, Candidate::Kind::user, task.candidates) ||
        !add_candidates(step, activity, model.candidate_groups, Candidate::Kind::group, task.candidates))
        return std::nullopt;
    std::sort(task.candidates.begin(), task.candidates.end());
    task.candidates.erase(std::unique(task.candidates.begin(), task.candidates.end()), task.candidates.end());
    return task;
}

}  // namespace

void enter(Step& step, const ActivityId& activity, const bpmn::UserTask& model) {
    std::optional<UserTask> task = describe(step, activity, model);
    if (!task) return;
    const UserTaskId id = new_id<UserTaskId>(step);
    const bool assigned = !task->assignee.empty();
    emit(step, UserTaskCreated{id, std::move(*task)});
    if (!notify_task(step, id, bpmn::Listener::Event::create)) return;
    if (assigned) notify_task(step, id, bpmn::Listener::Event::assignment);
}

}  // namespace pavane::core
