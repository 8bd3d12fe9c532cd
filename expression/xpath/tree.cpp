#include "expression/xpath/tree.hpp"

#include "expression/xpath/scalar_text.hpp"
#include "foundation/ensure.hpp"
#include "foundation/utf8.hpp"
#include "xml/prescan.hpp"

namespace pavane::expression::xpath {
namespace {

constexpr std::size_t max_namespaces = 1'000;
constexpr int parse_options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA;

struct FreeParser {
    void operator()(xmlParserCtxt* parser) const { xmlFreeParserCtxt(parser); }
};

// Looking up a prefix takes the library time by the number of declarations.
bool has_many_namespaces(std::string_view text) {
    std::size_t found = 0;
    for (std::size_t at = text.find("xmlns"); at != std::string_view::npos; at = text.find("xmlns", at + 1))
        if (++found > max_namespaces) return true;
    return false;
}

std::size_t count_nodes(std::string_view text) {
    std::size_t nodes = 0;
    for (const char c : text)
        if (c == '<' || c == '=') ++nodes;
    return nodes;
}

bool begins_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

// A key as the name of an element: what names cannot hold becomes _.
std::string element_name(const std::string& key) {
    std::string name;
    for (const char c : key) name.push_back(begins_name(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' ? c : '_');
    if (name.empty() || !begins_name(name[0])) name.insert(0, "_");
    return name;
}

}  // namespace

Result<DocumentOwner, std::string> parse_document(std::string_view text) {
    if (text.size() > max_data_bytes) return unexpected(std::string("the XML document is larger than 2 MB"));
    if (!is_utf8(text)) return unexpected(std::string("the XML document is not valid UTF-8"));
    if (const auto refused = xml::prescan(text, {})) return unexpected(refused->message);
    if (has_many_namespaces(text))
        return unexpected(std::string("the XML document declares more than 1,000 namespaces"));
    xmlInitParser();
    const std::unique_ptr<xmlParserCtxt, FreeParser> parser(xmlNewParserCtxt());
    ENSURE(parser != nullptr);
    DocumentOwner document(
        xmlCtxtReadMemory(parser.get(), text.data(), static_cast<int>(text.size()), nullptr, "UTF-8", parse_options));
    if (document && parser->wellFormed && xmlDocGetRootElement(document.get())) return document;
    const std::string place = parser->lastError.line > 0 ? " at line " + std::to_string(parser->lastError.line) : "";
    return unexpected("the XML document cannot be read" + place);
}

Tree::Tree(const DocumentReader& documents) : documents_(documents), document_(xmlNewDoc(nullptr)) {
    ENSURE(document_ != nullptr);
}

Result<const Nodes*, std::string> Tree::add(const std::string& name, const Value& value) {
    if (const auto known = added_.find(name); known != added_.end()) return &known->second;
    const auto content = content_of(values_.emplace_back(value));
    if (!content) return unexpected(content.error());
    Nodes added;
    const auto add_next = [&](const Value& item) -> Done {
        const auto one = add_one(name, item);
        if (!one) return unexpected(one.error());
        added.push_back(*one);
        return {};
    };
    if (const List* list = (*content)->list()) {
        for (const Value& item : *list)
            if (auto one = add_next(item); !one) return unexpected(std::move(one.error()));
    } else if (!(*content)->is_null()) {
        if (auto one = add_next(**content); !one) return unexpected(std::move(one.error()));
    }
    return &(added_[name] = std::move(added));
}

Result<void, std::string> Tree::place(const std::string& name, const Value& value) {
    if (added_.contains(name)) return {};
    const auto added = add(name, value);
    if (!added) return unexpected(added.error());
    for (const xmlNode* node : **added)
        if (node->doc != document_.get()) add_copy(reinterpret_cast<xmlNode*>(document_.get()), node, &name);
    return {};
}

Result<xmlNode*, std::string> Tree::add_one(const std::string& name, const Value& value) {
    if (value.document() && value.document()->format == Document::Format::xml) return root_of(value.document()->text);
    return add_element(reinterpret_cast<xmlNode*>(document_.get()), name, value);
}

// What a Json or Object document holds; any other value is its own content.
Result<const Value*, std::string> Tree::content_of(const Value& value) {
    if (!value.document() || value.document()->format == Document::Format::xml) return &value;
    auto content = documents_.read(*value.document());
    if (!content) return unexpected(std::move(content.error().message));
    return &values_.emplace_back(std::move(*content));
}

Result<xmlNode*, std::string> Tree::add_element(xmlNode* parent, const std::string& name, const Value& value) {
    const std::string tag = element_name(name);
    if (auto checked = check(tag); !checked) return unexpected(std::move(checked.error()));
    if (auto counted = count(0, 1); !counted) return unexpected(std::move(counted.error()));
    xmlNode* element = xmlNewDocNode(parent->doc, nullptr, to_library(tag), nullptr);
    ENSURE(element != nullptr);
    element->_private = const_cast<Value*>(&value);
    xmlAddChild(parent, element);
    if (tag != name) {
        if (auto checked = check(name); !checked) return unexpected(std::move(checked.error()));
        xmlNewProp(element, to_library("key"), to_library(name));
    }
    if (auto filled = fill(element, value); !filled) return unexpected(std::move(filled.error()));
    return element;
}

Tree::Done Tree::add_member(xmlNode* parent, const std::string& name, const Value& value) {
    const auto add_one = [&](const Value& item) -> Done {
        const auto added = add_element(parent, name, item);
        if (!added) return unexpected(added.error());
        return {};
    };
    if (!value.list()) return add_one(value);
    for (const Value& item : *value.list())
        if (auto added = add_one(item); !added) return added;
    return {};
}

Tree::Done Tree::fill(xmlNode* element, const Value& value) {
    if (value.list()) return add_member(element, "item", value);
    if (const Context* context = value.context()) {
        for (const auto& [key, member] : context->entries())
            if (auto added = add_member(element, key, member); !added) return added;
        return {};
    }
    if (value.document()) {
        if (value.document()->format != Document::Format::xml) {
            const auto content = content_of(value);
            if (!content) return unexpected(content.error());
            element->_private = const_cast<Value*>(*content);
            return fill(element, **content);
        }
        const auto root = root_of(value.document()->text);
        if (!root) return unexpected(root.error());
        add_copy(element, *root, nullptr);
        return {};
    }
    const auto text = scalar_text(value);
    if (!text) return unexpected(text.error());
    if (text->empty()) return {};
    if (auto checked = check(*text); !checked) return checked;
    if (auto counted = count(0, 1); !counted) return counted;
    xmlAddChild(element, xmlNewDocText(element->doc, to_library(*text)));
    return {};
}

Result<xmlNode*, std::string> Tree::root_of(const std::string& xml) {
    if (auto counted = count(xml.size(), count_nodes(xml)); !counted) return unexpected(std::move(counted.error()));
    auto document = parse_document(xml);
    if (!document) return unexpected(std::move(document.error()));
    parsed_.push_back(std::move(*document));
    return xmlDocGetRootElement(parsed_.back().get());
}

void Tree::add_copy(xmlNode* parent, const xmlNode* root, const std::string* name) {
    xmlNode* copy = xmlDocCopyNode(const_cast<xmlNode*>(root), parent->doc, 1);
    ENSURE(copy != nullptr);
    if (name) {
        xmlNodeSetName(copy, to_library(*name));
        xmlSetNs(copy, nullptr);
    }
    xmlAddChild(parent, copy);
}

Tree::Done Tree::check(const std::string& text) {
    if (text.find('\0') != std::string::npos || !is_utf8(text))
        return unexpected(std::string("a text holds characters that XML cannot hold"));
    return count(text.size(), 0);
}

Tree::Done Tree::count(std::size_t bytes, std::size_t nodes) {
    bytes_ += bytes;
    nodes_ += nodes;
    if (bytes_ > max_data_bytes || nodes_ > max_nodes)
        return unexpected(
            std::string("the variables are too large for XPath: it reads up to 2 MB and 100,000 elements"));
    return {};
}

}  // namespace pavane::expression::xpath
