// The parameters that are small languages of their own: sorting and variable conditions.
#include <algorithm>
#include <array>
#include <utility>

#include "api/query_parameters.hpp"
#include "expression/temporal.hpp"

namespace pavane::api {

namespace {

using engine::VariableCondition;
using expression::Value;
using Operator = VariableCondition::Operator;

constexpr std::array<std::pair<std::string_view, Operator>, 8> operators = {{{"eq", Operator::eq},
                                                                             {"neq", Operator::neq},
                                                                             {"gt", Operator::gt},
                                                                             {"gteq", Operator::gteq},
                                                                             {"lt", Operator::lt},
                                                                             {"lteq", Operator::lteq},
                                                                             {"like", Operator::like},
                                                                             {"notLike", Operator::not_like}}};

bool is_order(Operator op) {
    return op == Operator::gt || op == Operator::gteq || op == Operator::lt || op == Operator::lteq;
}

std::string text_member(const expression::Context& object, std::string_view name) {
    const Value* value = object.find(name);
    return value && value->string() ? *value->string() : std::string();
}

// A string that reads as a date is one (contract §3.5).
expression::TypedValue comparable(const Value& value) {
    if (value.string())
        if (const auto date = expression::parse_strict_date_time(*value.string())) return expression::typed(*date);
    return expression::typed(value);
}

bool has_expression(std::string_view name, const Value& value) {
    if (!value.is_null() && name.ends_with("Expression")) return true;
    if (value.list())
        return std::any_of(value.list()->begin(), value.list()->end(),
                           [](const Value& item) { return has_expression("", item); });
    if (!value.context()) return false;
    const auto& entries = value.context()->entries();
    return std::any_of(entries.begin(), entries.end(),
                       [](const auto& entry) { return has_expression(entry.first, entry.second); });
}

}  // namespace

void Parameters::refuse_expressions() {
    for (const Entry& entry : entries_)
        if (has_expression(entry.name, entry.value))
            refuse("Expressions are forbidden in adhoc queries.", ErrorKind::bad_user_request);
}

void Parameters::add_sorting(std::vector<Sorting>& sortings, const std::string& by, const std::string& order) {
    if (order != "asc" && order != "desc") return refuse("sortOrder parameter has invalid value: " + order);
    sortings.push_back({by, order == "desc"});
}

std::vector<Parameters::Sorting> Parameters::sortings() {
    std::vector<Sorting> result;
    if (is_query_) {
        const std::optional<std::string> by = text("sortBy");
        const std::optional<std::string> order = text("sortOrder");
        if (by.has_value() != order.has_value())
            refuse("Only a single sorting parameter specified. sortBy and sortOrder required");
        if (by && order) add_sorting(result, *by, *order);
        return result;
    }
    const Value* sorting = take("sorting");
    if (!sorting) return result;
    const expression::List none;
    if (!sorting->list()) refuse_value("sorting", *sorting, "an array is expected.");
    for (const Value& item : sorting->list() ? *sorting->list() : none) {
        const expression::Context* object = item.context();
        if (!object) {
            refuse_value("sorting", *sorting, "an array of objects is expected.");
            continue;
        }
        const std::string by = text_member(*object, "sortBy");
        const std::string order = text_member(*object, "sortOrder");
        // Half a sorting is ignored in a body (contract §5).
        if (!by.empty() && !order.empty()) add_sorting(result, by, order);
    }
    return result;
}

void Parameters::add_condition(std::vector<VariableCondition>& conditions, VariableCondition::Where where,
                               std::string_view name, std::string_view op, const Value& value) {
    const auto found =
        std::find_if(operators.begin(), operators.end(), [&](const auto& known) { return known.first == op; });
    if (found == operators.end()) {
        refuse("Invalid variable comparator specified: " + std::string(op));
    } else if (value.list() || value.context()) {
        refuse("Object values cannot be used to query", ErrorKind::process_engine);
    } else if (is_order(found->second) && (value.is_null() || value.boolean())) {
        refuse("The variable '" + std::string(name) + "' cannot be compared by '" + std::string(op) +
               "' with true, false or null: they have no order. Use 'eq' or 'neq'.");
    } else {
        conditions.push_back({std::string(name), found->second, where, comparable(value)});
    }
}

DateSpan Parameters::dates(std::string_view name) {
    struct Written {
        Value whole;
        std::string op;
        std::string date;
    };
    std::vector<Written> written;
    if (is_query_) {
        for (const std::string& condition : texts(name).value_or(std::vector<std::string>())) {
            const std::size_t end = std::min(condition.find('_'), condition.size());
            written.push_back(
                {Value(condition), condition.substr(0, end), condition.substr(std::min(end + 1, condition.size()))});
        }
    } else if (const Value* items = take(name)) {
        const expression::List none;
        if (!items->list()) refuse_value(name, *items, "an array is expected.");
        for (const Value& item : items->list() ? *items->list() : none) {
            const expression::Context* object = item.context();
            written.push_back(
                {item, object ? text_member(*object, "operator") : "", object ? text_member(*object, "value") : ""});
        }
    }
    DateSpan span;
    for (const Written& condition : written) {
        const auto date = expression::parse_strict_date_time(condition.date);
        if (condition.op == "gt" && date) {
            span.after = std::max(span.after.value_or(Instant::min()), date->instant());
        } else if (condition.op == "lt" && date) {
            span.before = std::min(span.before.value_or(Instant::max()), date->instant());
        } else {
            refuse_value(name, condition.whole, "an operator (gt or lt) and a date are expected.");
        }
    }
    return span;
}

std::vector<VariableCondition> Parameters::variables(std::string_view name, VariableCondition::Where where) {
    std::vector<VariableCondition> conditions;
    if (is_query_) {
        for (const std::string& condition : texts(name).value_or(std::vector<std::string>())) {
            const std::size_t first = condition.find('_');
            const std::size_t second = first == std::string::npos ? first : condition.find('_', first + 1);
            if (second == std::string::npos || condition.find('_', second + 1) != std::string::npos) {
                refuse("variable query parameter has to have format KEY_OPERATOR_VALUE.");
                continue;
            }
            add_condition(conditions, where, condition.substr(0, first),
                          condition.substr(first + 1, second - first - 1), Value(condition.substr(second + 1)));
        }
        return conditions;
    }
    const Value* items = take(name);
    if (!items) return conditions;
    if (!items->list()) refuse_value(name, *items, "an array is expected.");
    const expression::List none;
    for (const Value& item : items->list() ? *items->list() : none) {
        const expression::Context* object = item.context();
        if (!object || text_member(*object, "name").empty()) {
            refuse_value(name, *items, "objects with name, operator and value are expected.");
            continue;
        }
        const Value* value = object->find("value");
        add_condition(conditions, where, text_member(*object, "name"), text_member(*object, "operator"),
                      value ? *value : Value());
    }
    return conditions;
}

}  // namespace pavane::api
