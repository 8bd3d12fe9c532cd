#include "expression/xpath/evaluation.hpp"

#include <libxml/xpathInternals.h>

#include <algorithm>

#include "expression/xpath/functions.hpp"
#include "expression/xpath/messages.hpp"
#include "expression/xpath/scalar_text.hpp"
#include "foundation/ensure.hpp"

namespace pavane::expression::xpath {
namespace {

// A step may look at all data there is: how many fit into about a second depends on how much there is.
constexpr std::size_t max_steps = 1'000'000;
constexpr std::size_t max_steps_times_bytes = 10'000'000'000;
// A search is one of several in an expression.
constexpr std::size_t searches_in_an_expression = 10;
// What an expression names so often that it counts is longer: there is no room for many names in its text.
constexpr std::size_t small_text_bytes = 1'024;

}  // namespace

Evaluation::Evaluation(Scope* scope, const DocumentReader& documents)
    : scope_(scope), tree_(documents), context_(xmlXPathNewContext(tree_.document())) {
    ENSURE(context_ != nullptr);
    context_->userData = this;
    context_->error = remember_error;
    xmlXPathRegisterVariableLookup(context_.get(), look_up_variable, this);
    xmlXPathRegisterFuncLookup(context_.get(), look_up_function, nullptr);
    register_bpmn_prefixes(*context_);
}

Result<ObjectOwner, std::string> Evaluation::run(xmlXPathCompExpr* compiled, const Scan& scan) {
    context_->node = reinterpret_cast<xmlNode*>(tree_.document());
    if (auto placed = place_variables(scan); !placed) return unexpected(std::move(placed.error()));
    limit_steps();
    return evaluate(compiled);
}

Result<ObjectOwner, std::string> Evaluation::run_at(xmlXPathCompExpr* compiled, xmlNode* node, std::size_t bytes) {
    context_->doc = node->doc;
    context_->node = node;
    other_bytes_ = bytes;
    learn_prefixes(xmlDocGetRootElement(node->doc));
    limit_steps();
    context_->opLimit = std::max<unsigned long>(context_->opLimit / searches_in_an_expression, 1);
    return evaluate(compiled);
}

Result<ObjectOwner, std::string> Evaluation::evaluate(xmlXPathCompExpr* compiled) {
    ObjectOwner object(xmlXPathCompiledEval(compiled, context_.get()));
    if (!reason_.empty()) return unexpected(std::move(reason_));
    if (!object) return unexpected(std::string("it cannot be evaluated"));
    return object;
}

Result<void, std::string> Evaluation::place_variables(const Scan& scan) {
    if (scan.reads_all) {
        const auto all = scope_->property("execution", "variables");
        if (!all || !*all || !(*all)->context())
            return unexpected(std::string("* and // need the name of a variable here: write it like $order//price"));
        for (const auto& [name, value] : (*all)->context()->entries())
            if (auto placed = tree_.place(name, value); !placed) return placed;
    }
    for (const std::string& name : scan.variables) {
        const auto value = scope_->variable(name);
        if (!value) return unexpected("there is no variable '" + name + "'");
        if (auto placed = tree_.place(name, *value); !placed) return placed;
    }
    return {};
}

xmlXPathObject* Evaluation::look_up_variable(void* evaluation, const xmlChar* name, const xmlChar*) {
    return static_cast<Evaluation*>(evaluation)->read_variable(std::string(from_library(name)));
}

std::optional<Value> Evaluation::variable(const std::string& name) {
    auto value = scope_ ? scope_->variable(name) : std::nullopt;
    if (!value) fail("there is no variable '" + name + "'");
    return value;
}

xmlXPathObject* Evaluation::read_variable(const std::string& name) {
    const auto value = variable(name);
    if (!value) return nullptr;
    if (const bool* boolean = value->boolean()) return xmlXPathNewBoolean(*boolean ? 1 : 0);
    if (const std::int64_t* integer = value->integer()) return xmlXPathNewFloat(static_cast<double>(*integer));
    if (const double* real = value->real()) return xmlXPathNewFloat(*real);
    if (const Decimal* decimal = value->decimal()) return xmlXPathNewFloat(decimal->to_double());
    if (value->is_null() || value->list() || value->context() || value->document()) return nodes_of(name, *value);
    const std::string* text = text_of(name, *value);
    if (!text) return nullptr;
    if (text->size() > small_text_bytes) produced(text->size());
    return xmlXPathNewString(to_library(*text));
}

const std::string* Evaluation::text_of(const std::string& name, const Value& value) {
    if (const auto known = texts_.find(name); known != texts_.end()) return &known->second;
    auto text = scalar_text(value);
    const auto checked = text ? tree_.check(*text) : unexpected(text.error());
    if (!checked) {
        fail("the variable '" + name + "': " + checked.error());
        return nullptr;
    }
    limit_steps();
    return &(texts_[name] = std::move(*text));
}

xmlXPathObject* Evaluation::nodes_of(const std::string& name, const Value& value) {
    const auto nodes = tree_.add(name, value);
    if (!nodes) {
        fail("the variable '" + name + "': " + nodes.error());
        return nullptr;
    }
    limit_steps();
    // What is compared with what has to be copied first: so much is a step each.
    context_->opCount += (*nodes)->size();
    xmlXPathObject* object = xmlXPathNewNodeSet(nullptr);
    for (xmlNode* node : **nodes) {
        if (!Tree::origin(node)) learn_prefixes(node);
        xmlXPathNodeSetAddUnique(object->nodesetval, node);
    }
    return object;
}

void Evaluation::bind(const std::string& prefix, const std::string& uri) {
    xmlXPathRegisterNs(context_.get(), to_library(prefix), to_library(uri));
}

// A prefix means what the first document that is read binds it to.
void Evaluation::learn_prefixes(const xmlNode* root) {
    for (const xmlNs* declared = root->nsDef; declared; declared = declared->next)
        if (declared->prefix && !xmlXPathNsLookup(context_.get(), declared->prefix))
            xmlXPathRegisterNs(context_.get(), declared->prefix, declared->href);
}

void Evaluation::limit_steps() {
    const std::size_t bytes = std::max<std::size_t>(tree_.bytes() + other_bytes_, 1);
    context_->opLimit = std::min(max_steps, max_steps_times_bytes / bytes);
}

void Evaluation::produced(std::size_t bytes) {
    produced_bytes_ += bytes;
    if (produced_bytes_ > max_produced_bytes) fail("it makes more than 16 MB of text");
}

void Evaluation::fail(std::string reason) {
    if (reason_.empty()) reason_ = std::move(reason);
    context_->opLimit = 1;
    context_->opCount = 1;
}

void Evaluation::remember_error(void* evaluation, xmlError* error) {
    Evaluation& self = *static_cast<Evaluation*>(evaluation);
    if (self.reason_.empty()) self.reason_ = evaluation_message(error->code);
}

}  // namespace pavane::expression::xpath
