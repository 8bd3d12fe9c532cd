#include "bpmn/parser/rows.hpp"

#include <charconv>

namespace pavane::bpmn::parser {
namespace {

template <class Number>
std::optional<Number> parse_number(std::string_view text) {
    std::string_view digits = trimmed(text);
    if (digits.starts_with('+')) digits.remove_prefix(1);
    Number number{};
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error == std::errc() && end == digits.data() + digits.size()) return number;
    return std::nullopt;
}

}  // namespace

std::optional<bool> parse_boolean(std::string_view text) {
    const std::string_view word = trimmed(text);
    if (word == "true" || word == "1") return true;
    if (word == "false" || word == "0") return false;
    return std::nullopt;
}

std::optional<std::int64_t> parse_integer(std::string_view text) { return parse_number<std::int64_t>(text); }

std::optional<double> parse_real(std::string_view text) { return parse_number<double>(text); }

void keep_repeated(Reading& reading, const xml::Element& child, document::BaseElement& into) {
    into.unknown.push_back(keep(child));
    reading.report_repeatable(
        Severity::warning, "element-repeated",
        "<" + child.name + "> stands here a second time, and BPMN allows it once; the first counts.", child);
}

}  // namespace pavane::bpmn::parser
