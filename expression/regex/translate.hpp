// From a pattern in one of the dialects to RE2's syntax. Private to this folder.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "expression/regex/regex.hpp"

namespace pavane::expression::regex {

inline constexpr std::size_t unbounded = 1'000'000'000;

// How large a part of a pattern is. Both stop growing at `unbounded`.
struct Extent {
    std::size_t positions = 0;  // characters and classes, repetitions written out
    std::size_t width = 0;      // the most characters that it can match
};

struct Translation {
    std::string text;
    Extent extent;
};

struct Flags {
    bool dot_matches_line_ends = false;
    bool is_multiline = false;
    bool ignores_case = false;
    bool ignores_case_of_all_letters = true;  // else only of a to z
};

// `pattern` is UTF-8.
Result<Translation, std::string> translate(RegexDialect dialect, std::string_view pattern, Flags flags);

// XPath's x: without blanks outside of [].
std::string without_blanks(std::string_view pattern);

// XPath's q: a pattern in XPath's dialect that matches exactly this text.
std::string escaped(std::string_view text);

}  // namespace pavane::expression::regex
