#include "runtime/core/commands/perform.hpp"
#include "runtime/core/flow.hpp"
#include "runtime/core/jobs.hpp"
#include "runtime/core/triggers/triggers.hpp"

namespace pavane::core {

void perform(Step& step, const RunJob& command) {
    const Job* known = step.state.jobs.find(command.job);
    if (!known)
        return reject(step, Rejection::Reason::unknown_job, "No job found with id '" + to_string(command.job) + "'");
    const Job job = *known;
    step.nodes_since_input = job.nodes_since_input;
    resolve_incident(step, job.owner, command.job.value);
    switch (job.kind) {
        case Job::Kind::async_before:
            emit(step, JobEnded{command.job});
            emit(step, ActivityPhaseChanged{job.owner, Phase::active, step.environment.now});
            return begin(step, job.owner);
        case Job::Kind::async_after:
            emit(step, JobEnded{command.job});
            return leave(step, job.owner);
        case Job::Kind::timer: {
            const auto* boundary = definition_of(step, job.owner).node(job.node).kind.as<bpmn::BoundaryEvent>();
            if (boundary && !boundary->interrupting)
                repeat_timer(step, command.job);
            else
                emit(step, JobEnded{command.job});
            return trigger_event(step, job.owner, job.node, {});
        }
    }
}

}  // namespace pavane::core
