// What every element of a model file has in common, and the generic form of everything that BPMN does not name.
// The document says what the file says: BPMN's own names, nothing resolved, nothing judged.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "bpmn/model/diagnostic.hpp"
#include "bpmn/model/document/extensions.hpp"

namespace pavane::bpmn::document {

// The id of another element, as a QName with its prefix removed when the prefix means this file; a reference into
// another file keeps its prefix ("other:Process_1"). Empty: the file refers to nothing.
using Reference = std::string;

// A reference and where it stands, for the references that are elements of their own (incoming, flowNodeRef,
// participantRef ...).
struct PlacedReference {
    Reference id;
    Location location;
};

// An attribute that is not BPMN's own. Its namespace is empty for an attribute without prefix that BPMN does not know.
struct Attribute {
    std::string namespace_uri;
    std::string prefix;
    std::string name;
    std::string value;
};

// An element that is not BPMN's own, or stands where BPMN has no place for it, kept whole: `text` stands before the
// first child, a child's `tail` after its end tag.
struct ExtensionElement {
    std::string namespace_uri;
    std::string prefix;
    std::string name;
    std::vector<Attribute> attributes;
    std::string text;
    std::string tail;
    std::vector<ExtensionElement> children;
    Location location;
    bool is_missed = false;  // a process that runs cannot leave it out, and the reader has said so
};

struct Documentation;

// BPMN 2.0.2 §8.3.1. `extension_elements` holds all that stood under <extensionElements>, the part that `extensions`
// has understood included; `extensions` is null when no dialect said anything. `unknown` holds elements where BPMN has
// no place for them.
struct BaseElement {
    std::string id;
    Location location;
    std::vector<Documentation> documentation;
    std::vector<ExtensionElement> extension_elements;
    std::vector<Attribute> extension_attributes;
    std::vector<ExtensionElement> unknown;
    std::unique_ptr<Extensions> extensions;

    BaseElement();
    BaseElement(BaseElement&&) noexcept;
    BaseElement& operator=(BaseElement&&) noexcept;
    ~BaseElement();
};

struct Documentation : BaseElement {
    std::string text;  // markup removed; the markup itself is in `unknown`
    std::string text_format = "text/plain";
};

// What the dialects said about an element; an empty one when they said nothing.
const Extensions& extensions_of(const BaseElement& element);

// BPMN 2.0.2 §8.4.6, both kinds: an Expression in natural language and a FormalExpression. `type` is the local name of
// xsi:type, or empty. White space around the text is removed. Which language it is in: import contract §6.
struct Expression : BaseElement {
    std::string text;
    std::string type;
    std::string language;
    std::string evaluates_to_type_ref;
};

// §8.3.2: an element that relates others, here or in other files.
enum class RelationshipDirection { none, forward, backward, both };

struct Relationship : BaseElement {
    std::string type;
    RelationshipDirection direction = RelationshipDirection::none;
    std::vector<PlacedReference> sources;
    std::vector<PlacedReference> targets;
};

// §8.3.3: a declared extension. `definition` is a QName.
struct ExtensionDeclaration : BaseElement {
    std::string definition;
    bool must_understand = false;
};

// §8.2.2: a file this one builds on. It is never fetched.
struct Import : BaseElement {
    std::string import_type;
    std::string import_location;
    std::string import_namespace;
};

}  // namespace pavane::bpmn::document
