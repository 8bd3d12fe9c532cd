#include "api/http/workers.hpp"

#include <algorithm>

namespace pavane::http {

Workers::Workers(std::size_t threads, std::size_t queue_limit)
    : most_long_(std::max<std::size_t>(1, threads / 2)), queue_limit_(queue_limit) {
    try {
        for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
    } catch (...) {  // the machine gives no more threads: those there are must end first
        stop();
        throw;
    }
}

Workers::~Workers() { stop(); }

bool Workers::has_room(Kind kind) const {
    const std::lock_guard lock(mutex_);
    if (stopping_ || jobs_.size() + long_jobs_.size() >= queue_limit_) return false;
    return kind == Kind::ordinary || long_jobs_.size() <= queue_limit_ / 2;
}

void Workers::post(std::function<void()> job, Kind kind) {
    {
        const std::lock_guard lock(mutex_);
        (kind == Kind::may_take_long ? long_jobs_ : jobs_).push_back({++last_number_, std::move(job)});
    }
    changed_.notify_one();
}

void Workers::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_)
        if (thread.joinable()) thread.join();
}

void Workers::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return has_work() || (stopping_ && long_jobs_.empty()); });
        if (!has_work()) return;
        const bool is_long = may_begin_long() && (jobs_.empty() || long_jobs_.front().number < jobs_.front().number);
        std::deque<Job>& queue = is_long ? long_jobs_ : jobs_;
        std::function<void()> job = std::move(queue.front().run);
        queue.pop_front();
        if (is_long) ++long_running_;
        lock.unlock();
        try {
            job();
        } catch (const std::exception&) {
            job = nullptr;  // telling of an error has failed; the client hears of it by the end of its responder
        }
        job = nullptr;
        lock.lock();
        // Whoever waits because of it may go on, and at the end those who wait for the last of them.
        if (is_long) {
            --long_running_;
            changed_.notify_all();
        }
    }
}

}  // namespace pavane::http
