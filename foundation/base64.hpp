// Base64 as RFC 4648 §4 defines it: the standard alphabet, padded, no line breaks.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pavane {

std::string to_base64(std::string_view bytes);

// The bytes written in `text`, or nothing if it holds another character, has the wrong length or bits that no encoder
// leaves.
std::optional<std::string> parse_base64(std::string_view text);

}  // namespace pavane
