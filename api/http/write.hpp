// A response as it goes over the wire.
#pragma once

#include <string>
#include <string_view>

#include "api/http/message.hpp"

namespace pavane::http {

struct Framing {
    bool without_body = false;  // the answer to HEAD: the head as for GET, Content-Length included
    bool ends = false;          // the connection closes after it
    std::string_view request_id;
};

// The whole message. ENSUREs that no header smuggles another one in (names are tokens, values without control
// characters).
std::string write(const Response& response, const Framing& framing);

}  // namespace pavane::http
