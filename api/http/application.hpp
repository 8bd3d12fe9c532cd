// What the front asks of the program behind it. The front knows HTTP and nothing of paths, JSON or the engine.
#pragma once

#include <cstddef>
#include <exception>
#include <optional>

#include "api/http/message.hpp"
#include "api/http/responder.hpp"

namespace pavane::http {

class Application {
  public:
    virtual ~Application() = default;

    // How many bytes the body of this request may have; asked on the I/O thread when the head is there (the body is
    // not).
    virtual std::size_t body_limit(const Request& head) const = 0;

    // Whether answering may take seconds of a worker: such requests never get all of them. Asked on the I/O thread.
    virtual bool may_take_long(const Request& request) const = 0;

    // Why nothing is told to whoever sends this request, for the Host that it names; nothing: any Host will do. Asked
    // on the I/O thread for what the front answers itself and is not everybody's to read; handle() judges for itself.
    virtual std::optional<Refusal> refuse_host(const Request& /*request*/) const { return std::nullopt; }

    // Answers the request, now or later, through the responder. Called on a worker thread, many at a time.
    virtual void handle(Request request, Responder responder) = 0;

    // The answer to a request that the front refuses itself (a 503 with Retry-After). `origin` is its header Origin, if
    // it has one and its head was read. Called on the I/O thread.
    virtual Response refusal(const Refusal& refusal, const std::string* origin) const = 0;

    // The answer to the request `request_id`, whose handle() threw.
    virtual Response failure(const std::exception& error, const std::string& request_id) const = 0;
};

}  // namespace pavane::http
