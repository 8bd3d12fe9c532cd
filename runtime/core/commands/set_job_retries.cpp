#include "runtime/core/commands/perform.hpp"
#include "runtime/core/jobs.hpp"

namespace pavane::core {

void perform(Step& step, const SetJobRetries& command) {
    const Job* known = step.state.jobs.find(command.job);
    if (!known)
        return reject(step, Rejection::Reason::unknown_job, "No job found with id '" + to_string(command.job) + "'");
    Job job = *known;
    job.retries = command.retries;
    // Who sets them has looked at it: from here on it is moved from outside.
    job.nodes_since_input = 0;
    const ActivityId owner = job.owner;
    const NodeIndex node = job.node;
    const std::string message = job.error_message;
    emit(step, JobChanged{command.job, std::move(job)});
    match_incident(step, owner, node, Incident::Kind::failed_job, command.job.value, command.retries, message);
}

}  // namespace pavane::core
