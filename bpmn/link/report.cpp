#include "bpmn/link/linking.hpp"

namespace pavane::bpmn {

void report(Linking& linking, Severity severity, std::string code, const std::string& element, Location location,
            std::string message) {
    linking.diagnostics.push_back({severity, std::move(code), std::move(message), element, location});
}

void report(Linking& linking, Severity severity, std::string code, const document::BaseElement& element,
            std::string message) {
    report(linking, severity, std::move(code), element.id, element.location, std::move(message));
}

std::string describe(std::string_view tag, const document::BaseElement& element) {
    return "The " + std::string(tag) + " '" + element.id + "'";
}

void report_roles(Linking& linking, const document::BaseElement& element, std::string_view tag,
                  const std::vector<document::ResourceRole>& roles) {
    for (const document::ResourceRole& role : roles)
        report(linking, Severity::warning, "role-without-effect", element.id, role.location,
               "A role of " + describe(tag, element).replace(0, 1, "t") +
                   " has no effect: only the roles of user tasks assign somebody.");
}

void refuse(Linking& linking, const document::BaseElement& element, std::string_view tag, std::string_view what) {
    report(linking, Severity::error, "not-built", element,
           describe(tag, element) + " uses " + std::string(what) + ", which this version does not run yet.");
}

FileIndex index_of(const document::Definitions& file) {
    FileIndex index;
    for (const document::Message& message : file.messages) index.messages.emplace(message.id, &message);
    for (const document::Error& error : file.errors) index.errors.emplace(error.id, &error);
    for (const document::EventDefinition& definition : file.event_definitions)
        index.event_definitions.emplace(std::visit([](const auto& kind) { return kind.id; }, definition), &definition);
    return index;
}

}  // namespace pavane::bpmn
