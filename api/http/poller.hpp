// epoll and an eventfd, which Poco's PollSet lacks: waits for sockets, and can be woken from any thread.
#pragma once

#include <cstdint>
#include <vector>

namespace pavane::http {

// What to wait for at a socket. That it broke is always told.
struct Interest {
    bool input = false;
    bool output = false;
    bool end_of_input = false;  // the other side has ended, though there may be input before it

    friend bool operator==(const Interest&, const Interest&) = default;
};

class Poller {
  public:
    struct Event {
        std::uint64_t id = 0;
        bool input = false;
        bool output = false;
        bool end_of_input = false;
        bool broken = false;
    };

    Poller();  // throws std::system_error
    ~Poller();
    Poller(const Poller&) = delete;
    Poller& operator=(const Poller&) = delete;

    // `id` comes back with the events of `descriptor`; it is not 0.
    void add(int descriptor, std::uint64_t id, const Interest& interest);
    void change(int descriptor, std::uint64_t id, const Interest& interest);
    void remove(int descriptor);

    // Waits until something happens, wake() is called or the time is up (-1: for ever). Being woken is no event.
    const std::vector<Event>& wait(int timeout_ms);

    void wake();

  private:
    int epoll_;
    int wake_;
    std::vector<Event> events_;
};

}  // namespace pavane::http
