// The engine's own threads, for work that no client's thread carries: jobs, commands that run again, wake-ups of long
// polls.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace pavane::engine {

class Executor {
  public:
    // `on_failure` is told, in a sentence, what a piece of work has thrown, which ends that piece only.
    Executor(std::size_t threads, std::function<void(const std::string&)> on_failure);
    ~Executor();  // runs what is queued, then ends

    void run(std::function<void()> work);
    // Waits until nothing is queued or running, and returns how many pieces of work there have been in all; nothing if
    // there is work left at `until`.
    std::optional<std::uint64_t> drain(std::chrono::steady_clock::time_point until);

  private:
    void end();
    void loop();

    const std::function<void(const std::string&)> on_failure_;

    std::mutex mutex_;
    std::condition_variable wake_;
    std::condition_variable idle_;
    std::deque<std::function<void()>> queue_;
    std::size_t running_ = 0;
    std::uint64_t posted_ = 0;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace pavane::engine
