// JSON text (RFC 8259) to a value: exact, strict and bounded. Nothing beyond the standard is understood (no comments,
// no trailing commas, no NaN, no byte order mark), and what could be understood in two ways is refused (reliability
// contract §3.2).
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>

#include "expression/value.hpp"
#include "foundation/result.hpp"

namespace pavane::json {

struct Limits {
    std::size_t depth = expression::max_depth;  // of nested objects and arrays
    std::size_t keys = 10'000;                  // in all objects together
    std::size_t values = 500'000;  // in all arrays and objects together: bounds the memory by about 10 times the text
};

// Of what is stored: it has met the limit of bytes of whoever stored it, and is never too large to be read.
inline constexpr Limits stored_limits{.keys = std::numeric_limits<std::size_t>::max(),
                                      .values = std::numeric_limits<std::size_t>::max()};

struct Error {
    std::string message;     // a plain sentence without a word of the input
    std::size_t offset = 0;  // the byte at which reading stopped; the text's size where it ends too early
};

// Objects become contexts in the order of their keys, arrays lists. A number without fraction and exponent is an
// integer and must fit 64 bits; any other is the nearest double and must not be beyond its range (1e400) or vanish
// (1e-400). Refused besides: a key that an object has twice, bad UTF-8, lone surrogates, U+0000 in a string (no
// database text can hold it), text after the value.
Result<expression::Value, Error> parse(std::string_view text, const Limits& limits = {});

}  // namespace pavane::json
