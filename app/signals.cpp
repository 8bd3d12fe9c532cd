#include "app/signals.hpp"

#include <unistd.h>
#include <cerrno>
#include <csignal>
#include <ctime>

namespace pavane::app {

namespace {

sigset_t stop_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    return signals;
}

}  // namespace

void catch_stop_signals() {
    std::signal(SIGPIPE, SIG_IGN);
    // A write beyond the limit of file sizes is then an error of the write (507), and not the end of the process.
    std::signal(SIGXFSZ, SIG_IGN);
    const sigset_t signals = stop_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

bool wait_for_stop(std::optional<Milliseconds> limit) {
    const sigset_t signals = stop_signals();
    int signal = -1;
    timespec time{};
    if (limit) {
        time.tv_sec = static_cast<time_t>(limit->count() / 1000);
        time.tv_nsec = static_cast<long>(limit->count() % 1000) * 1'000'000;
    }
    // A process that was stopped and goes on (SIGSTOP, a debugger) is interrupted here, and nobody has asked for its
    // end.
    do signal = limit ? sigtimedwait(&signals, nullptr, &time) : sigwaitinfo(&signals, nullptr);
    while (signal < 0 && errno == EINTR);
    return signal > 0;
}

void end_at_next_signal() {
    std::signal(SIGTERM, [](int) { _exit(1); });
    std::signal(SIGINT, [](int) { _exit(1); });
    const sigset_t signals = stop_signals();
    pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

}  // namespace pavane::app
