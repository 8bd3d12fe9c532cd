// The job executor: leases what is due, runs it, renews the leases of what takes long, and starts definitions whose
// timer fires. Leases are fenced by (owner, epoch); a lost fence discards the run (docs/architecture.md, reliability
// contract F13 to F16).
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "runtime/engine/database_time.hpp"
#include "runtime/engine/job_places.hpp"
#include "runtime/engine/ports.hpp"
#include "runtime/engine/submission.hpp"

namespace pavane::engine {

class Engine;
class Journal;

struct JobSettings {
    std::string node;
    Milliseconds lease{60'000};
    std::int32_t max_acquisitions = 10;
    std::size_t local_jobs = 256;  // that run at a time; twice as many where there are several tenants
};

class Jobs {
  public:
    Jobs(Engine& engine, const Clock& clock, Journal& journal, JobSettings settings);
    ~Jobs();

    // Ends the leases of this node's dead incarnations and, if `acquire`, begins to lease what is due.
    void start(DatabaseTime& time, bool acquire);
    void stop();

    // The places that jobs may take which are born with our lease.
    JobPlaces places() const;
    // The tenant has definitions, and may have jobs: it finds places.
    void note_tenant(const std::string& tenant);

    // Jobs born with our lease run at once; those born free wake the acquisition when they fall due.
    void take(std::vector<LeasedJob> leased, const std::vector<Instant>& due);

    // After stop(): gives back what was leased and not run.
    void hand_back();

    // Runs one job now, whatever its due date (POST /job/{id}/execute). LeaseLost: somebody else runs it.
    void execute(const core::JobId& job, OnDone done);

    std::uint64_t succeeded() const { return succeeded_; }
    std::uint64_t failed() const { return failed_; }

  private:
    struct Running {
        std::int64_t epoch = 0;
        JobShare share;
    };
    using RunningJobs = std::map<core::JobId, Running>;

    std::size_t all_places() const;  // with mutex_ held, as the next five
    std::size_t room_for_due() const;
    JobPlaces places_of(std::size_t free) const;
    bool may_look_again() const;
    void add(const LeasedJob& job);
    void remove(RunningJobs::iterator running);
    void loop();
    void attempt(const std::function<void()>& part);
    void acquire();
    void renew();
    bool sweep();
    void look_at_tenants();
    Milliseconds until_next() const;
    class Run;
    using RunPtr = std::shared_ptr<Run>;
    void begin(const RunPtr& run);
    void start_definition(const RunPtr& run);
    Answer set_next_start(const LeasedJob& job, const Answer& started);
    void report(const RunPtr& run, const Answer& answer);
    void fail(const RunPtr& run, core::FailJob failure, std::optional<Answer> told = {});
    void forget(const LeasedJob& job);
    void end_run(const LeasedJob& job, const Answer& answer);
    void release_stranded();

    Engine& engine_;
    const Clock& clock_;
    Journal& journal_;
    const JobSettings settings_;
    DatabaseTime* time_ = nullptr;
    std::atomic<std::uint64_t> succeeded_{0};
    std::atomic<std::uint64_t> failed_{0};

    mutable std::mutex mutex_;
    std::condition_variable wake_;
    RunningJobs running_;
    std::map<JobShare, std::size_t> held_;  // how many of them each definition has
    std::set<std::string> tenants_;         // that may have jobs; two of them, where there are more
    SharesWithEnough with_enough_;          // that were passed over at the last look
    // Leased by us, and not run because the database was away: handed back when it is there, and taken again.
    std::vector<std::pair<core::JobId, std::int64_t>> stranded_;
    std::optional<Instant> next_due_;
    bool acquiring_ = false;
    bool look_now_ = true;
    bool stopping_ = false;
    Milliseconds last_renewal_{0};
    std::thread thread_;
};

}  // namespace pavane::engine
