// The model files of tests/data/bpmn, and how to find things in what the parser made of them.
#pragma once

#include <string>
#include <string_view>

#include "bpmn/parser/parse.hpp"

namespace pavane::tests {

std::string fixture_bytes(std::string_view name);

// Fails the test when the file is refused.
bpmn::ParsedDocument fixture(std::string_view name);

// A flow element of the first process (sub-processes not searched); fails the test when there is none.
const bpmn::document::FlowElement& flow_element(const bpmn::document::Document& document, std::string_view id);

template <class Kind>
const Kind& element(const bpmn::document::Document& document, std::string_view id) {
    return std::get<Kind>(flow_element(document, id).kind());
}

// What is said with this code, in the order of the file.
bpmn::Diagnostics with_code(const bpmn::Diagnostics& diagnostics, std::string_view code);

}  // namespace pavane::tests
