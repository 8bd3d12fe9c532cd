// The threads that run handlers, and the bounded queue before them: first come, first served, but that jobs which may
// take long get half of the threads and of the queue at the most.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace pavane::http {

class Workers {
  public:
    Workers(std::size_t threads, std::size_t queue_limit);
    ~Workers();  // as stop()
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    enum class Kind : std::uint8_t { ordinary, may_take_long };

    // Asked by the one thread that posts: nobody else takes the room that it has seen.
    bool has_room(Kind kind) const;
    // Where has_room() has said so.
    void post(std::function<void()> job, Kind kind);

    // Runs what is queued, then ends the threads. Jobs that do not return are waited for.
    void stop();

  private:
    struct Job {
        std::uint64_t number = 0;
        std::function<void()> run;
    };

    void run();
    bool may_begin_long() const { return !long_jobs_.empty() && long_running_ < most_long_; }
    bool has_work() const { return !jobs_.empty() || may_begin_long(); }

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Job> jobs_;
    std::deque<Job> long_jobs_;
    std::uint64_t last_number_ = 0;
    std::size_t long_running_ = 0;
    const std::size_t most_long_;
    const std::size_t queue_limit_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace pavane::http
