// What the reader could not read in a process and has told. What follows from that is not told as well.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "bpmn/model/document.hpp"

namespace pavane::bpmn {

struct Misread {
    std::set<std::string, std::less<>> ids;                // of elements, those included whose attribute id is misspelt
    std::vector<const document::ExtensionElement*> flows;  // what names a source or a target
    std::set<std::string, std::less<>> scopes_with_start;  // in which stands what may be a start event
};

Misread misread_of(const document::Process& process);

// The value of an attribute without namespace, or empty.
std::string_view attribute_of(const document::ExtensionElement& element, std::string_view name);

}  // namespace pavane::bpmn
