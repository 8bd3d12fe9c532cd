// The escapes that stand for a character or a class of characters, in both dialects. Private to this folder.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "expression/regex/character_set.hpp"
#include "expression/regex/pattern_cursor.hpp"
#include "expression/regex/regex.hpp"

namespace pavane::expression::regex {

// One character, which may begin a range, or else a class.
struct Escape {
    std::optional<char32_t> character;
    CharacterSet set;  // if it is no single character
};

// What stands behind a \ that has been read. An error if the dialect has no such escape, or if it means something
// other than a character.
Result<Escape, std::string> read_escape(PatternCursor& pattern, RegexDialect dialect);

// What a . stands for where it does not match line ends.
CharacterSet within_line(RegexDialect dialect);

std::string to_utf8(char32_t character);
// In quotes, for messages.
inline std::string shown(char32_t character) { return "'" + to_utf8(character) + "'"; }

inline tl::unexpected<std::string> refused(std::string why) { return unexpected(std::move(why)); }

}  // namespace pavane::expression::regex
