#include "expression/retry_cycle.hpp"
#include "runtime/core/evaluation.hpp"
#include "runtime/core/flow.hpp"
#include "runtime/core/timer_plan.hpp"
#include "runtime/core/triggers/triggers.hpp"

namespace pavane::core {

void subscribe(Step& step, const ActivityId& owner, NodeIndex node, const bpmn::TimerTrigger& trigger) {
    const std::optional<expression::Value> value = evaluate(step, owner, trigger.text);
    if (!value) return;
    const bpmn::Node& event = definition_of(step, owner).node(node);
    const Result<TimerPlan, std::string> planned = plan_timer(trigger.kind, *value, step.environment.now);
    if (!planned) return fail(step, event.id, "The timer of '" + event.id + "' cannot be set: " + planned.error());
    const std::optional<std::int64_t> priority = evaluate_number(step, owner, event.job_priority, 0);
    if (!priority) return;
    Job job;
    job.owner = owner;
    job.node = node;
    job.kind = Job::Kind::timer;
    job.due = planned->due;
    job.retries =
        expression::parse_retry_cycle(event.retry_cycle).retries.value_or(step.environment.limits.job_retries);
    job.priority = *priority;
    job.exclusive = event.exclusive;
    job.cycle = planned->cycle;
    job.cycle_anchor = planned->position.anchor;
    job.cycle_index = planned->position.index;
    job.created_at = step.environment.now;
    emit(step, JobCreated{new_id<JobId>(step), std::move(job)});
}

void repeat_timer(Step& step, const JobId& id) {
    Job job = step.state.jobs.at(id);
    const auto next = next_cycle(job.cycle, {job.cycle_anchor, job.cycle_index, *job.due}, step.environment.now);
    if (!next) return emit(step, JobEnded{id});
    job.due = next->due;
    job.cycle_anchor = next->anchor;
    job.cycle_index = next->index;
    // The next time starts afresh: what an earlier run has cost does not count.
    job.retries = expression::parse_retry_cycle(definition_of(step, job.owner).node(job.node).retry_cycle)
                      .retries.value_or(step.environment.limits.job_retries);
    job.error_message.clear();
    job.error_details.clear();
    emit(step, JobChanged{id, std::move(job)});
}

// Nothing throws a timer (BPMN 2.0.2 table 10.93).
void perform(Step&, const ActivityId&, const bpmn::TimerTrigger&) { ENSURE(!"a timer cannot be thrown"); }

}  // namespace pavane::core
