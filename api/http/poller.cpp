#include "api/http/poller.hpp"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace pavane::http {

namespace {

int checked(int result, const char* what) {
    if (result < 0) throw std::system_error(errno, std::generic_category(), what);
    return result;
}

constexpr std::size_t most_events = 256;

epoll_event event_for(std::uint64_t id, const Interest& interest) {
    epoll_event event{};
    event.data.u64 = id;
    event.events =
        (interest.input ? EPOLLIN : 0U) | (interest.output ? EPOLLOUT : 0U) | (interest.end_of_input ? EPOLLRDHUP : 0U);
    return event;
}

}  // namespace

Poller::Poller() : epoll_(checked(epoll_create1(EPOLL_CLOEXEC), "epoll_create1")) {
    wake_ = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (wake_ < 0) {
        const int error = errno;
        ::close(epoll_);
        throw std::system_error(error, std::generic_category(), "eventfd");
    }
    add(wake_, 0, {.input = true});
    events_.reserve(most_events);  // so that waiting needs no memory
}

Poller::~Poller() {
    ::close(wake_);
    ::close(epoll_);
}

void Poller::add(int descriptor, std::uint64_t id, const Interest& interest) {
    epoll_event event = event_for(id, interest);
    checked(epoll_ctl(epoll_, EPOLL_CTL_ADD, descriptor, &event), "epoll_ctl");
}

void Poller::change(int descriptor, std::uint64_t id, const Interest& interest) {
    epoll_event event = event_for(id, interest);
    checked(epoll_ctl(epoll_, EPOLL_CTL_MOD, descriptor, &event), "epoll_ctl");
}

void Poller::remove(int descriptor) { checked(epoll_ctl(epoll_, EPOLL_CTL_DEL, descriptor, nullptr), "epoll_ctl"); }

const std::vector<Poller::Event>& Poller::wait(int timeout_ms) {
    std::array<epoll_event, most_events> ready{};
    const int count = epoll_wait(epoll_, ready.data(), static_cast<int>(ready.size()), timeout_ms);
    if (count < 0 && errno != EINTR) throw std::system_error(errno, std::generic_category(), "epoll_wait");
    events_.clear();
    for (int i = 0; i < count; ++i) {
        const epoll_event& event = ready[static_cast<std::size_t>(i)];
        if (event.data.u64 == 0) {
            std::uint64_t times = 0;
            // Only EAGAIN can happen here, when another event of this round has emptied it: then there is nothing to
            // empty.
            [[maybe_unused]] const auto ignored = ::read(wake_, &times, sizeof times);
            continue;
        }
        events_.push_back({event.data.u64, (event.events & EPOLLIN) != 0, (event.events & EPOLLOUT) != 0,
                           (event.events & EPOLLRDHUP) != 0, (event.events & (EPOLLERR | EPOLLHUP)) != 0});
    }
    return events_;
}

void Poller::wake() {
    const std::uint64_t once = 1;
    // EAGAIN means that the counter is full: the thread is being woken already.
    [[maybe_unused]] const auto ignored = ::write(wake_, &once, sizeof once);
}

}  // namespace pavane::http
