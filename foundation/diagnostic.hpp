// What is wrong with, or worth knowing about, a model: always all of it, each with its place in the file.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace pavane {

enum class Severity : std::uint8_t { error, warning, info };

struct Location {
    std::uint32_t line = 0;  // 1-based; 0 = not known
    std::uint32_t column = 0;
};

struct Diagnostic {
    Severity severity = Severity::error;
    std::string code;     // the rule, in kebab case, e.g. "gateway-without-exit"
    std::string message;  // a plain sentence: what is wrong, where, what to do
    std::string element;  // the id of the element, or empty
    Location location;
};

using Diagnostics = std::vector<Diagnostic>;

inline bool has_errors(std::span<const Diagnostic> diagnostics) {
    return std::any_of(diagnostics.begin(), diagnostics.end(),
                       [](const Diagnostic& each) { return each.severity == Severity::error; });
}

}  // namespace pavane
