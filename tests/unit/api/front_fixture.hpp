// A front on a free port with two workers, a clock that the test moves, and an application that answers what it was
// asked.
#pragma once

#include <thread>

#include "api/http/front.hpp"
#include "tests/unit/api/fake_application.hpp"
#include "tests/unit/api/fake_clock.hpp"
#include "tests/unit/api/raw_client.hpp"

namespace pavane::http {

inline FrontOptions two_workers() {
    FrontOptions options;
    options.workers = 2;
    options.probes.not_ready = [] { return std::nullopt; };
    options.probes.metrics = [] { return std::string("pavane_up 1\n"); };
    return options;
}

struct Fixture {
    FakeApplication application;
    FakeClock clock;
    Front front{two_workers(), application, clock};

    RawClient connect() { return RawClient(front.port()); }

    void advance(std::chrono::milliseconds by) {
        clock.advance(by);
        front.check_deadlines();
    }

    // Until the I/O thread has seen what a test did: it counts connections as they come and go.
    void wait_for_connections(std::uint64_t count) {
        while (front.statistics().connections != count) std::this_thread::yield();
    }
};

inline const std::string get = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";
inline const std::string get_later = "GET /later HTTP/1.1\r\nHost: h\r\n\r\n";

}  // namespace pavane::http
