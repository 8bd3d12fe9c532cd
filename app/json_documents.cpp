#include "app/json_documents.hpp"

#include "expression/json_document.hpp"
#include "json/parse.hpp"
#include "json/writer.hpp"

namespace pavane::app {

using expression::EvaluationError;
using expression::Value;

namespace {

bool has_json_form(const Value& value) {
    if (value.bytes() || value.file()) return false;
    if (const expression::List* list = value.list()) {
        for (const Value& element : *list)
            if (!has_json_form(element)) return false;
    }
    if (const expression::Context* context = value.context()) {
        for (const auto& [key, entry] : context->entries())
            if (!has_json_form(entry)) return false;
    }
    return true;
}

}  // namespace

Result<Value, EvaluationError> JsonDocuments::read(const expression::Document& document) const {
    if (!is_json(document))
        return tl::make_unexpected(EvaluationError{"Only JSON can be read here, and this document is none."});
    auto parsed = json::parse(document.text, json::stored_limits);
    if (parsed) return std::move(*parsed);
    return tl::make_unexpected(EvaluationError{"The JSON document cannot be read: " + parsed.error().message});
}

Result<std::string, EvaluationError> JsonDocuments::write(const Value& value) const {
    if (!has_json_form(value)) return tl::make_unexpected(EvaluationError{"Bytes and files have no JSON form."});
    return json::write(value);
}

}  // namespace pavane::app
