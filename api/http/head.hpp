// The head of a request (RFC 9112 §2-§3, §6), checked byte by byte: whatever two readers could understand differently
// is refused, for that is how requests are smuggled. We read it ourselves because Poco 1.11 accepts and decodes what it
// must not.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "api/http/message.hpp"
#include "foundation/result.hpp"

namespace pavane::http {

struct Head {
    Request request;  // without body, id and peer; its Host is that of an absolute target, if the target is one
    bool is_chunked = false;
    std::uint64_t content_length = 0;  // 0 where the request names no length: then it has no body (RFC 9112 §6.3)
    bool keeps_alive = true;
    bool expects_continue = false;
};

inline constexpr std::size_t max_headers = 100;

// `text` is the head with every line's CR LF, the empty line included. Refused with 400 unless: 431 more than
// max_headers, 501 another method or transfer coding, 505 another version, 417 another expectation, 415 a content
// coding.
Result<Head, Refusal> read_head(std::string_view text);

// Header lines alone ("name: value" CR LF ...), as in the head and in the trailer of a chunked body.
Result<std::vector<Header>, Refusal> read_headers(std::string_view lines);

}  // namespace pavane::http
