// Conversion functions (DMN 1.5 §10.3.4.1); those for dates and times are in temporal.cpp, context is in context.cpp.
#include "expression/feel/builtins/arguments.hpp"
#include "expression/feel/temporal.hpp"
#include "expression/feel/to_text.hpp"
#include "expression/feel/values.hpp"

namespace pavane::expression::feel {
namespace {

Computed text_of(Evaluation& evaluation, Arguments arguments) {
    return arguments[0].is_null() ? Value() : to_string(evaluation, arguments[0]);
}

Computed number_from_text(Evaluation& evaluation, const std::string& text) {
    const auto decimal = Decimal::parse(text);
    return decimal ? number(*decimal) : evaluation.null("the text is no number");
}

Computed number_from_value(Evaluation& evaluation, Arguments arguments) {
    if (arguments[0].string() == nullptr) return arguments[0];
    if (auto allowed = read_texts(evaluation, arguments); !allowed) return unexpected(allowed.error());
    return number_from_text(evaluation, *arguments[0].string());
}

bool is_one_of(const Value& separator, std::string_view allowed) {
    const std::string* text = separator.string();
    return text == nullptr || (text->size() == 1 && allowed.find(text->front()) != std::string_view::npos);
}

// "1.000.000,01" with "." between the thousands and "," before the fraction. null: no such separator, or the point.
Computed number_with_separators(Evaluation& evaluation, Arguments arguments) {
    if (auto allowed = read_texts(evaluation, arguments); !allowed) return unexpected(allowed.error());
    const Value& grouping = arguments[1];
    const Value& point = arguments[2];
    if (!is_one_of(grouping, " ,.") || !is_one_of(point, ",."))
        return evaluation.null(
            "number takes a blank, a comma or a point between thousands, a comma or a point before "
            "the fraction");
    const char decimal_separator = point.is_null() ? '.' : point.string()->front();
    if (!grouping.is_null() && grouping.string()->front() == decimal_separator)
        return evaluation.null("number takes two different separators");
    std::string plain;
    for (const char c : *arguments[0].string()) {
        if (!grouping.is_null() && c == grouping.string()->front()) continue;
        if (c == '.' && decimal_separator != '.') return evaluation.null("the text is no number");
        plain.push_back(c == decimal_separator ? '.' : c);
    }
    return number_from_text(evaluation, plain);
}

Computed is_identical(Evaluation& evaluation, Arguments arguments) {
    const Value& a = arguments[0];
    const Value second = arguments.size() == 2 ? arguments[1] : Value();
    if (a.kind() >= Value::Kind::date && a.kind() <= Value::Kind::days_time)
        return Value(identical_temporal(a, second));
    const Truth truth = equal(evaluation, a, second);
    if (!truth) return unexpected(truth.error());
    return Value(truth->value_or(false));
}

}  // namespace

std::vector<Builtin> conversion_functions() {
    constexpr Kinds separator = kinds::string | kinds::null;
    return {{"string", {{{{"from"}}, &text_of}}},
            {"number",
             {{{{"from", kinds::string | kinds::number}}, &number_from_value},
              {{{"from", kinds::string}, {"grouping separator", separator}, {"decimal separator", separator}},
               &number_with_separators}}},
            {"is", {{{{"value1", kinds::any, true}, {"value2", kinds::any, true}}, &is_identical}}}};
}

}  // namespace pavane::expression::feel
