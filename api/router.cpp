#include "api/router.hpp"

#include <Poco/Net/MediaType.h>
#include <Poco/String.h>

#include <algorithm>
#include <charconv>

#include "api/accept.hpp"
#include "api/contract_routes.hpp"
#include "api/cors.hpp"
#include "api/foreign_pages.hpp"
#include "foundation/ensure.hpp"
#include "runtime/engine/instance_store.hpp"

namespace pavane::api {

// A segment of the patterns. Paths that share segments share nodes.
struct Router::Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
    std::unique_ptr<Node> parameter;
    std::map<std::string, Route, std::less<>> routes;                   // by method
    std::map<std::string, std::string, std::less<>> contract_patterns;  // by method, built or not

    bool has_methods() const { return !routes.empty() || !contract_patterns.empty(); }
    bool has(std::string_view method) const {
        return routes.count(method) != 0 || contract_patterns.count(method) != 0;
    }
};

struct Router::Match {
    const Node* node = nullptr;    // nothing has this path
    const Route* route = nullptr;  // the path has no such route, or it is not built
    bool is_other_engine = false;
    std::string base;
    std::size_t first_segment = 0;  // of the path: behind the base
};

namespace {

constexpr std::string_view engine_name = "default";

std::vector<std::string_view> segments_of(std::string_view pattern) {
    std::vector<std::string_view> segments;
    if (pattern == "/") return segments;
    while (!pattern.empty()) {
        ENSURE(pattern.front() == '/');
        pattern.remove_prefix(1);
        const std::size_t end = std::min(pattern.find('/'), pattern.size());
        segments.push_back(pattern.substr(0, end));
        pattern.remove_prefix(end);
    }
    return segments;
}

bool is_parameter(std::string_view segment) { return !segment.empty() && segment.front() == '{'; }

template <class Node>
Node& node_for(Node& root, std::string_view pattern) {
    Node* node = &root;
    for (const std::string_view segment : segments_of(pattern)) {
        std::unique_ptr<Node>& next = is_parameter(segment) ? node->parameter : node->literals[std::string(segment)];
        if (!next) next = std::make_unique<Node>();
        node = next.get();
    }
    return *node;
}

// The node of a path, literal segments before parameters, that fulfils `accepts`.
template <class Node, class Accepts>
const Node* find(const Node& node, const std::vector<std::string>& path, std::size_t at, const Accepts& accepts) {
    if (at == path.size()) return accepts(node) ? &node : nullptr;
    if (const auto found = node.literals.find(path[at]); found != node.literals.end())
        if (const Node* result = find(*found->second, path, at + 1, accepts)) return result;
    return node.parameter ? find(*node.parameter, path, at + 1, accepts) : nullptr;
}

std::string_view effective_method(const http::Request& request) {
    return request.method == "HEAD" ? std::string_view("GET") : std::string_view(request.method);
}

bool has_expected_type(Body expected, const http::Request& request) {
    const std::string* text = request.header("content-type");
    if (expected == Body::none) return true;
    if (!text) return request.body.empty();
    const Poco::Net::MediaType type(*text);
    if (expected == Body::multipart) return type.matches("multipart", "form-data");
    const bool is_other_charset =
        type.hasParameter("charset") && Poco::icompare(type.getParameter("charset"), "utf-8") != 0;
    return type.matches("application", "json") && !is_other_charset;
}

// The routes that negotiate: Camunda 7 has HAL there, too (REST contract §3.6). Elsewhere Accept is not looked at.
bool has_hal(const Route& route) {
    return route.method == "GET" && (route.pattern == "/task" || route.pattern == "/task/{id}");
}

// Of a path at which there is nothing.
std::string what_is_elsewhere(const std::vector<std::string>& path) {
    if (path.empty() || path[0] != "engine-rest")
        return "There is nothing at this path. The REST API is below /engine-rest; there is no web interface yet.";
    if (path.size() > 2 || (path.size() == 2 && !path[1].empty())) return "There is nothing at this path.";
    return "The paths of the REST API begin here, and there is nothing at this one itself. Try /engine-rest/engine or "
           "/engine-rest/process-definition; docs/rest.md lists them all.";
}

}  // namespace

std::optional<Error> wrong_media_type(Body expected, const http::Request& request) {
    if (has_expected_type(expected, request)) return std::nullopt;
    return Error{ErrorKind::wrong_media_type,
                 expected == Body::json ? "This route expects a body of the Content-Type application/json."
                                        : "This route expects a body of the Content-Type multipart/form-data.",
                 {}};
}

Router::Router(RouterOptions options, const http::Clock& clock)
    : options_(std::move(options)), clock_(clock), engine_(std::make_unique<Node>()), host_(std::make_unique<Node>()) {
    for (const ContractRoute& route : contract_routes())
        node_for(*engine_, route.pattern).contract_patterns.emplace(route.method, route.pattern);
}

Router::~Router() = default;

void Router::add(Route route) {
    Node& node = node_for(*engine_, route.pattern);
    ENSURE(node.contract_patterns.count(route.method) == 1);
    std::string method = route.method;
    ENSURE(node.routes.emplace(std::move(method), std::move(route)).second);
}

void Router::add_to_host(Route route) {
    Node& node = node_for(*host_, route.pattern);
    std::string method = route.method;
    ENSURE(node.routes.emplace(std::move(method), std::move(route)).second);
}

Router::Match Router::match(const http::Request& request) const {
    Match match;
    const std::vector<std::string>& path = request.path;
    const bool is_engine = !path.empty() && path[0] == "engine-rest";
    if (is_engine) {
        match.base = "/engine-rest";
        match.first_segment = 1;
        if (path.size() >= 3 && path[1] == "engine") {
            match.is_other_engine = path[2] != engine_name;
            match.base += "/engine/" + std::string(engine_name);
            match.first_segment = 3;
        }
    }
    const Node& root = is_engine ? *engine_ : *host_;
    const std::string_view method = effective_method(request);
    match.node = find(root, path, match.first_segment, [&](const Node& node) { return node.has(method); });
    if (!match.node)
        match.node = find(root, path, match.first_segment, [](const Node& node) { return node.has_methods(); });
    if (!match.node || match.is_other_engine) return match;
    const auto found = match.node->routes.find(method);
    if (found != match.node->routes.end()) match.route = &found->second;
    return match;
}

std::size_t Router::body_limit(const http::Request& head) const {
    const Match found = match(head);
    return found.route ? found.route->body_limit : json_body_limit;
}

namespace {

// Less than a thousand rows. A negative number is none: the list is whole then.
bool asks_for_a_page(const http::Parameter& parameter) {
    if (parameter.name != "maxResults") return false;
    unsigned rows = 0;
    const char* const end = parameter.value.data() + parameter.value.size();
    const auto [stopped, error] = std::from_chars(parameter.value.data(), end, rows);
    return error == std::errc() && stopped == end && rows < 1000;
}

}  // namespace

// A list of which not only a page is asked for.
bool Router::may_take_long(const http::Request& request) const {
    const Match found = match(request);
    if (!found.route || !found.route->may_take_long) return false;
    return std::none_of(request.query.begin(), request.query.end(), asks_for_a_page);
}

http::Response Router::answer_without_route(const Match& match, const http::Request& request) const {
    if (match.is_other_engine) return to_response(Error{ErrorKind::bad_request, "No process engine available", {}});
    if (request.method == "OPTIONS" && request.path.empty()) return no_content();
    if (!match.node) return to_response(Error{ErrorKind::unknown_path, what_is_elsewhere(request.path), {}});
    const std::string_view method = effective_method(request);
    if (const auto contract = match.node->contract_patterns.find(method);
        contract != match.node->contract_patterns.end())
        return to_response(Error{ErrorKind::not_built,
                                 "This version of Pavane does not have " + contract->first + " " + contract->second +
                                     " yet. Its documentation lists those that it has (docs/rest.md).",
                                 {}});
    std::set<std::string, std::less<>> methods;
    for (const auto& [name, pattern] : match.node->contract_patterns) methods.insert(name);
    for (const auto& [name, route] : match.node->routes) methods.insert(name);
    if (methods.count("GET") != 0) methods.insert("HEAD");
    methods.insert("OPTIONS");
    std::string allowed;
    for (const std::string& name : methods) allowed += (allowed.empty() ? "" : ", ") + name;
    http::Response response =
        method == "OPTIONS"
            ? no_content()
            : to_response(
                  Error{ErrorKind::wrong_method, "This path does not have this method; it has " + allowed + ".", {}});
    response.headers.push_back({"Allow", allowed});
    return response;
}

void Router::observe(const http::Request& request, const Route* route, const http::Responder& responder) const {
    const bool is_cacheable =
        effective_method(request) != "GET" || (!request.path.empty() && request.path.back() == "xml");
    if (options_.on_failure)
        responder.on_failure([this, id = request.id](const std::string& message) { options_.on_failure(message, id); });
    Access access{request.id, request.method, route ? std::string_view(route->pattern) : std::string_view(), 0, {}};
    const std::string* origin = allowed_origin(request.header("origin"), options_.cors_origins);
    responder.before_answer(
        [this, is_cacheable, access, origin, began = clock_.now()](http::Response& response) mutable {
            add_cors_headers(response, origin, options_.cors_origins);
            if (!is_cacheable) response.headers.push_back({"Cache-Control", "no-cache"});
            access.status = response.status;
            access.time = std::chrono::duration_cast<std::chrono::microseconds>(clock_.now() - began);
            if (options_.on_answer) options_.on_answer(access);
        });
}

std::optional<http::Refusal> Router::refuse_host(const http::Request& request) const {
    return options_.hosts ? refuse_foreign_host(request, *options_.hosts) : std::nullopt;
}

void Router::handle(http::Request request, http::Responder responder) {
    Match found = match(request);
    observe(request, found.route, responder);
    if (const auto refused = refuse_host(request)) return responder.answer(to_response(*refused));
    if (const auto refused = refuse_foreign_page(request, options_.cors_origins))
        return responder.answer(to_response(*refused));
    if (is_allowed_preflight(request, options_.cors_origins)) return responder.answer(preflight_response());
    if (!found.route) return responder.answer(answer_without_route(found, request));
    const Route& route = *found.route;
    if (const auto wrong = wrong_media_type(route.body, request)) return responder.answer(to_response(*wrong));
    if (has_hal(route) && !accepts(request, "application/json"))
        return responder.answer(to_response(Error{
            ErrorKind::not_acceptable, "This route answers in application/json only; 'Accept' must allow it.", {}}));
    Call call{std::move(request), {}, std::move(found.base)};
    std::size_t at = found.first_segment;
    for (const std::string_view segment : segments_of(route.pattern)) {
        if (is_parameter(segment))
            call.arguments.emplace_back(segment.substr(1, segment.size() - 2), call.request.path[at]);
        ++at;
    }
    route.handler(std::move(call), std::move(responder));
}

http::Response Router::refusal(const http::Refusal& refusal, const std::string* origin) const {
    http::Response response = to_response(refusal);
    add_cors_headers(response, origin, options_.cors_origins);
    return response;
}

http::Response Router::failure(const std::exception& error, const std::string& request_id) const {
    if (options_.on_failure) options_.on_failure(error.what(), request_id);
    return failure_response(error);
}

http::Response failure_response(const std::exception& error) {
    if (dynamic_cast<const engine::StoreFull*>(&error))
        return to_response(Error{ErrorKind::storage_full, "The database has no space left. Nothing was changed.", {}});
    if (dynamic_cast<const http::NoRoom*>(&error)) return to_response(Error{ErrorKind::unavailable, error.what(), {}});
    if (dynamic_cast<const engine::StoreUnavailable*>(&error))
        return to_response(
            Error{ErrorKind::unavailable, "The database cannot be reached. Nothing was changed. Try again later.", {}});
    if (dynamic_cast<const engine::CommitUnknown*>(&error))
        return to_response(
            Error{ErrorKind::unavailable,
                  "The connection to the database broke while the change was being stored, so that nobody knows yet "
                  "whether it was. Send the request again with the same Idempotency-Key.",
                  {}});
    // Which row it is, and nothing of what it holds.
    if (dynamic_cast<const engine::UnreadableRow*>(&error))
        return to_response(Error{
            ErrorKind::process_engine, std::string(error.what()) + " 'pavane db check' tells of every such row.", {}});
    return to_response(
        Error{ErrorKind::internal,
              "An internal error. The log of the server has its cause under the request's id (X-Request-Id).",
              {}});
}

Handler answering(std::function<Result<http::Response, Error>(const Call&)> answer) {
    return [answer = std::move(answer)](const Call& call, const http::Responder& responder) {
        Result<http::Response, Error> result = answer(call);
        responder.answer(result ? std::move(*result) : to_response(result.error()));
    };
}

http::Response json_response(std::string text) { return {200, "application/json", std::move(text), {}}; }

http::Response no_content() { return {204, "", "", {}}; }

}  // namespace pavane::api
