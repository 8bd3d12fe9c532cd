#include "bpmn/link/linking.hpp"

namespace pavane::bpmn {

using expression::Language;

namespace {

bool holds_juel(std::string_view text) {
    return text.find("${") != std::string_view::npos || text.find("#{") != std::string_view::npos;
}

// As Zeebe's models mark FEEL; no expression of any other language begins so.
bool is_marked_feel(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && text[first] == '=';
}

bool mentions(std::string_view text, std::string_view word) {
    std::string lower(text);
    for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return lower.find(word) != std::string::npos;
}

Language language_named(std::string_view name) {
    if (mentions(name, "feel") || mentions(name, "dmn")) return Language::feel;
    if (mentions(name, "javascript") || mentions(name, "ecmascript")) return Language::javascript;
    if (mentions(name, "juel") || mentions(name, "unified") || mentions(name, "/el")) return Language::juel;
    return Language::xpath;
}

Expression checked(Linking& linking, const document::BaseElement& element, Expression compiled, Location location) {
    for (const std::string& finding : compiled.program->foretold().findings)
        report(linking, Severity::warning, "expression-gives-nothing", element.id,
               location.line ? location : element.location,
               "The expression of '" + element.id + "' can never give a value: " + finding + ".");
    return compiled;
}

// Nobody's default: what a model names that is none of the four.
bool is_spoken(std::string_view name) {
    return name.empty() || mentions(name, "xpath") || language_named(name) != Language::xpath;
}

Expression compile_in(Linking& linking, const document::BaseElement& element, Language language,
                      const std::string& text, Location location) {
    auto compiled = linking.evaluator.compile(language, text);
    if (compiled) return checked(linking, element, std::move(*compiled), location);
    report(linking, Severity::error, "expression-syntax", element.id, location.line ? location : element.location,
           "The expression of '" + element.id + "' cannot be read at its column " +
               std::to_string(compiled.error().column) + ": " + compiled.error().message);
    return {};
}

}  // namespace

Expression compile(Linking& linking, const document::BaseElement& element, const document::ExpressionText& text) {
    if (text.empty()) return {};
    const bool feel = text.language == "feel" && !holds_juel(text.text);
    return compile_in(linking, element, feel ? Language::feel : Language::juel, text.text, text.location);
}

Expression compile_text(Linking& linking, const document::BaseElement& element, const std::string& text) {
    if (text.empty()) return {};
    return compile_in(linking, element, Language::juel, text, element.location);
}

Expression compile_condition(Linking& linking, const document::BaseElement& element,
                             const document::Expression& expression) {
    if (expression.text.empty()) {
        report(linking, Severity::warning, "empty-condition", element,
               "The condition of '" + element.id + "' is empty: its sequence flow counts as one without a condition.");
        return {};
    }
    if (is_marked_feel(expression.text))
        return compile_in(linking, element, Language::feel, expression.text, expression.location);
    if (holds_juel(expression.text))
        return compile_in(linking, element, Language::juel, expression.text, expression.location);
    const std::string& declared = expression.language.empty() ? linking.file.expression_language : expression.language;
    std::string why = "it does not speak '" + declared + "'.";
    if (is_spoken(declared)) {
        auto compiled = linking.evaluator.compile(language_named(declared), expression.text);
        if (compiled) return checked(linking, element, std::move(*compiled), expression.location);
        why = compiled.error().message;
    }
    report(linking, Severity::error, "condition-not-an-expression", element.id, expression.location,
           "The condition of '" + element.id + "' is not an expression this engine can decide; write it as ${...}. (" +
               why + ")");
    return {};
}

Expression compile_timer(Linking& linking, const document::BaseElement& element,
                         const document::Expression& expression) {
    if (!expression.text.empty())
        return compile_in(linking, element, Language::juel, expression.text, expression.location);
    report(linking, Severity::error, "timer-without-time", element,
           "The timer of '" + element.id +
               "' says no time; give it a date, a duration such as PT5M, or a cycle such as R3/PT10M.");
    return {};
}

}  // namespace pavane::bpmn
