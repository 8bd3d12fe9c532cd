// UTF-8 as RFC 3629 defines it: no overlong forms, no surrogates, nothing above U+10FFFF.
#pragma once

#include <cstddef>
#include <string_view>

namespace pavane {

bool is_utf8(std::string_view text);

// As much of a text in UTF-8 as `most` bytes hold, without a part of a character at its end.
std::string_view beginning(std::string_view text, std::size_t most);

}  // namespace pavane
