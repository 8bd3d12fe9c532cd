#include "expression/feel/process_scope.hpp"

#include "expression/json_document.hpp"
#include "json/parse.hpp"

namespace pavane::expression::feel {

std::optional<Value> ProcessScope::variable(std::string_view name) const {
    auto value = scope_.variable(name);
    if (!value || value->document() == nullptr || !is_json(*value->document())) return value;
    return content(name, *value->document());
}

Value ProcessScope::content(std::string_view name, const Document& document) const {
    if (const auto known = contents_.find(name); known != contents_.end()) return known->second;
    auto parsed = json::parse(document.text);
    if (!parsed) {
        error_ = EvaluationError{"The variable '" + std::string(name) +
                                 "' cannot be read as JSON: " + parsed.error().message};
        return Value();
    }
    return contents_.emplace(name, std::move(*parsed)).first->second;
}

}  // namespace pavane::expression::feel
