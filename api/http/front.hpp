// The HTTP server: one I/O thread owns every connection, a few workers run the handlers, and no thread waits for a
// client, a poll or the disk (docs/architecture.md). Requests arrive whole and checked (reliability
// contract §3.4).
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include "api/http/application.hpp"
#include "api/http/clock.hpp"
#include "api/http/limits.hpp"

namespace pavane::http {

class IoThread;

// What the front answers itself, on the I/O thread, even when every worker is busy: callbacks must not block.
struct Probes {
    // GET /readyz: nothing if the program can serve, else why not, in a plain sentence (503).
    std::function<std::optional<std::string>()> not_ready;
    // GET /metrics: the whole page in the text format of Prometheus 0.0.4.
    std::function<std::string()> metrics;
};

struct FrontOptions {
    std::string address = "127.0.0.1";  // an IP address to listen on
    std::uint16_t port = 0;             // 0: a free one
    std::size_t workers = 4;
    Limits limits;
    Probes probes;
};

// Counted since the start, but for connections, which are those open now.
struct FrontStatistics {
    std::atomic<std::uint64_t> connections{0};
    std::atomic<std::uint64_t> accepted{0};
    std::atomic<std::uint64_t> requests{0};
    std::atomic<std::uint64_t> undeliverable{0};  // answers that the client did not get
    std::atomic<std::uint64_t> turned_away{
        0};  // connections over a cap, and requests refused because the workers' queue was full
};

// The address cannot be had; a plain sentence says why.
class CannotListen : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

class Front {
  public:
    // Listens at once and serves until drain(). Throws CannotListen. `application` and `clock` outlive the front.
    Front(FrontOptions options, Application& application, const Clock& clock);
    ~Front();  // as drain(0)

    std::uint16_t port() const;
    const FrontStatistics& statistics() const;

    // Closes the listener and the idle connections. A request that has not come whole is answered 503 with
    // Connection: close and not waited for, one at hand as ever. Returns at once; drain() is still to be called.
    void stop_accepting();

    // As stop_accepting(), then lets the requests at hand be answered within `limit`, then closes everything and ends
    // the threads; a handler that is running is waited for, an answer that comes later is undeliverable.
    void drain(std::chrono::milliseconds limit);

    // Looks at the clock again: for a clock that does not run by itself.
    void check_deadlines();

  private:
    std::unique_ptr<IoThread> io_thread_;
};

}  // namespace pavane::http
