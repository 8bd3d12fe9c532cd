#include "app/diagnostic_text.hpp"

#include <algorithm>
#include <cstdio>

#include "bpmn/parser/parse.hpp"

namespace pavane::app {

Diagnostics said_once(Diagnostics noticed, const Diagnostics& linked) {
    std::erase_if(noticed, [&](const Diagnostic& one) {
        if (one.code != bpmn::dangling_reference && one.code != bpmn::repeated_id) return false;
        return std::ranges::any_of(linked, [&](const Diagnostic& each) {
            return each.severity == Severity::error && each.element == one.element &&
                   each.location.line == one.location.line && each.location.column == one.location.column;
        });
    });
    noticed.insert(noticed.end(), linked.begin(), linked.end());
    return noticed;
}

std::string_view name_of(Severity severity) {
    if (severity == Severity::error) return "error";
    return severity == Severity::warning ? "warning" : "info";
}

std::string line_of(const std::string& file, const Diagnostic& diagnostic) {
    std::string line = file + ":";
    if (diagnostic.location.line != 0)
        line += std::to_string(diagnostic.location.line) + ":" + std::to_string(diagnostic.location.column) + ":";
    line += " " + std::string(name_of(diagnostic.severity)) + ": " + diagnostic.message;
    return diagnostic.code.empty() ? line : line + " [" + diagnostic.code + "]";
}

void print_problems(const std::string& file, const Diagnostics& diagnostics) {
    for (const Diagnostic& diagnostic : diagnostics)
        if (diagnostic.severity != Severity::info) std::fprintf(stderr, "%s\n", line_of(file, diagnostic).c_str());
}

}  // namespace pavane::app
