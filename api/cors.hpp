// Pages of other origins that may use the API from a browser (the Fetch standard's CORS protocol; REST contract §3.9).
// Nobody may unless an operator says so.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/http/message.hpp"

namespace pavane::api {

// Whether the text is an origin as browsers write it: "https://host", "http://host:8080".
bool is_origin(std::string_view text);

// The one of `origins` that a request's header Origin names: it lives as long as they do. Null: none.
const std::string* allowed_origin(const std::string* sent, const std::vector<std::string>& origins);

// A browser asks whether a page of one of these origins may send a request: before who sends it is looked at.
bool is_allowed_preflight(const http::Request& request, const std::vector<std::string>& origins);
http::Response preflight_response();

// What lets such a page read the answer.
void add_cors_headers(http::Response& response, const std::string* origin, const std::vector<std::string>& origins);

}  // namespace pavane::api
