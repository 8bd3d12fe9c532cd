#include "api/cors.hpp"

#include <algorithm>

namespace pavane::api {

namespace {

bool is_among(const std::string* origin, const std::vector<std::string>& origins) {
    return origin && std::find(origins.begin(), origins.end(), *origin) != origins.end();
}

}  // namespace

bool is_origin(std::string_view text) {
    const std::size_t scheme = text.starts_with("https://") ? 8 : text.starts_with("http://") ? 7 : 0;
    const std::string_view host = text.substr(scheme);
    // Capitals, paths and user names are in no origin that a browser sends.
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789-.:[]";
    return scheme > 0 && !host.empty() && host.find_first_not_of(allowed) == std::string_view::npos;
}

bool is_allowed_preflight(const http::Request& request, const std::vector<std::string>& origins) {
    return request.method == "OPTIONS" && request.header("access-control-request-method") &&
           is_among(request.header("origin"), origins);
}

http::Response preflight_response() {
    return {204,
            "",
            "",
            {{"Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, DELETE, OPTIONS"},
             {"Access-Control-Allow-Headers",
              "Origin, X-Requested-With, Content-Type, Accept, Authorization, Idempotency-Key"}}};
}

void add_cors_headers(http::Response& response, const std::string* origin, const std::vector<std::string>& origins) {
    if (origins.empty()) return;
    // The same request from elsewhere has another answer.
    response.headers.push_back({"Vary", "Origin"});
    if (!is_among(origin, origins)) return;
    response.headers.push_back({"Access-Control-Allow-Origin", *origin});
    response.headers.push_back({"Access-Control-Allow-Credentials", "true"});
    response.headers.push_back({"Access-Control-Expose-Headers", "Content-Disposition, Retry-After, X-Request-Id"});
}

}  // namespace pavane::api
