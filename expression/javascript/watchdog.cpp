#include "expression/javascript/watchdog.hpp"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>

namespace pavane::expression::javascript {

namespace {

constexpr std::chrono::milliseconds period{2};
// Scripts come in bursts: going to sleep after each would cost each a system call.
constexpr int periods_until_sleep = 50;
// A script that is poked loses time, a regular expression begins again and in the end fails: so not before there is
// reason.
constexpr std::size_t growth_bytes = 8 * 1024 * 1024;

// Of the whole process; 0 if the system does not tell.
std::size_t resident_bytes() {
    std::ifstream file("/proc/self/statm");
    std::size_t pages = 0;
    std::size_t resident_pages = 0;
    if (!(file >> pages >> resident_pages)) return 0;
    return resident_pages * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

std::int64_t time_ns(clockid_t clock) {
    timespec time{};
    ::clock_gettime(clock, &time);
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

}  // namespace

Watchdog::~Watchdog() {
    {
        const std::lock_guard lock(mutex_);
        is_stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void Watchdog::add(Watched& watched) {
    const std::lock_guard lock(mutex_);
    watched_.push_back({&watched});
}

// Either this sees that the watchdog sleeps, or the watchdog, before it sleeps, sees that something runs.
void Watchdog::begin(Watched& watched) {
    ++watched.scripts;
    watched.is_running = true;
    if (!is_asleep_) return;
    const std::lock_guard lock(mutex_);
    wake_.notify_one();
}

void Watchdog::look_at(Seen& seen, std::size_t resident_bytes) const {
    const std::lock_guard lock(seen.watched->mutex);
    if (!seen.watched->interpreter) return;
    const std::int64_t now_ns = time_ns(seen.watched->clock);
    if (const std::uint64_t script = seen.watched->scripts; script != seen.script) {
        seen.script = script;
        seen.began_ns = now_ns;
        seen.resident_bytes = resident_bytes;
        return;
    }
    const bool is_late = now_ns - seen.began_ns >= std::chrono::nanoseconds(time_).count();
    if (is_late || resident_bytes > seen.resident_bytes + growth_bytes) seen.watched->interpreter->poke();
}

bool Watchdog::look() {
    const auto runs = [](const Seen& seen) { return seen.watched->is_running.load(); };
    if (std::none_of(watched_.begin(), watched_.end(), runs)) return false;
    const std::size_t resident = resident_bytes();
    for (Seen& seen : watched_)
        if (runs(seen)) look_at(seen, resident);
    return true;
}

void Watchdog::watch() {
    std::unique_lock lock(mutex_);
    int quiet_periods = 0;
    while (!is_stopping_) {
        if (quiet_periods == periods_until_sleep) {
            const auto has_reason = [&] {
                return is_stopping_ || std::any_of(watched_.begin(), watched_.end(),
                                                   [](const Seen& seen) { return seen.watched->is_running.load(); });
            };
            is_asleep_ = true;
            wake_.wait(lock, has_reason);
            is_asleep_ = false;
            quiet_periods = 0;
        }
        wake_.wait_for(lock, period, [&] { return is_stopping_; });
        quiet_periods = look() ? 0 : quiet_periods + 1;
    }
}

}  // namespace pavane::expression::javascript
