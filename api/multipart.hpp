// A multipart/form-data body (RFC 7578) taken apart: strict about its framing, so that nobody else reads other parts in
// it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/result.hpp"

namespace pavane::api {

struct Part {
    std::string name;
    std::optional<std::string> file_name;  // as given, checked: see parse_multipart
    std::string content_type;              // lower case without parameters; empty if the part has none
    std::string charset;                   // the parameter of that type; empty if it has none
    std::string_view content;              // lives as long as the body
};

inline constexpr std::size_t max_parts = 100;

// `content_type` is the request's header, which names the boundary. What stands before the first boundary and behind
// the last one is ignored (RFC 2046 §5.1.1). A file name may be written as "filename*=UTF-8''..." (RFC 8187). File
// names may have folders ("forms/a.html") but are refused if they are absolute, have a segment "." or "..", a
// backslash, control characters or more than 255 bytes. The error is a plain sentence.
Result<std::vector<Part>, std::string> parse_multipart(std::string_view content_type, std::string_view body);

}  // namespace pavane::api
