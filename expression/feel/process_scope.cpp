#include "expression/feel/process_scope.hpp"

#include "expression/json_document.hpp"
#include "json/parse.hpp"

namespace pavane::expression::feel {

std::optional<Value> ProcessScope::variable(std::string_view name) const {
    auto value = scope_.variable(name);
    if (!value) return value;
    if (const DateTime* time = value->date_time(); time != nullptr && time->zone.kind() != Zone::Kind::none)
        return Value(DateTime(time->seconds, time->nanoseconds, Zone::engine()));
    if (value->document() == nullptr || !is_json(*value->document())) return value;
    return content(name, *value->document());
}

Value ProcessScope::content(std::string_view name, const Document& document) const {
    if (const auto known = contents_.find(name); known != contents_.end()) return known->second;
    auto parsed = json::parse(document.text, json::stored_limits);
    if (!parsed) {
        error_ = EvaluationError{"The variable '" + std::string(name) +
                                 "' cannot be read as JSON: " + parsed.error().message};
        return Value();
    }
    return contents_.emplace(name, std::move(*parsed)).first->second;
}

}  // namespace pavane::expression::feel
