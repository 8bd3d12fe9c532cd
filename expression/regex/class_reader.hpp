// Reads a class in brackets. Private to this folder.
#pragma once

#include <cstdint>

#include "expression/regex/escapes.hpp"

namespace pavane::expression::regex {

// Which characters count as the same.
enum class Folding : std::uint8_t { none, ascii, unicode };

// Adds what counts as the same as the members; an error if the set is too large for that.
Result<void, std::string> fold(CharacterSet& set, Folding folding);

// The class whose [ has been read, its ] included: ranges, escapes, ^, in XPath subtraction as in [a-z-[aeiou]], in
// Java union and intersection as in [a-c[x-z]] and [a-z&&[^aeiou]]. Classes nest at most 100 deep.
Result<CharacterSet, std::string> read_class(PatternCursor& pattern, RegexDialect dialect, Folding folding,
                                             std::size_t depth = 0);

}  // namespace pavane::expression::regex
