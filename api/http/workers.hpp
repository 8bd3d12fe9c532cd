// The threads that run handlers, and the bounded queue before them.
#pragma once

#include <condition_variable>
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

    // False if the queue is full or the workers are stopping. The job must not throw.
    bool try_post(std::function<void()> job);

    // Runs what is queued, then ends the threads. Jobs that do not return are waited for.
    void stop();

  private:
    void run();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> jobs_;
    std::size_t queue_limit_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace pavane::http
