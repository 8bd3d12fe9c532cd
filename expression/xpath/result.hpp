// What an expression gives, as a value. Private to this folder.
#pragma once

#include "expression/value.hpp"
#include "expression/xpath/library.hpp"
#include "foundation/result.hpp"

namespace pavane::expression::xpath {

// A whole number is an integer; one that is none at all is an error. No node is null, one node its value, several nodes
// the list of their values; more than 16 MB of text are an error.
Result<Value, std::string> to_value(const xmlXPathObject& object);

// An element that was made from a value is that value again. An element of an XML document is its text if it holds
// nothing else, and otherwise an XML document; an attribute or a text is a string.
Value to_value(const xmlNode* node);

// An element and what is in it, with the namespaces it uses.
std::string to_xml(const xmlNode* element);

// The bytes that a value has of its own, for one that was made of a node.
std::size_t made_bytes(const Value& value);

// All text in the node.
std::string text_of(const xmlNode* node);

}  // namespace pavane::expression::xpath
