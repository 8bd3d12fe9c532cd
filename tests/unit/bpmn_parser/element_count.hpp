// Counts what stands in a document, element by element, by the names that they have in a file.
#pragma once

#include <map>
#include <string>

#include "bpmn/model/document.hpp"

namespace pavane::tests {

std::map<std::string, int> count_elements(const bpmn::document::Document& document);

}  // namespace pavane::tests
