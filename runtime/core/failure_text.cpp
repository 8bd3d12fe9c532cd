#include "runtime/core/failure_text.hpp"

namespace pavane::core {

namespace {

template <class DeployedId>
std::string version_of(const Called<DeployedId>& called) {
    switch (called.binding) {
        case bpmn::Binding::latest:
            return "";
        case bpmn::Binding::version:
            return " and version " + std::to_string(called.version);
        case bpmn::Binding::version_tag:
            return " and version tag '" + called.version_tag + "'";
        case bpmn::Binding::deployment:
            return " in the deployment of this process";
    }
    return "";
}

}  // namespace

std::string text_of(const Failure& failure) {
    const std::string element = "'" + failure.element + "'";
    if (failure.element.empty() || failure.message.find(element) != std::string::npos) return failure.message;
    return failure.message + " (at the element " + element + ")";
}

std::string not_deployed(const CalledDefinition& called) {
    return "no processes deployed with key '" + called.key + "'" + version_of(called);
}

std::string not_deployed(const CalledDecision& called) {
    return "no decision deployed with key '" + called.key + "'" + version_of(called);
}

}  // namespace pavane::core
