#include "app/open_store.hpp"

#include <mutex>

#include "api/errors.hpp"
#include "app/signals.hpp"
#include "app/value_text.hpp"
#include "persistence/open_store.hpp"

namespace pavane::app {

namespace {

constexpr Milliseconds pause_between_tries{1000};

const JsonValueText value_text;

// What is served until there is a database.
class WaitingRoom final : public http::Application {
  public:
    WaitingRoom(const ServerOptions& options, std::string reason)
        : reason_(std::move(reason)), front_(front_options(options), *this, clock_) {}

    void set_reason(const std::string& reason) {
        const std::lock_guard lock(mutex_);
        reason_ = reason;
    }
    std::uint16_t port() const { return front_.port(); }

    std::size_t body_limit(const http::Request&) const override { return std::size_t{20} * 1024 * 1024; }
    bool may_take_long(const http::Request&) const override { return false; }
    void handle(http::Request, http::Responder responder) override { responder.answer(unavailable()); }
    http::Response refusal(const http::Refusal& refusal, const std::string* /*origin*/) const override {
        return api::to_response(refusal);
    }
    http::Response failure(const std::exception&, const std::string&) const override { return unavailable(); }

  private:
    std::string reason() const {
        const std::lock_guard lock(mutex_);
        return reason_;
    }
    http::Response unavailable() const {
        return api::to_response(api::Error{api::ErrorKind::unavailable, "The database is not available.", {}});
    }
    http::FrontOptions front_options(const ServerOptions& options) {
        http::FrontOptions front;
        front.address = options.address;
        front.port = options.port;
        front.workers = 1;
        front.probes.not_ready = [this] { return reason(); };
        front.probes.metrics = [] { return std::string(); };
        return front;
    }

    mutable std::mutex mutex_;
    std::string reason_;
    http::SteadyClock clock_;
    http::Front front_;  // the last one: it serves at once
};

}  // namespace

std::unique_ptr<engine::Store> open_store(const ServerOptions& options, Log& log) {
    persistence::StoreOptions store_options;
    store_options.warn = [&log](const std::string& message) { log.warn(message); };
    return persistence::make_store(options.database, value_text, store_options);
}

std::unique_ptr<engine::Store> wait_for_store(const ServerOptions& options, Log& log) {
    std::optional<WaitingRoom> room;
    std::string known_reason;
    do {
        try {
            return open_store(options, log);
        } catch (const engine::StoreUnavailable& error) {
            const std::string reason = error.what();
            if (room)
                room->set_reason(reason);
            else
                room.emplace(options, reason);
            if (reason != known_reason)
                log.warn("waiting for the database",
                         {{"reason", reason}, {"listen", options.address + ":" + std::to_string(room->port())}});
            known_reason = reason;
        }
    } while (!wait_for_stop(pause_between_tries));
    return nullptr;
}

}  // namespace pavane::app
