// Positions in UTF-8 text counted in characters (code points), and upper and lower case of any script.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace pavane::expression {

std::size_t count_characters(std::string_view text);

// The byte at which character `position` begins; the size of the text for the position behind the last; else nothing.
std::optional<std::size_t> byte_at(std::string_view text, std::size_t position);

// Linear in the sizes of both, whatever they hold. The result is a byte, or npos.
std::size_t find_text(std::string_view text, std::string_view wanted, std::size_t from_byte = 0);

// By the machine-independent C.UTF-8 locale.
std::string to_upper(std::string_view text);
std::string to_lower(std::string_view text);

}  // namespace pavane::expression
