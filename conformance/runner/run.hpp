// A scenario under way in one engine.
#pragma once

#include <map>
#include <string>

#include "conformance/runner/driver.hpp"
#include "conformance/runner/scenario.hpp"

namespace pavane::conformance {

// When the scenario's own time says a job is due. An engine on the world's clock creates and repeats its timers by that
// clock, so a due date is read as the time that lies between it and the moment it was set.
struct JobTime {
    std::optional<Instant> shown_due;  // as the engine has it
    Instant due;                       // by the scenario's time
};

struct Run {
    const Scenario& scenario;
    Driver& driver;
    Instant time;  // the scenario's own
    std::map<core::JobId, JobTime> job_times;
    std::string first_key;  // of the process that was started first: where variables are looked for
};

// Runs every line. Empty: all came true; else what did not, with file, line and what was seen. Throws ReferenceMissing.
std::string run_scenario(const Scenario& scenario, Driver& driver);

// Runs the jobs that fall due until `until`, in the order of their due dates, and moves the scenario's time there.
void advance(Run& run, Instant until);

}  // namespace pavane::conformance
