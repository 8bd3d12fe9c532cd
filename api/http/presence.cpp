#include "api/http/presence.hpp"

#include <exception>
#include <utility>

namespace pavane::http {

bool Presence::has_ended() const {
    const std::lock_guard lock(mutex_);
    return has_ended_;
}

void Presence::when_ended(std::function<void()> call) {
    {
        const std::lock_guard lock(mutex_);
        if (!has_ended_) {
            call_ = std::move(call);
            return;
        }
    }
    call();
}

void Presence::end() {
    std::function<void()> call;
    {
        const std::lock_guard lock(mutex_);
        has_ended_ = true;
        call = std::exchange(call_, nullptr);
    }
    if (!call) return;
    try {
        call();
    } catch (const std::exception&) {
        return;  // this is the thread of all connections; whoever it is finds the client gone when it answers
    }
}

}  // namespace pavane::http
