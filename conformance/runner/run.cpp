#include "conformance/runner/run.hpp"

#include <algorithm>

#include "conformance/runner/describe.hpp"
#include "conformance/runner/verbs.hpp"

namespace pavane::conformance {

namespace {

// What an engine on the world's clock may be late by. Scenarios therefore count in minutes and more.
constexpr Milliseconds slack{5'000};
constexpr int most_jobs = 10'000;

// Reads the due dates of what is new or has changed.
void observe(Run& run, const World& world) {
    for (const OpenJob& job : world.jobs) {
        const auto known = run.job_times.find(job.id);
        if (known == run.job_times.end()) {
            const Milliseconds wait = job.due ? *job.due - job.created_at : Milliseconds(0);
            run.job_times.emplace(job.id, JobTime{job.due, run.time + wait});
        } else if (known->second.shown_due != job.due) {
            JobTime& time = known->second;
            // A failed job waits from now on; a repeating timer goes on from where it was.
            const bool repeats = job.error_message.empty() && job.due && time.shown_due;
            if (repeats)
                time.due += *job.due - *time.shown_due;
            else
                time.due = run.time + (job.due ? *job.due - run.driver.now() : Milliseconds(0));
            time.shown_due = job.due;
        }
    }
}

const OpenJob* next_due(const Run& run, const World& world, Instant until) {
    const OpenJob* next = nullptr;
    for (const OpenJob& job : world.jobs) {
        const Instant due = run.job_times.at(job.id).due;
        if (job.retries <= 0 || due > until + slack) continue;
        if (!next || std::pair(due, job.id) < std::pair(run.job_times.at(next->id).due, next->id)) next = &job;
    }
    return next;
}

// A line that must fail must say why, and leave no trace. A job that fails costs a retry, which is its trace.
void check_failure(Run& run, const Line& line, const Answer& answer, const World& before) {
    if (answer) throw Mismatch("It was to fail with '" + *line.fails + "', but it went well.");
    if (answer.error().find(*line.fails) == std::string::npos)
        throw Mismatch("It was to fail with '" + *line.fails + "', but it failed with: " + answer.error());
    if (line.verb == "job") return;
    if (const World after = run.driver.look(); after != before)
        throw Mismatch("It failed, but something has changed. Before:\n" + describe(before));
}

void run_line(Run& run, const Line& line) {
    const Verb& verb = *find_verb(line.verb);
    World before;
    if (line.fails) before = run.driver.look();
    const Answer answer = verb.perform(run, line);
    if (line.fails)
        check_failure(run, line, answer, before);
    else if (!answer)
        throw Mismatch("It failed: " + answer.error());
    run.driver.end_line();
    if (verb.acts) observe(run, run.driver.look());
}

}  // namespace

void advance(Run& run, Instant until) {
    for (int count = 0; count < most_jobs; ++count) {
        const World world = run.driver.look();
        observe(run, world);
        const OpenJob* job = next_due(run, world, until);
        if (!job) {
            run.time = std::max(run.time, until);
            run.driver.move_clock(run.time);
            return;
        }
        run.time = std::clamp(run.job_times.at(job->id).due, run.time, std::max(run.time, until));
        run.driver.move_clock(run.time);
        // A failed run shows in the job's retries, at last in an incident.
        static_cast<void>(run.driver.perform(core::RunJob{job->id}));
    }
    throw Mismatch("After " + std::to_string(most_jobs) + " jobs there are still more that are due.");
}

std::string run_scenario(const Scenario& scenario, Driver& driver) {
    Run run{scenario, driver, driver.now(), {}, {}};
    for (const Line& line : scenario.lines) {
        try {
            run_line(run, line);
        } catch (const ReferenceMissing&) {
            throw;
        } catch (const std::exception& problem) {
            std::string message =
                scenario.name + ".scenario:" + std::to_string(line.number) + ": " + line.text + "\n" + problem.what();
            return message + "\nNow:\n" + describe(driver.look());
        }
    }
    return {};
}

}  // namespace pavane::conformance
