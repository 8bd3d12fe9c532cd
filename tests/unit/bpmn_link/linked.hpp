// A model in a few lines, linked.
#pragma once

#include <optional>
#include <string>

#include "bpmn/link/link.hpp"

namespace pavane::tests {

// `content` is what stands in <definitions>, with the prefixes camunda, zeebe and xsi bound. JavaScript is not read.
bpmn::Linked linked(const std::string& content, const bpmn::FindResource& find_resource = {},
                    bpmn::Purpose purpose = bpmn::Purpose::deployment);

// A whole file, linked; nothing if it cannot be parsed.
std::optional<bpmn::Linked> linked_file(const std::string& xml, const bpmn::FindResource& find_resource = {},
                                        bpmn::Purpose purpose = bpmn::Purpose::deployment);

// The one definition of a model that is fine: fails the test if there are errors or several.
bpmn::ProcessDefinition definition_of(const std::string& content);

const bpmn::Node& node(const bpmn::ProcessDefinition& definition, const std::string& id);

// "code element" of each finding of that severity, in order.
std::vector<std::string> findings(const bpmn::Linked& linked, bpmn::Severity severity);

}  // namespace pavane::tests
