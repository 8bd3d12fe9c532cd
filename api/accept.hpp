// What a client takes as an answer: its Accept header (RFC 9110 §12.5.1).
#pragma once

#include <string_view>

#include "api/http/message.hpp"

namespace pavane::api {

// Whether the type ("application/json") may be the answer. The most specific range that fits it counts; a client that
// says nothing takes everything.
bool accepts(const http::Request& request, std::string_view type);

}  // namespace pavane::api
