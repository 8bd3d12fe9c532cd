#include "runtime/engine/jobs.hpp"

#include <algorithm>

#include "runtime/engine/engine.hpp"
#include "runtime/engine/job_run.hpp"

namespace pavane::engine {

namespace {

// How long the acquisition sleeps at the most: another node may have made a job due, or died with a lease.
constexpr Milliseconds longest_sleep{1'000};
constexpr Milliseconds clock_sample_period{30'000};
// Answers to idempotency keys are kept for a day (docs/architecture.md), and swept out in small pieces.
constexpr Milliseconds sweep_period{60'000};
constexpr Milliseconds poll_period{500};
constexpr Milliseconds batch_operation_period{1'000};
constexpr Milliseconds commit_memory{24 * 3'600'000};
// Between two vain looks for others than those that have enough. So long before a look jobs may have fallen due that it
// has not seen, since this node only estimates the database's time.
constexpr Milliseconds pause_of_looks{50};
constexpr std::int32_t sweep_size = 1'000;
constexpr Milliseconds longest_sweep{500};  // in one round, which has leases to renew too

}  // namespace

Jobs::Jobs(Engine& engine, const Clock& clock, Journal& journal, JobSettings settings)
    : engine_(engine), clock_(clock), journal_(journal), settings_(std::move(settings)) {}

Jobs::~Jobs() { stop(); }

void Jobs::start(DatabaseTime& time, bool acquire) {
    time_ = &time;
    const std::string prefix = settings_.node.substr(0, settings_.node.find('/') + 1);
    engine_.store().end_leases_of(prefix, settings_.node);
    look_at_tenants();
    acquiring_ = acquire;
    thread_ = std::thread([this] { loop(); });
}

void Jobs::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
}

JobPlaces Jobs::places() const {
    const std::lock_guard lock(mutex_);
    if (stopping_ || !acquiring_ || running_.size() >= all_places()) return {};
    return places_of(all_places() - running_.size());
}

// A tenant leaves half of them to others, and is to have as many as if it were alone.
std::size_t Jobs::all_places() const { return settings_.local_jobs * (tenants_.size() > 1 ? 2 : 1); }

JobPlaces Jobs::places_of(std::size_t free) const { return {free, held_, tenants_.size() > 1}; }

void Jobs::note_tenant(const std::string& tenant) {
    const std::lock_guard lock(mutex_);
    if (tenants_.size() < 2) tenants_.insert(tenant);
}

// Two are enough to know of.
void Jobs::look_at_tenants() {
    for (const std::string& tenant : engine_.store().some_tenants()) note_tenant(tenant);
}

void Jobs::add(const LeasedJob& job) {
    if (const auto before = running_.find(job.job); before != running_.end()) remove(before);
    const JobShare share{job.tenant, job.definition};
    std::size_t& held = held_[share];  // first, since it may throw
    running_[job.job] = {job.epoch, share};
    ++held;
}

void Jobs::remove(RunningJobs::iterator running) {
    const auto held = held_.find(running->second.share);
    if (--held->second == 0) held_.erase(held);
    running_.erase(running);
}

// What has just been born need not wait behind all that has been due for long: a quarter of the places is left to it.
std::size_t Jobs::room_for_due() const {
    const std::size_t places = all_places() - all_places() / 4;
    return places - std::min(places, running_.size());
}

void Jobs::take(std::vector<LeasedJob> leased, const std::vector<Instant>& due) {
    bool earlier = false;
    {
        const std::lock_guard lock(mutex_);
        if (stopping_) {  // a node that stops runs nothing new
            for (const LeasedJob& job : leased) stranded_.emplace_back(job.job, job.epoch);
            return;
        }
        for (const Instant at : due)
            if (!next_due_ || at < *next_due_) {
                next_due_ = at;
                earlier = true;
            }
    }
    // All of them have their places before the first one runs.
    std::vector<RunPtr> runs;
    for (LeasedJob& job : leased) runs.push_back(std::make_shared<Run>(*this, std::move(job), OnDone{}));
    for (RunPtr& each : runs) engine_.executor().run([this, run = std::move(each)] { begin(run); });
    if (earlier) wake_.notify_all();
}

Milliseconds Jobs::until_next() const {
    if (!acquiring_) return longest_sleep;
    if (look_now_) return Milliseconds(0);
    if (!next_due_) return longest_sleep;
    return std::clamp(std::chrono::duration_cast<Milliseconds>(*next_due_ - time_->now()), Milliseconds(0),
                      longest_sleep);
}

// One part of the round; the others go on whatever becomes of it.
void Jobs::attempt(const std::function<void()>& part) {
    try {
        part();
    } catch (const StoreUnavailable& error) {
        engine_.warn(std::string("jobs wait for the database: ") + error.what());
    } catch (const std::exception& error) {
        engine_.warn(std::string("the job executor met an error of the engine: ") + error.what());
    }
}

void Jobs::loop() {
    Milliseconds last_sample = clock_.monotonic();
    Milliseconds last_sweep = last_sample;
    Milliseconds last_tick = last_sample;
    Milliseconds last_look = last_sample;
    bool sweep_on = false;
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        wake_.wait_for(lock, std::max(until_next(), Milliseconds(1)));
        if (stopping_) break;
        lock.unlock();
        const auto due = [this](Milliseconds& last, Milliseconds period) {
            if (clock_.monotonic() - last < period) return false;
            last = clock_.monotonic();
            return true;
        };
        // Long polls have their deadlines whether the database answers or not.
        if (due(last_tick, poll_period)) attempt([this] { engine_.external_tasks().tick(); });
        attempt([this] { renew(); });
        attempt([this] { release_stranded(); });
        if (acquiring_) attempt([this] { acquire(); });
        if (due(last_sample, clock_sample_period)) {
            attempt([this] { time_->sample(); });
            attempt([this] { look_at_tenants(); });
        }
        if (due(last_look, batch_operation_period)) attempt([this] { engine_.batch_operations().look(); });
        if (due(last_sweep, sweep_period) || sweep_on) {
            sweep_on = false;
            attempt([&] { sweep_on = sweep(); });
        }
        lock.lock();
    }
}

void Jobs::acquire() {
    const Instant began = time_->now();
    JobPlaces places;
    SharesWithEnough with_enough;
    {
        const std::lock_guard lock(mutex_);
        if (next_due_ && *next_due_ <= time_->now()) next_due_.reset();
        look_now_ = false;
        // Whoever finishes a job from now on, and lets one of these have more, asks for another look.
        places = places_of(room_for_due());
        with_enough = with_enough_ = places.with_enough();
    }
    if (places.free == 0) return;
    const auto most = static_cast<std::int32_t>(places.most_at_once());
    std::vector<LeasedJob> leased =
        with_enough.empty() ? engine_.store().lease_jobs(settings_.node, most, settings_.lease)
                            : engine_.store().lease_jobs_of_others(settings_.node, most, settings_.lease, with_enough);
    const bool holds_back = !with_enough.empty() && leased.empty();
    // Before the database is asked again, which may be away by now: they are leased, and nobody else runs them.
    take(std::move(leased), {});
    // What was due is of those that have enough; what falls due since may be of others.
    std::optional<Instant> next =
        holds_back ? engine_.store().next_due_after(began - pause_of_looks) : engine_.store().next_due();
    if (!next) return;
    if (holds_back) next = std::max(*next, time_->now() + pause_of_looks);
    const std::lock_guard lock(mutex_);
    if (!next_due_ || *next < *next_due_) next_due_ = next;
}

// Whether there is more to forget than one round has time for.
bool Jobs::sweep() {
    const Milliseconds until = clock_.monotonic() + longest_sweep;
    while (engine_.store().forget_commits(commit_memory, sweep_size) >= sweep_size)
        if (clock_.monotonic() >= until) return true;
    return false;
}

void Jobs::renew() {
    if (clock_.monotonic() - last_renewal_ < settings_.lease / 3) return;
    last_renewal_ = clock_.monotonic();
    std::vector<std::pair<core::JobId, std::int64_t>> held;
    {
        const std::lock_guard lock(mutex_);
        for (const auto& [job, running] : running_) held.emplace_back(job, running.epoch);
    }
    if (!held.empty()) engine_.store().renew_jobs(held, settings_.node, settings_.lease);
}

// Whether somebody who was passed over may be given a place by now.
bool Jobs::may_look_again() const {
    if (with_enough_.empty()) return false;
    const JobPlaces places = places_of(room_for_due());
    return std::ranges::any_of(with_enough_.tenants, [&](const auto& each) { return places.free_for(each) > 0; }) ||
           std::ranges::any_of(with_enough_.shares, [&](const auto& each) { return !places.has_enough(each); });
}

// Not what has been leased anew meanwhile, which runs under its own epoch.
void Jobs::forget(const LeasedJob& job) {
    bool look = false;
    {
        const std::lock_guard lock(mutex_);
        look = room_for_due() == 0;
        const auto found = running_.find(job.job);
        if (found == running_.end() || found->second.epoch != job.epoch) return;
        remove(found);
        look = look || may_look_again();
        if (look) look_now_ = true;
    }
    if (look) wake_.notify_all();
}

// The database was away: nobody knows how long, but it need not be as long as the lease.
void Jobs::end_run(const LeasedJob& job, const Answer& answer) {
    if (std::holds_alternative<Unavailable>(answer)) {
        const std::lock_guard lock(mutex_);
        stranded_.emplace_back(job.job, job.epoch);
    }
    forget(job);
}

void Jobs::release_stranded() {
    std::vector<std::pair<core::JobId, std::int64_t>> stranded;
    {
        const std::lock_guard lock(mutex_);
        stranded.swap(stranded_);
    }
    if (stranded.empty()) return;
    try {
        engine_.store().release_jobs(stranded, settings_.node);
    } catch (...) {
        const std::lock_guard lock(mutex_);
        stranded_.insert(stranded_.end(), stranded.begin(), stranded.end());
        throw;
    }
}

void Jobs::hand_back() {
    attempt([this] { release_stranded(); });
}

}  // namespace pavane::engine
