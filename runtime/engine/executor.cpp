#include "runtime/engine/executor.hpp"

#include "runtime/engine/guarded.hpp"

namespace pavane::engine {

Executor::Executor(std::size_t threads, std::function<void(const std::string&)> on_failure)
    : on_failure_(std::move(on_failure)) {
    try {
        for (std::size_t at = 0; at < threads; ++at) threads_.emplace_back([this] { loop(); });
    } catch (...) {  // the machine gives no more threads: those there are must end first
        end();
        throw;
    }
}

Executor::~Executor() { end(); }

void Executor::end() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

void Executor::run(std::function<void()> work) {
    {
        const std::lock_guard lock(mutex_);
        queue_.push_back(std::move(work));
        ++posted_;
    }
    wake_.notify_one();
}

std::optional<std::uint64_t> Executor::drain(std::chrono::steady_clock::time_point until) {
    std::unique_lock lock(mutex_);
    if (!idle_.wait_until(lock, until, [this] { return queue_.empty() && running_ == 0; })) return std::nullopt;
    return posted_;
}

void Executor::loop() {
    std::unique_lock lock(mutex_);
    while (true) {
        wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
        if (queue_.empty()) return;
        std::function<void()> work = std::move(queue_.front());
        queue_.pop_front();
        ++running_;
        lock.unlock();
        guarded("work of the engine has failed", on_failure_, work);
        work = nullptr;
        lock.lock();
        if (--running_ == 0 && queue_.empty()) idle_.notify_all();
    }
}

}  // namespace pavane::engine
