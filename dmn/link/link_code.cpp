#include <algorithm>
#include <cctype>

#include "dmn/link/linking.hpp"
#include "expression/language_names.hpp"
#include "foundation/utf8.hpp"

namespace pavane::dmn {

namespace feel = expression::feel;
using document::TextExpression;
using expression::Language;

namespace {

// Nothing for a language that decisions are not written in here.
std::optional<Language> language_named(std::string_view name) {
    const std::optional<Language> language = name.empty() ? Language::feel : expression::expression_language(name);
    return language == Language::feel || language == Language::juel ? language : std::nullopt;
}

using Compiler = decltype(&feel::compile);

void report_syntax(const Place& place, const TextExpression& text, const expression::SyntaxError& error) {
    place.report(Severity::error, "expression-syntax",
                 "The expression '" + beginning_of(text.text, most_shown_bytes) + "' of the " + place.title +
                     " cannot be read at its column " + std::to_string(error.column) + ": " + error.message,
                 text.text_location.line != 0 ? text.text_location : text.location);
}

Code compile_foreign(const Place& place, const TextExpression& text, Language language) {
    Code code{text.text, nullptr, {}};
    const expression::Evaluator* evaluator = place.linking.options.evaluator;
    if (evaluator == nullptr) {
        place.report(Severity::error, "language-unknown",
                     "The " + place.title +
                         " has an expression in a language other than FEEL, which cannot be "
                         "evaluated here; write it in FEEL.",
                     text.location);
        return code;
    }
    auto compiled = evaluator->compile(language, text.text);
    if (compiled)
        code.foreign = std::move(*compiled);
    else
        report_syntax(place, text, compiled.error());
    return code;
}

Code compile_with(const Place& place, const TextExpression& text, Compiler compiler) {
    if (text.empty()) return {};
    const std::string& declared =
        text.expression_language.empty() ? place.file.definitions.expression_language : text.expression_language;
    const auto language = language_named(declared);
    if (!language) {
        place.report(Severity::error, "language-unknown",
                     "The " + place.title + " has an expression in the language '" + declared +
                         "', which this engine does not speak; write it in FEEL.",
                     text.location);
        return {text.text, nullptr, {}};
    }
    if (*language != Language::feel) return compile_foreign(place, text, *language);
    Code code{text.text, nullptr, {}};
    auto program = compiler(text.text, {place.names, place.file.types.get(), true});
    if (program)
        code.program = std::move(*program);
    else
        report_syntax(place, text, program.error());
    return code;
}

}  // namespace

void add_name(KnownNames& names, std::string_view name) {
    const bool plain =
        std::ranges::all_of(name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; });
    if (!plain) names.add(name);
}

std::string lower_case(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return lower;
}

bool has_operator(std::string_view name) { return name.find_first_of("./-'+*") != std::string_view::npos; }

void Place::report(Severity severity, std::string code, std::string message, Location location) const {
    linking.diagnostics.push_back({severity, std::move(code), std::move(message), element, location});
}

Code compile(const Place& place, const TextExpression& text) { return compile_with(place, text, feel::compile); }

Code compile_unary_tests(const Place& place, const TextExpression& text) {
    if (text.text == "-") return {};
    return compile_with(place, text, feel::compile_unary_tests);
}

Code compile_ordered_values(const Place& place, const TextExpression& text) {
    if (text.empty()) return {};
    const std::string list = "[" + text.text + "]";
    auto program = feel::compile(list, {place.names, place.file.types.get(), true});
    // Tests that are no list of values (`< 10`) have no order.
    return program ? Code{list, std::move(*program), {}} : Code{};
}

}  // namespace pavane::dmn
