#include "runtime/core/commands/perform.hpp"
#include "runtime/core/jobs.hpp"

namespace pavane::core {

void perform(Step& step, const FailJob& command) {
    if (!step.state.jobs.find(command.job))
        return reject(step, Rejection::Reason::unknown_job, "No job found with id '" + to_string(command.job) + "'");
    fail_job(step, command);
}

}  // namespace pavane::core
