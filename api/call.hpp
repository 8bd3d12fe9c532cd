// One request as a route sees it: the request, what the pattern took out of its path, and its body read as JSON.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/errors.hpp"
#include "api/http/message.hpp"
#include "expression/value.hpp"
#include "foundation/result.hpp"

namespace pavane::api {

struct Call {
    http::Request request;
    std::vector<std::pair<std::string, std::string>> arguments;  // of the pattern: {"id", "4711"}
    std::string
        base;  // how the client wrote what stands before the route: "/engine-rest" or "/engine-rest/engine/default"

    // What the path has in the place of {name}; the route's pattern has such a place.
    const std::string& argument(std::string_view name) const;
};

// The body as a JSON object: no body and the literal null are an empty one (REST contract §3.1).
Result<expression::Context, Error> json_body(const Call& call);

// The address of a resource for `links`, with scheme and host as the client wrote them:
// "http://host:8080/engine-rest/task/1". `path` begins with '/' and is percent-encoded where it must be.
std::string absolute_url(const Call& call, std::string_view path);

// Text as one segment of a path (RFC 3986 §3.3).
std::string percent_encode(std::string_view text);

}  // namespace pavane::api
