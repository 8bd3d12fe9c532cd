#include <algorithm>

#include "bpmn/link/rules/rules.hpp"

namespace pavane::bpmn {

Diagnostic finding(Severity severity, std::string code, const Node& node, std::string message) {
    return {severity, std::move(code), std::move(message), node.id, node.location};
}

bool has_error(const Diagnostics& diagnostics, const std::string& element) {
    return std::ranges::any_of(diagnostics, [&element](const Diagnostic& each) {
        return each.severity == Severity::error && each.element == element;
    });
}

}  // namespace pavane::bpmn
