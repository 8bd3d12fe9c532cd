// The variables of one evaluation as XML nodes. Private to this folder.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "expression/document_reader.hpp"
#include "expression/xpath/library.hpp"

namespace pavane::expression::xpath {

inline constexpr std::size_t max_data_bytes = std::size_t{2} * 1024 * 1024;
inline constexpr std::size_t max_nodes = 100'000;

using Nodes = std::vector<xmlNode*>;

// The document of XML text: no document type, no more than `max_data_bytes`, nothing but the text is read. The error is
// a sentence.
Result<DocumentOwner, std::string> parse_document(std::string_view text);

class Tree {
  public:
    explicit Tree(const DocumentReader& documents);

    // Whose children the variables are.
    xmlDoc* document() const { return document_.get(); }

    // The elements of a variable, made once: one, for a list one for each of its items, for null none. They stand in
    // the document under its name; an XML document gives its own root element, which stands in its own document.
    Result<const Nodes*, std::string> add(const std::string& name, const Value& value);

    // The same, and XML documents stand in the document too: as copies that are named like the variable.
    Result<void, std::string> place(const std::string& name, const Value& value);

    // Text for the library: an error if XML cannot hold it. Counted.
    Result<void, std::string> check(const std::string& text);

    // The value an element was made from; nullptr for the nodes of an XML document.
    static const Value* origin(const xmlNode* node) { return static_cast<const Value*>(node->_private); }

    std::size_t bytes() const { return bytes_; }
    std::size_t nodes() const { return nodes_; }

  private:
    using Done = Result<void, std::string>;

    Result<xmlNode*, std::string> add_one(const std::string& name, const Value& value);
    Result<xmlNode*, std::string> add_element(xmlNode* parent, const std::string& name, const Value& value);
    Done add_member(xmlNode* parent, const std::string& name, const Value& value);
    Done fill(xmlNode* element, const Value& value);
    Result<xmlNode*, std::string> root_of(const std::string& xml);
    static void add_copy(xmlNode* parent, const xmlNode* root, const std::string* name);
    Result<const Value*, std::string> content_of(const Value& document);
    Done count(std::size_t bytes, std::size_t nodes);

    const DocumentReader& documents_;
    DocumentOwner document_;
    std::vector<DocumentOwner> parsed_;
    std::deque<Value> values_;  // kept alive for origin
    std::map<std::string, Nodes> added_;
    std::size_t bytes_ = 0;
    std::size_t nodes_ = 0;
};

}  // namespace pavane::expression::xpath
