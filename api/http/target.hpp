// The target of a request, made canonical once: routing and every later decision see only this, never the text on the
// wire.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/message.hpp"
#include "foundation/result.hpp"

namespace pavane::http {

struct Target {
    std::vector<std::string> path;
    std::vector<Parameter> query;
    std::optional<std::string> authority = {};  // of an absolute form, not judged: it goes before the header Host
};

// `text` is in origin form ("/a/b?c=d") or absolute form ("http://host/a"); "*" is an empty path. Empty segments are
// left out ("//a/" is "/a"). Refused: segments that are or decode to "." or "..", a ';' that is not encoded (it would
// name the same resource in two ways), broken percent encoding, and what decodes to control characters or bad UTF-8. In
// the query '+' is a space (application/x-www-form-urlencoded); a parameter may repeat.
Result<Target, Refusal> parse_target(std::string_view text);

// Percent decoding (RFC 3986 §2.1), or nothing if a '%' is not followed by two hexadecimal digits.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space);

}  // namespace pavane::http
