// Scripts as they are handed to those who run them (expression/script.hpp), and the limits they run under.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "expression/script.hpp"
#include "expression/script_text.hpp"

namespace pavane::expression {

struct ScriptSyntaxError {
    std::string message;  // a plain sentence without the position
    std::uint32_t line = 1;
    std::uint32_t column = 1;  // 1-based, in UTF-16 units
};

struct ScriptLimits {
    Milliseconds time{200};                              // of the processor
    Milliseconds patience{2'000};                        // of the clock, beyond it: then a thread counts as stuck
    std::size_t memory_bytes = std::size_t{64} << 20;    // that a script may add
    std::size_t text_bytes = std::size_t{64} << 10;      // of a script
    std::size_t produced_bytes = std::size_t{16} << 20;  // of text in its result and its changes
    std::size_t produced_values = 500'000;               // in them
    std::size_t waiting = 2'000;                         // scripts that have not begun; more are turned away
};

}  // namespace pavane::expression
