#include "runtime/core/jobs.hpp"

#include <algorithm>

#include "expression/retry_cycle.hpp"
#include "expression/temporal.hpp"
#include "runtime/core/evaluation.hpp"

namespace pavane::core {

std::optional<Job> plan_job(Step& step, const ActivityId& owner, NodeIndex index, Job::Kind kind) {
    const bpmn::Node& node = definition_of(step, owner).node(index);
    const std::optional<std::int64_t> priority = evaluate_number(step, owner, node.job_priority, 0);
    if (!priority) return std::nullopt;
    Job job;
    job.owner = owner;
    job.node = index;
    job.kind = kind;
    job.retries = expression::parse_retry_cycle(node.retry_cycle).retries.value_or(step.environment.limits.job_retries);
    job.priority = *priority;
    job.exclusive = node.exclusive;
    job.nodes_since_input = step.nodes_since_input + step.nodes_entered;
    job.created_at = step.environment.now;
    return job;
}

void create_async_job(Step& step, const ActivityId& activity, Job::Kind kind) {
    std::optional<Job> job = plan_job(step, activity, step.state.activities.at(activity).node, kind);
    if (job) emit(step, JobCreated{new_id<JobId>(step), std::move(*job)});
}

void open_incident(Step& step, const ActivityId& owner, NodeIndex node, Incident::Kind kind, const Uuid& cause,
                   const std::string& message) {
    for (const IncidentId& open : step.state.incidents.owned_by(owner))
        if (step.state.incidents.at(open).cause == cause) return;
    emit(step,
         IncidentOpened{new_id<IncidentId>(step), Incident{owner, node, kind, cause, message, step.environment.now}});
}

void resolve_incident(Step& step, const ActivityId& owner, const Uuid& cause) {
    for (const IncidentId& open : step.state.incidents.owned_by(owner))
        if (step.state.incidents.at(open).cause == cause) emit(step, IncidentClosed{open, true});
}

void match_incident(Step& step, const ActivityId& owner, NodeIndex node, Incident::Kind kind, const Uuid& cause,
                    std::int32_t retries, const std::string& message) {
    if (retries > 0)
        resolve_incident(step, owner, cause);
    else
        open_incident(step, owner, node, kind, cause, message);
}

namespace {

// Others of its jobs were on their way when the root was halted; they wait as they are.
void note_failure(Step& step, const FailJob& failure) {
    Job job = step.state.jobs.at(failure.job);
    job.error_message = failure.error_message;
    job.error_details = failure.error_details;
    emit(step, JobChanged{failure.job, std::move(job)});
}

}  // namespace

void fail_job(Step& step, const FailJob& failure) {
    if (failure.halts_root && step.state.incidents.index().halted()) return note_failure(step, failure);
    const JobId id = failure.job;
    Job job = step.state.jobs.at(id);
    const expression::RetryCycle cycle =
        expression::parse_retry_cycle(definition_of(step, job.owner).node(job.node).retry_cycle);
    // The first failure of a model with its own number of retries starts counting from that number (as the Camunda 7
    // line does).
    const bool first = job.error_message.empty() && job.error_details.empty();
    if (first && cycle.retries) job.retries = *cycle.retries;
    job.retries = failure.give_up || failure.halts_root ? 0 : std::max(0, job.retries - 1);
    job.error_message = failure.error_message.empty() ? "The job failed without a message." : failure.error_message;
    job.error_details = failure.error_details;
    const std::int32_t total = cycle.retries.value_or(step.environment.limits.job_retries);
    job.due = step.environment.now;
    if (!cycle.delays.empty()) {
        const auto failures = static_cast<std::size_t>(std::max(0, total - job.retries - 1));
        const expression::Duration& delay = cycle.delays[std::min(failures, cycle.delays.size() - 1)];
        if (const auto due = expression::add(step.environment.now, delay)) job.due = *due;
    }
    const ActivityId owner = job.owner;
    const NodeIndex node = job.node;
    const bool exhausted = job.retries == 0;
    const std::string shown = job.error_message;
    emit(step, JobChanged{id, std::move(job)});
    if (!exhausted) return;
    const auto kind = failure.halts_root ? Incident::Kind::instance_limit : Incident::Kind::failed_job;
    open_incident(step, owner, node, kind, id.value, shown);
}

}  // namespace pavane::core
