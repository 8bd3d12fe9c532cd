// Has a running script look at its limits once its time is over, or earlier when the process grows. Sleeps while
// nothing runs. Private to this folder.
#pragma once

#include <atomic>
#include <condition_variable>
#include <ctime>
#include <mutex>
#include <thread>
#include <vector>

#include "expression/javascript/interpreter.hpp"

namespace pavane::expression::javascript {

// One thread that runs scripts, as the watchdog sees it.
struct Watched {
    std::atomic<bool> is_running{false};
    std::atomic<std::uint64_t> scripts{0};  // that have begun
    std::mutex mutex;                       // guards what follows
    Interpreter* interpreter = nullptr;     // null before it is opened and after it is gone
    clockid_t clock{};                      // of the thread's processor time, while there is an interpreter
};

class Watchdog {
  public:
    // `time`: how long a script may run.
    explicit Watchdog(Milliseconds time) : time_(time), thread_([this] { watch(); }) {}
    ~Watchdog();

    // From here on; `watched` must outlive the watchdog.
    void add(Watched& watched);

    void begin(Watched& watched);
    static void end(Watched& watched) { watched.is_running = false; }

  private:
    // Where a script was when it was first seen running.
    struct Seen {
        Watched* watched;
        std::uint64_t script = 0;
        std::int64_t began_ns = 0;
        std::size_t resident_bytes = 0;
    };

    void watch();
    bool look();
    void look_at(Seen& seen, std::size_t resident_bytes) const;

    Milliseconds time_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::vector<Seen> watched_;
    std::atomic<bool> is_asleep_{false};
    bool is_stopping_ = false;
    std::thread thread_;
};

}  // namespace pavane::expression::javascript
