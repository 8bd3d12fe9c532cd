// Which characters FEEL's names and spaces are made of (DMN 1.5 §10.3.1.2, grammar rules 27 to 31 and 61). Texts are
// UTF-8; a byte that is not begins nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace pavane::expression::feel {

struct CodePoint {
    std::uint32_t value = 0;
    std::size_t length = 0;  // in bytes; 0: the text is at its end, or no UTF-8
};
CodePoint first_code_point(std::string_view text);
void append_utf8(std::string& text, std::uint32_t code_point);

bool is_space(std::uint32_t code_point);
bool is_name_start(std::uint32_t code_point);
bool is_name_part(std::uint32_t code_point);

// How many bytes at the beginning of the text are spaces and line ends.
std::size_t space_length(std::string_view text);
// How many bytes at the beginning are one word of a name: a start and parts, or parts alone.
std::size_t word_length(std::string_view text);
std::size_t parts_length(std::string_view text);

// The column (1-based, in characters) of the byte at `offset`.
std::size_t column_of(std::string_view text, std::size_t offset);

}  // namespace pavane::expression::feel
