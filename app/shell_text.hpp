// A text as one word of a command line that is printed to be copied.
#pragma once

#include <string>

namespace pavane::app {

inline std::string in_single_quotes(const std::string& text) {
    std::string quoted = "'";
    for (const char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

}  // namespace pavane::app
