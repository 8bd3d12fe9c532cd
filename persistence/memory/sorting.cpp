#include "persistence/memory/sorting.hpp"

#include "persistence/memory/tables.hpp"
#include "persistence/number_comparison.hpp"

namespace pavane::persistence {

namespace {

using expression::Value;
using Operator = engine::VariableCondition::Operator;
using Kind = Value::Kind;

template <class T>
bool stands(const T& left, Operator op, const T& right) {
    switch (op) {
        case Operator::eq:
            return left == right;
        case Operator::neq:
            return left != right;
        case Operator::gt:
            return left > right;
        case Operator::gteq:
            return left >= right;
        case Operator::lt:
            return left < right;
        case Operator::lteq:
            return left <= right;
        case Operator::like:
        case Operator::not_like:
            return false;
    }
    return false;
}

template <class Number>
bool stands(const Number& number, const NumberCondition<Number>& condition) {
    if (const bool* all = std::get_if<bool>(&condition)) return *all;
    const auto& comparison = std::get<Comparison<Number>>(condition);
    return stands(number, comparison.op, comparison.number);
}

}  // namespace

bool is_like(const std::string& text, const std::string& pattern) {
    const auto part = pattern.find('%');
    if (part == std::string::npos) return text == pattern;
    if (text.compare(0, part, pattern, 0, part) != 0 || text.size() < part) return false;
    const std::string rest = pattern.substr(part + 1);
    for (std::size_t at = part; at <= text.size(); ++at)
        if (is_like(text.substr(at), rest)) return true;
    return false;
}

bool fits(const std::optional<std::string>& wanted, const std::string& text) {
    return !wanted || (*wanted == text && !text.empty());
}

bool fits_any(const std::optional<engine::Names>& wanted, const std::string& text) {
    return !wanted || (!text.empty() && std::find(wanted->begin(), wanted->end(), text) != wanted->end());
}

bool fits_like(const std::optional<std::string>& pattern, const std::string& text) {
    return !pattern || (!text.empty() && is_like(text, *pattern));
}

bool fits_any_id(const std::optional<engine::Names>& ids, const core::ActivityId& id) {
    return !ids ||
           std::any_of(ids->begin(), ids->end(), [&](const std::string& text) { return parse_uuid(text) == id.value; });
}

bool fits_tenant(const engine::TenantFilter& filter, const std::string& tenant) {
    if (filter.without && !tenant.empty()) return false;
    return fits_any(filter.in, tenant) || (filter.include_without && tenant.empty());
}

bool fits_place(const engine::PlaceFilter& filter, const engine::DefinitionRef& definition,
                const core::ActivityId& process, const core::ActivityId& execution) {
    return fits(filter.definition, definition.id) && fits(filter.definition_key, definition.key) &&
           fits_any(filter.definition_key_in, definition.key) && fits(filter.definition_name, definition.name) &&
           fits(filter.process, process) && fits_any(filter.process_in, process) && fits(filter.execution, execution);
}

bool fits_period(const engine::PeriodFilter& filter, Instant started, const std::optional<Instant>& ended) {
    const std::optional<Instant> start = started;
    return (!filter.finished || ended) && (!filter.unfinished || !ended) && is_at_most(start, filter.started_before) &&
           is_at_least(start, filter.started_after) && is_at_most(ended, filter.finished_before) &&
           is_at_least(ended, filter.finished_after);
}

int compare(const SortKey& a, const SortKey& b, bool descending) {
    const bool a_absent = std::holds_alternative<std::monostate>(a);
    const bool b_absent = std::holds_alternative<std::monostate>(b);
    if (a_absent || b_absent) return a_absent == b_absent ? 0 : (a_absent == descending ? -1 : 1);
    if (a == b) return 0;
    return (a < b) == descending ? 1 : -1;
}

bool holds(const Value& variable, Operator op, const Value& value) {
    const bool by_pattern = op == Operator::like || op == Operator::not_like;
    if (by_pattern && value.kind() != Kind::string) return false;
    switch (value.kind()) {
        case Kind::null:
            return (variable.kind() == Kind::null) == (op != Operator::neq);
        case Kind::boolean:
            return variable.boolean() != nullptr && stands(*variable.boolean(), op, *value.boolean());
        case Kind::integer:
        case Kind::real:
            if (variable.integer() != nullptr) return stands(*variable.integer(), condition_on_integers(op, value));
            return variable.real() != nullptr && stands(*variable.real(), condition_on_reals(op, value));
        case Kind::date_time:
            return variable.date_time() != nullptr &&
                   stands(variable.date_time()->instant(), op, value.date_time()->instant());
        case Kind::string:
            if (variable.string() == nullptr) return false;
            if (by_pattern) return is_like(*variable.string(), *value.string()) == (op == Operator::like);
            return stands(*variable.string(), op, *value.string());
        case Kind::decimal:
        case Kind::date:
        case Kind::time:
        case Kind::years_months:
        case Kind::days_time:
        case Kind::bytes:
        case Kind::file:
        case Kind::document:
        case Kind::list:
        case Kind::context:
        case Kind::range:
        case Kind::function:
            return false;
    }
    return false;
}

bool has_variable(const MemoryTables& tables, const core::ActivityId& scope, const std::string& name, Operator op,
                  const Value& value) {
    const auto found = tables.variables.find({scope, name});
    return found != tables.variables.end() && holds(found->second.record.value.value, op, value);
}

engine::DefinitionRef definition_ref(const MemoryTables& tables, const core::DefinitionId& id) {
    const auto found = tables.definitions.find(id);
    if (found == tables.definitions.end()) return {id, "", 0, "", ""};
    const engine::StoredDefinition& definition = found->second.definition;
    return {id, definition.key, definition.version, definition.name, definition.version_tag};
}

}  // namespace pavane::persistence
