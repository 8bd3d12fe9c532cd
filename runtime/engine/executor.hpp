// The engine's own threads, for work that no client's thread carries: jobs, commands that run again, wake-ups of long
// polls.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace pavane::engine {

class Executor {
  public:
    explicit Executor(std::size_t threads);
    ~Executor();  // runs what is queued, then ends

    void run(std::function<void()> work);
    // Waits until nothing is queued or running.
    void drain();

  private:
    void loop();

    std::mutex mutex_;
    std::condition_variable wake_;
    std::condition_variable idle_;
    std::deque<std::function<void()>> queue_;
    std::size_t running_ = 0;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace pavane::engine
