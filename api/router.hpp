// From a request to the route that answers it. What a route may do is decided on the route that was found, never on the
// path's text.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "api/call.hpp"
#include "api/errors.hpp"
#include "api/http/application.hpp"
#include "api/http/clock.hpp"

namespace pavane::api {

// What a route expects as its body. Another Content-Type is 415; an empty body is accepted by all.
enum class Body : std::uint8_t {
    none,       // ignored, whatever it is
    json,       // application/json
    multipart,  // multipart/form-data
};

// What is wrong with the body's Content-Type, if anything.
std::optional<Error> wrong_media_type(Body expected, const http::Request& request);

// Answers at once or later, from any thread.
using Handler = std::function<void(Call, http::Responder)>;

inline constexpr std::size_t json_body_limit = 4 * 1024 * 1024;
inline constexpr std::size_t deployment_limit = 20 * 1024 * 1024;
inline constexpr std::size_t variable_data_limit = 20 * 1024 * 1024;

struct Route {
    std::string method;
    std::string pattern;  // "/task/{id}/complete", below the engine
    Body body = Body::none;
    Handler handler;
    std::size_t body_limit = json_body_limit;
    bool may_take_long = false;  // a list does unless only a page of it is asked for
};

// One request answered, for logs and metrics.
struct Access {
    std::string request_id;
    std::string method;
    std::string_view route;  // the pattern, or empty where no route was found; lives as long as the router
    int status = 0;
    std::chrono::microseconds time{0};
};

struct RouterOptions {
    std::function<void(const Access&)> on_answer;  // called on the answering thread
    // What a handler has thrown, or an engine's thread in its place, and the id of the request: for the log.
    std::function<void(const std::string& message, const std::string& request_id)> on_failure;
    std::vector<std::string> cors_origins = {};  // whose pages may use the API; see cors.hpp
    // The names, besides this machine's own, that requests may have as their Host; nothing: any. See foreign_pages.hpp.
    std::optional<std::vector<std::string>> hosts = {};
};

class Router final : public http::Application {
  public:
    Router(RouterOptions options, const http::Clock& clock);
    ~Router() override;

    // Serves the route below /engine-rest and below /engine-rest/engine/default. It is one of the contract's, and new.
    void add(Route route);
    // Serves a route of our own, below the root of the host.
    void add_to_host(Route route);

    // Beyond what was added: a path that nobody knows 404, a method that the path does not have 405 with Allow, a route
    // of the contract that was not added 501, another engine than "default" 400; HEAD as GET, OPTIONS with Allow.
    std::size_t body_limit(const http::Request& head) const override;
    bool may_take_long(const http::Request& request) const override;
    std::optional<http::Refusal> refuse_host(const http::Request& request) const override;
    void handle(http::Request request, http::Responder responder) override;
    http::Response refusal(const http::Refusal& refusal, const std::string* origin) const override;
    http::Response failure(const std::exception& error, const std::string& request_id) const override;

  private:
    struct Node;
    struct Match;

    Match match(const http::Request& request) const;
    http::Response answer_without_route(const Match& match, const http::Request& request) const;
    void observe(const http::Request& request, const Route* route, const http::Responder& responder) const;

    RouterOptions options_;
    const http::Clock& clock_;
    std::unique_ptr<Node> engine_;
    std::unique_ptr<Node> host_;
};

// A handler that answers at once.
Handler answering(std::function<Result<http::Response, Error>(const Call&)> answer);

// The answer to a request whose handling threw: the world (503, 507), a row that cannot be read (500, which names it)
// or our bug (500, with nothing of the error's words).
http::Response failure_response(const std::exception& error);

http::Response json_response(std::string text);
http::Response no_content();

}  // namespace pavane::api
