// One run of a compiled expression: its limits, and the variables it reads. Private to this folder.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "expression/xpath/scan.hpp"
#include "expression/xpath/tree.hpp"

namespace pavane::expression::xpath {

inline constexpr std::size_t max_produced_bytes = std::size_t{16} * 1024 * 1024;

class Evaluation {
  public:
    // `scope` may be a null pointer: then there are no variables, and only `document` is looked at.
    Evaluation(Scope* scope, const DocumentReader& documents);
    Evaluation(const Evaluation&) = delete;
    Evaluation& operator=(const Evaluation&) = delete;

    // Of an expression in whose context the variables are.
    Result<ObjectOwner, std::string> run(xmlXPathCompExpr* compiled, const Scan& scan);
    // Of an expression whose context is this node of a document of so many bytes.
    Result<ObjectOwner, std::string> run_at(xmlXPathCompExpr* compiled, xmlNode* node, std::size_t bytes);
    void bind(const std::string& prefix, const std::string& uri);

    // For functions that the expression calls: nullptr when it has failed.
    static Evaluation& of(const xmlXPathParserContext& parser) {
        return *static_cast<Evaluation*>(parser.context->varLookupData);
    }
    Scope* scope() { return scope_; }
    xmlXPathObject* nodes_of(const std::string& name, const Value& value);
    std::optional<Value> variable(const std::string& name);  // nothing: it has failed
    // Remembers the first reason and ends the run.
    void fail(std::string reason);
    bool has_failed() const { return !reason_.empty(); }
    // Counts text that was made; fails when there is too much.
    void produced(std::size_t bytes);

  private:
    static xmlXPathObject* look_up_variable(void* evaluation, const xmlChar* name, const xmlChar* uri);
    static void remember_error(void* evaluation, xmlError* error);

    xmlXPathObject* read_variable(const std::string& name);
    const std::string* text_of(const std::string& name, const Value& value);  // nullptr: it has failed
    Result<void, std::string> place_variables(const Scan& scan);
    Result<ObjectOwner, std::string> evaluate(xmlXPathCompExpr* compiled);
    void limit_steps();
    void learn_prefixes(const xmlNode* root);

    Scope* scope_;
    Tree tree_;
    ContextOwner context_;
    std::map<std::string, std::string> texts_;  // of the variables that were read as such
    std::string reason_;
    std::size_t other_bytes_ = 0;
    std::size_t produced_bytes_ = 0;
};

}  // namespace pavane::expression::xpath
