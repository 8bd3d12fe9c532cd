// An input in two parts: an expression, and behind an empty line the data it is evaluated on.
#pragma once

#include <string_view>
#include <utility>

namespace pavane::fuzz {

inline std::pair<std::string_view, std::string_view> expression_and_data(std::string_view input) {
    const std::size_t end = input.find("\n\n");
    if (end == std::string_view::npos) return {input, {}};
    return {input.substr(0, end), input.substr(end + 2)};
}

}  // namespace pavane::fuzz
