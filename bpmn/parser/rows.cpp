#include "bpmn/parser/rows.hpp"

#include <charconv>

namespace pavane::bpmn::parser {
namespace {

template <class Number>
std::optional<Number> parse_number(Reading& reading, const xml::Element& at, std::string_view text) {
    std::string_view digits = trimmed(text);
    if (digits.starts_with('+')) digits.remove_prefix(1);
    Number number{};
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error == std::errc() && end == digits.data() + digits.size()) return number;
    report_value(reading, at, text);
    return std::nullopt;
}

}  // namespace

std::optional<bool> parse_boolean(Reading& reading, const xml::Element& at, std::string_view text) {
    const std::string_view word = trimmed(text);
    if (word == "true" || word == "1") return true;
    if (word == "false" || word == "0") return false;
    report_value(reading, at, text);
    return std::nullopt;
}

std::optional<std::int64_t> parse_integer(Reading& reading, const xml::Element& at, std::string_view text) {
    return parse_number<std::int64_t>(reading, at, text);
}

std::optional<double> parse_real(Reading& reading, const xml::Element& at, std::string_view text) {
    return parse_number<double>(reading, at, text);
}

void report_value(Reading& reading, const xml::Element& at, std::string_view text) {
    reading.report_repeatable(Severity::warning, "value-not-understood",
                              "<" + at.name + "> has an attribute with the value '" + std::string(text) +
                                  "', which BPMN does not allow there; it is ignored.",
                              at);
}

void keep_repeated(Reading& reading, const xml::Element& child, document::BaseElement& into) {
    into.unknown.push_back(keep(child));
    reading.report_repeatable(
        Severity::warning, "element-repeated",
        "<" + child.name + "> stands here a second time, and BPMN allows it once; the first counts.", child);
}

}  // namespace pavane::bpmn::parser
