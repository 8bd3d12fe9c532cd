// Jobs and the incidents that jobs and external tasks without retries become.
#pragma once

#include "runtime/core/unit_of_work.hpp"

namespace pavane::core {

// A job for the event or activity `node` of `owner`, due at once: retries, priority and the rest as the model says.
// Nothing: the step has stopped.
std::optional<Job> plan_job(Step& step, const ActivityId& owner, NodeIndex node, Job::Kind kind);

// The activity instance waits at its border until the job has run.
void create_async_job(Step& step, const ActivityId& activity, Job::Kind kind);

void open_incident(Step& step, const ActivityId& owner, NodeIndex node, Incident::Kind kind, const Uuid& cause,
                   const std::string& message);
// Closes the incident of this job or external task, if there is one.
void resolve_incident(Step& step, const ActivityId& owner, const Uuid& cause);
// Opens the incident where no retries are left, closes it where there are some.
void match_incident(Step& step, const ActivityId& owner, NodeIndex node, Incident::Kind kind, const Uuid& cause,
                    std::int32_t retries, const std::string& message);

// A run of the job has failed: a retry less and a later due date, and at none left an incident. What has met a limit of
// its root has no retry left at once, and its incident halts the root; of several such jobs the first only.
void fail_job(Step& step, const FailJob& failure);

}  // namespace pavane::core
