// The functions that expressions call: BPMN's own, and those of XPath that the library lets take more than linear time
// or uncounted memory. Private to this folder.
#pragma once

#include "expression/xpath/library.hpp"

namespace pavane::expression::xpath {

// nullptr: the library knows it, or nobody does.
xmlXPathFunction look_up_function(void*, const xmlChar* name, const xmlChar* uri);

// bpmn, bpmn2, semantic and model, as tools write them.
void register_bpmn_prefixes(xmlXPathContext& context);

// Either gives a function of that name, or nullptr.
xmlXPathFunction find_bpmn_function(std::string_view name);
xmlXPathFunction find_text_function(std::string_view name);

}  // namespace pavane::expression::xpath
