// Owners of libxml2's objects, and its strings. Private to this folder.
#pragma once

#include <libxml/parser.h>
#include <libxml/xpath.h>

#include <memory>
#include <string>
#include <string_view>

namespace pavane::expression::xpath {

struct FreeDocument {
    void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};
struct FreeContext {
    void operator()(xmlXPathContext* context) const { xmlXPathFreeContext(context); }
};
struct FreeObject {
    void operator()(xmlXPathObject* object) const { xmlXPathFreeObject(object); }
};
struct FreeCompiled {
    void operator()(xmlXPathCompExpr* compiled) const { xmlXPathFreeCompExpr(compiled); }
};
struct FreeText {
    void operator()(xmlChar* text) const { xmlFree(text); }
};

using DocumentOwner = std::unique_ptr<xmlDoc, FreeDocument>;
using ContextOwner = std::unique_ptr<xmlXPathContext, FreeContext>;
using ObjectOwner = std::unique_ptr<xmlXPathObject, FreeObject>;
using CompiledOwner = std::unique_ptr<xmlXPathCompExpr, FreeCompiled>;
using TextOwner = std::unique_ptr<xmlChar, FreeText>;

inline const xmlChar* to_library(const std::string& text) { return reinterpret_cast<const xmlChar*>(text.c_str()); }
// "" for a null pointer.
inline std::string_view from_library(const xmlChar* text) {
    return text ? std::string_view(reinterpret_cast<const char*>(text)) : std::string_view();
}

}  // namespace pavane::expression::xpath
