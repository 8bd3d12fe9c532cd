// The head of a response as it goes over the wire.
#pragma once

#include <string>
#include <string_view>

#include "api/http/message.hpp"

namespace pavane::http {

struct Framing {
    bool ends = false;  // the connection closes after it
    std::string_view request_id;
};

// The status line and the headers, with the empty line behind them. ENSUREs that no header smuggles another one in
// (names are tokens, values without control characters).
std::string write_head(const Response& response, const Framing& framing);

}  // namespace pavane::http
