#include "api/cors.hpp"

#include <algorithm>

namespace pavane::api {

bool is_origin(std::string_view text) {
    const std::size_t scheme = text.starts_with("https://") ? 8 : text.starts_with("http://") ? 7 : 0;
    const std::string_view host = text.substr(scheme);
    // Capitals, paths and user names are in no origin that a browser sends.
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789-.:[]";
    return scheme > 0 && !host.empty() && host.find_first_not_of(allowed) == std::string_view::npos;
}

const std::string* allowed_origin(const std::string* sent, const std::vector<std::string>& origins) {
    if (!sent) return nullptr;
    const auto found = std::find(origins.begin(), origins.end(), *sent);
    return found == origins.end() ? nullptr : &*found;
}

bool is_allowed_preflight(const http::Request& request, const std::vector<std::string>& origins) {
    return request.method == "OPTIONS" && request.header("access-control-request-method") &&
           allowed_origin(request.header("origin"), origins);
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
    if (!allowed_origin(origin, origins)) return;
    response.headers.push_back({"Access-Control-Allow-Origin", *origin});
    response.headers.push_back({"Access-Control-Allow-Credentials", "true"});
    response.headers.push_back({"Access-Control-Expose-Headers", "Content-Disposition, Retry-After, X-Request-Id"});
}

}  // namespace pavane::api
