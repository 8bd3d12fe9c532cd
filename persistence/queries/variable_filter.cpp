#include "persistence/queries/variable_filter.hpp"

#include "persistence/number_comparison.hpp"

namespace pavane::persistence {

namespace {

using engine::VariableCondition;
using Operator = VariableCondition::Operator;
using Kind = expression::Value::Kind;

Literal text_of(Operator op) {
    switch (op) {
        case Operator::eq:
            return " = ";
        case Operator::neq:
            return " <> ";
        case Operator::gt:
            return " > ";
        case Operator::gteq:
            return " >= ";
        case Operator::lt:
            return " < ";
        case Operator::lteq:
            return " <= ";
        case Operator::like:
            return " like ";
        case Operator::not_like:
            return " not like ";
    }
    ENSURE(false);
}

void compare(Sql& sql, Literal column, Operator op, const Bound& value) { sql << column << text_of(op) << value; }

template <class Number>
void compare(Sql& sql, Literal column, ColumnType type, const NumberCondition<Number>& condition) {
    if (const bool* all = std::get_if<bool>(&condition)) {
        sql << (*all ? Literal("1 = 1") : Literal("1 = 0"));
        return;
    }
    const auto& comparison = std::get<Comparison<Number>>(condition);
    sql << column << text_of(comparison.op);
    sql.typed(type, cell(comparison.number));
}

// A number is compared with whole numbers and with others, whichever the variable is.
void compare_number(Sql& sql, Operator op, const expression::Value& number) {
    sql << "((v.kind = 'integer' and ";
    compare(sql, "v.integer_value", ColumnType::integer, condition_on_integers(op, number));
    sql << ") or (v.kind = 'real' and ";
    compare(sql, "v.real_value", ColumnType::real, condition_on_reals(op, number));
    sql << "))";
}

// What the variable must be like; a value that variables cannot be compared with matches none.
void add_comparison(Sql& sql, Operator op, const expression::Value& value) {
    // Only texts can be like something.
    const bool by_pattern = op == Operator::like || op == Operator::not_like;
    if (by_pattern && value.kind() != Kind::string) {
        sql << "1 = 0";
        return;
    }
    switch (value.kind()) {
        case Kind::null:
            sql << (op == Operator::neq ? Literal("v.kind <> 'null'") : Literal("v.kind = 'null'"));
            return;
        case Kind::boolean:
            sql << "v.kind = 'boolean' and ";
            return compare(sql, "v.integer_value", op, bound(*value.boolean()));
        case Kind::integer:
        case Kind::real:
            return compare_number(sql, op, value);
        case Kind::date_time:
            sql << "v.kind = 'date_time' and ";
            return compare(sql, "v.integer_value", op, bound(value.date_time()->instant()));
        case Kind::string:
            sql << "v.kind = 'string' and ";
            compare(sql, "v.text_value", op, bound(by_pattern ? like_pattern(*value.string()) : *value.string()));
            if (by_pattern) sql << " escape '\\'";
            return;
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
            sql << "1 = 0";
            return;
    }
    ENSURE(false);
}

}  // namespace

void add_variable_condition(Sql& sql, Literal scope_column, const VariableCondition& condition) {
    sql << " and exists (select 1 from variable v where v.scope_id = " << scope_column
        << " and v.name = " << bound(condition.name) << " and (";
    add_comparison(sql, condition.op, condition.value.value);
    sql << "))";
}

void add_process_variable_ever(Sql& sql, Literal process_column, const VariableCondition& condition) {
    const auto add_exists = [&](Literal table) {
        sql << "exists (select 1 from " << table << " v where v.process_id = " << process_column
            << " and v.scope_id = " << process_column << " and v.name = " << bound(condition.name) << " and (";
        add_comparison(sql, condition.op, condition.value.value);
        sql << "))";
    };
    sql << " and (";
    add_exists("variable");
    sql << " or ";
    add_exists("history_variable");
    sql << ")";
}

void add_variable_equals(Sql& sql, Literal scope_column, const std::string& name, const expression::Value& value) {
    add_variable_condition(sql, scope_column,
                           {name, Operator::eq, VariableCondition::Where::process, {{}, value, false}});
}

void add_value_equals(Sql& sql, const expression::Value& value) {
    sql << " and (";
    add_comparison(sql, Operator::eq, value);
    sql << ")";
}

}  // namespace pavane::persistence
