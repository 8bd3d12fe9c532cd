// How a leased job runs: its command, and what becomes of it.
#include "runtime/core/failure_text.hpp"
#include "runtime/engine/engine.hpp"
#include "runtime/engine/job_run.hpp"
#include "runtime/engine/start_key.hpp"

namespace pavane::engine {

Jobs::Run::Run(Jobs& jobs, LeasedJob job, OnDone done) : jobs_(jobs), job_(std::move(job)), done_(std::move(done)) {
    const std::lock_guard lock(jobs_.mutex_);
    jobs_.add(job_);
}

// What broke it off is told by whoever has caught it.
Jobs::Run::~Run() {
    if (has_ended_) return;
    jobs_.forget(job_);
    if (!done_) return;
    try {
        done_(InternalError{"The engine met an error of its own while it ran the job."});
    } catch (const std::exception&) {  // NOLINT(bugprone-empty-catch)
        // Nobody listens any more, and a destructor has nobody to tell.
    }
}

void Jobs::Run::end(const Answer& answer, Answer told) {
    has_ended_ = true;
    jobs_.end_run(job_, answer);
    if (done_) done_(std::move(told));
}

void Jobs::execute(const core::JobId& job, OnDone done) {
    std::optional<LeasedJob> leased = engine_.store().lease_job(job, settings_.node, settings_.lease);
    if (!leased) return done(LeaseLost{});
    begin(std::make_shared<Run>(*this, std::move(*leased), std::move(done)));
}

void Jobs::begin(const RunPtr& run) {
    const LeasedJob& job = run->job();
    if (job.root.is_null()) return start_definition(run);
    if (job.acquisitions > settings_.max_acquisitions && !run->is_asked_for())
        return fail(
            run,
            {job.job, "The job was taken up " + std::to_string(job.acquisitions - 1) + " times without ever ending.",
             "", true});
    Submission submission{core::RunJob{job.job}, job.root, JobFence{job.job, settings_.node, job.epoch}};
    submission.done = [this, run](Answer answer) {
        engine_.executor().run([this, run, answer = std::move(answer)] { report(run, answer); });
    };
    engine_.submit(std::move(submission));
}

void Jobs::report(const RunPtr& run, const Answer& answer) {
    const core::JobId& job = run->job().job;
    if (const auto* failure = std::get_if<core::Failure>(&answer)) {
        ++failed_;
        const std::string where = failure->element.empty() ? "" : "\nat element " + failure->element;
        return fail(run, {job, core::text_of(*failure), failure->message + where, false, failure->of_root}, answer);
    }
    // What the step has made cannot be stored, and could not be the next time.
    if (const auto* rejection = std::get_if<core::Rejection>(&answer);
        rejection && rejection->reason == core::Rejection::Reason::invalid_value) {
        ++failed_;
        return fail(run, {job, rejection->message, rejection->message}, answer);
    }
    if (std::holds_alternative<Done>(answer)) ++succeeded_;
    run->end(answer);
}

// `told` is what a client hears of it; nothing: what becomes of this.
void Jobs::fail(const RunPtr& run, core::FailJob failure, std::optional<Answer> told) {
    const LeasedJob& job = run->job();
    Submission submission{std::move(failure), job.root, JobFence{job.job, settings_.node, job.epoch}};
    submission.done = [run, told = std::move(told)](const Answer& answer) { run->end(answer, told.value_or(answer)); };
    engine_.submit(std::move(submission));
}

// The timer's key makes the start happen once, whatever breaks between the start and the timer's next date.
void Jobs::start_definition(const RunPtr& run) {
    const LeasedJob& job = run->job();
    const auto give_up = [&](const std::string& why, const Answer& answer) {
        journal_.warn("the start timer " + to_string(job.job) + " " + why);
        run->end(answer);
    };
    bpmn::DefinitionPtr definition;
    try {
        definition = engine_.definitions().load(job.definition);
    } catch (const StoreUnavailable& error) {
        return give_up(std::string("waits for the database: ") + error.what(), Unavailable{error.what()});
    } catch (const std::exception& error) {
        return give_up(std::string("met an error of the engine: ") + error.what(),
                       InternalError{"The engine met an error of its own; nothing was changed."});
    }
    const std::optional<bpmn::NodeIndex> start = definition ? definition->find_node(job.element) : std::nullopt;
    if (!start) return give_up("belongs to a definition that is not there any more", LeaseLost{});
    core::StartProcess command;
    command.id = ActivityId{engine_.ids().next()};
    command.definition = job.definition;
    command.start = *start;
    Submission submission{command, command.id};
    submission.idempotency = Idempotency{definition->tenant, start_key(job.job, job.cycle_index), {}};
    submission.done = [this, run](Answer answer) {
        engine_.executor().run(
            [this, run, answer = std::move(answer)] { run->end(set_next_start(run->job(), answer)); });
    };
    engine_.submit(std::move(submission));
}

// The timer's next date, now that this one is over. Gives what became of it all.
Answer Jobs::set_next_start(const LeasedJob& job, const Answer& started) {
    try {
        const bool has_started =
            std::holds_alternative<Done>(started) || std::holds_alternative<AnsweredBefore>(started);
        // A date whose start fails again and again is given up, so that the next one has its turn.
        if (has_started || job.acquisitions >= settings_.max_acquisitions)
            engine_.store().timer_start_fired(job.job, settings_.node, job.epoch, next_timer_start(job, engine_.now()));
        ++(has_started ? succeeded_ : failed_);
        if (const auto* failure = std::get_if<core::Failure>(&started))
            journal_.warn("a start timer could not start its process: " + core::text_of(*failure));
        else if (const auto* rejection = std::get_if<core::Rejection>(&started))
            journal_.warn("a start timer could not start its process: " + rejection->message);
    } catch (const StoreUnavailable& error) {
        journal_.warn(std::string("a start timer waits for the database: ") + error.what());
        return Unavailable{error.what()};
    } catch (const std::exception& error) {
        journal_.warn(std::string("a start timer met an error of the engine: ") + error.what());
    }
    return started;
}

}  // namespace pavane::engine
