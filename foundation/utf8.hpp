// UTF-8 as RFC 3629 defines it: no overlong forms, no surrogates, nothing above U+10FFFF.
#pragma once

#include <string>
#include <string_view>

namespace pavane {

bool is_utf8(std::string_view text);

// For messages: the text; of one that is longer its beginning, which ends between two characters, and "...".
std::string beginning_of(std::string_view text, std::size_t most_bytes);

}  // namespace pavane
