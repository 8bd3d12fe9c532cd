#include "bpmn/link/rules/rules.hpp"

namespace pavane::bpmn {

Diagnostic finding(Severity severity, std::string code, const Node& node, std::string message) {
    return {severity, std::move(code), std::move(message), node.id, node.location};
}

}  // namespace pavane::bpmn
