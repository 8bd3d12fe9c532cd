#include "expression/retry_cycle.hpp"
#include "runtime/core/evaluation.hpp"
#include "runtime/core/flow.hpp"
#include "runtime/core/jobs.hpp"
#include "runtime/core/timer_plan.hpp"
#include "runtime/core/triggers/triggers.hpp"

namespace pavane::core {

namespace {

// Time that passes comes from outside, as a message does; but not when it is less than the shortest cycle there may be
// (reliability contract §3.3): a model could go round through such a timer for ever.
constexpr Milliseconds shortest_wait{1'000};

}  // namespace

void subscribe(Step& step, const ActivityId& owner, NodeIndex node, const bpmn::TimerTrigger& trigger) {
    const std::optional<expression::Value> value = evaluate(step, owner, trigger.text);
    if (!value) return;
    const bpmn::Node& event = definition_of(step, owner).node(node);
    const Result<TimerPlan, std::string> planned = plan_timer(trigger.kind, *value, step.environment.now);
    if (!planned) return fail(step, event.id, "The timer of '" + event.id + "' cannot be set: " + planned.error());
    std::optional<Job> job = plan_job(step, owner, node, Job::Kind::timer);
    if (!job) return;
    job->due = planned->due;
    if (planned->due - step.environment.now >= shortest_wait) job->nodes_since_input = 0;
    job->cycle = planned->cycle;
    job->cycle_anchor = planned->position.anchor;
    job->cycle_index = planned->position.index;
    emit(step, JobCreated{new_id<JobId>(step), std::move(*job)});
}

void repeat_timer(Step& step, const JobId& id) {
    Job job = step.state.jobs.at(id);
    const auto next = next_cycle(job.cycle, {job.cycle_anchor, job.cycle_index, *job.due}, step.environment.now);
    if (!next) return emit(step, JobEnded{id});
    job.due = next->due;
    job.cycle_anchor = next->anchor;
    job.cycle_index = next->index;
    job.nodes_since_input = 0;
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
