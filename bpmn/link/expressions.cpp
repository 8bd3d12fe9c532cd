// Which language a text is in (import contract §6), and what it is in that language.
#include <algorithm>
#include <array>

#include "bpmn/link/linking.hpp"
#include "expression/language_names.hpp"
#include "expression/temporal.hpp"
#include "foundation/closest_word.hpp"

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

// XPath is BPMN's default. Nothing: a language that does not run here.
std::optional<Language> language_named(const std::string& name) {
    return name.empty() ? Language::xpath : expression::expression_language(name);
}

// JavaScript's own `${...}` stands between backticks, and nothing of JUEL does.
bool is_javascript(const document::Expression& expression) {
    return !expression.language.empty() && language_named(expression.language) == Language::javascript &&
           (!holds_juel(expression.text) || expression.text.find('`') != std::string::npos);
}

void note_script(Linking& linking, const document::BaseElement& element, Location location) {
    linking.scripts.push_back(
        {Severity::error, "scripts-off",
         "'" + element.id +
             "' has JavaScript, which this server does not run: start it with --scripts (PAVANE_SCRIPTS=true) to allow "
             "it, or let an external task do the work.",
         element.id, location});
}

// A script is kept twice as text; what others are compiled to was measured: 4 to 40 bytes for each of their text's.
std::size_t bytes_of(Language language, const std::string& text) {
    constexpr std::size_t of_each = 200;
    return of_each + text.size() * (language == Language::javascript ? 2 : 20);
}

Result<Expression, expression::SyntaxError> read(Linking& linking, Language language, const std::string& text) {
    linking.definition.expression_bytes += bytes_of(language, text);
    return linking.evaluator.compile(language, text);
}

Expression checked(Linking& linking, const document::BaseElement& element, Expression compiled, Location location) {
    for (const std::string& finding : compiled.program->foretold().findings)
        report(linking, Severity::warning, "expression-gives-nothing", element.id,
               location.line ? location : element.location,
               "The expression of '" + element.id + "' can never give a value: " + finding + ".");
    return compiled;
}

Expression compile_in(Linking& linking, const document::BaseElement& element, Language language,
                      const std::string& text, Location location) {
    return compile_as(linking, element, language, text, location, "The expression of '" + element.id + "'");
}

bool is_time(const std::string& text) {
    return expression::parse_duration(text) || expression::parse_date_time(text) || expression::parse_cycle(text);
}

}  // namespace

Expression compile_as(Linking& linking, const document::BaseElement& element, Language language,
                      const std::string& text, Location location, const std::string& owner) {
    const Location place = location.line ? location : element.location;
    auto compiled = read(linking, language, text);
    if (language == Language::javascript) note_script(linking, element, place);
    if (compiled) return checked(linking, element, std::move(*compiled), place);
    const expression::SyntaxError& error = compiled.error();
    const std::string line = error.line > 1 ? "line " + std::to_string(error.line) + ", " : "";
    report(linking, Severity::error, "expression-syntax", element.id, place,
           owner + " cannot be read at its " + line + "column " + std::to_string(error.column) + ": " + error.message);
    return {};
}

Expression compile(Linking& linking, const document::BaseElement& element, const document::ExpressionText& text) {
    if (text.empty()) return {};
    const bool feel = text.language == "feel" && !holds_juel(text.text);
    return compile_in(linking, element, feel ? Language::feel : Language::juel, text.text, text.location);
}

Expression compile_text(Linking& linking, const document::BaseElement& element, const std::string& text) {
    if (text.empty()) return {};
    return compile_in(linking, element, Language::juel, text, element.location);
}

Expression compile_message_name(Linking& linking, const document::BaseElement& element, std::string_view tag,
                                const document::Reference& reference) {
    const auto known = linking.index.messages.find(reference);
    if (known == linking.index.messages.end() || known->second->name.empty()) {
        report(linking, Severity::error, "message-unknown", element,
               describe(tag, element) + (reference.empty() ? " names no message."
                                                           : " names the message '" + reference +
                                                                 "', which is not in the file or has no name."));
        return {};
    }
    const document::Message& message = *known->second;
    if (!document::extensions_of(message).event.correlation_key.empty())
        report(linking, Severity::warning, "correlation-key-without-effect", message.id, message.location,
               "The correlation key of the message '" + message.id +
                   "' has no effect: whoever sends it says which instance it is for, by business key, correlation keys "
                   "or process instance.");
    const bool feel = is_marked_feel(message.name) && !holds_juel(message.name);
    return compile_in(linking, element, feel ? Language::feel : Language::juel, message.name, element.location);
}

Expression compile_condition(Linking& linking, const document::BaseElement& element,
                             const document::Expression& expression) {
    const std::string& resource = document::extensions_of(expression).implementation.script_resource;
    if (!resource.empty())
        return compile_script(linking, element, {expression.language, "", resource, expression.location},
                              "The condition of '" + element.id + "'");
    if (expression.text.empty()) {
        report(linking, Severity::warning, "empty-condition", element,
               "The condition of '" + element.id + "' is empty: its sequence flow counts as one without a condition.");
        return {};
    }
    if (is_javascript(expression))
        return compile_in(linking, element, Language::javascript, expression.text, expression.location);
    const auto as_feel = [&] {
        return compile_as(linking, element, Language::feel, expression.text, expression.location,
                          "The FEEL of '" + element.id + "'");
    };
    if (is_marked_feel(expression.text)) return as_feel();
    if (holds_juel(expression.text))
        return compile_in(linking, element, Language::juel, expression.text, expression.location);
    const std::string& declared = expression.language.empty() ? linking.file.expression_language : expression.language;
    const std::optional<Language> language = language_named(declared);
    if (!language) {
        const std::array<std::string, 4> known{"feel", "juel", "javascript", "xpath"};
        const std::string hint = did_you_mean(declared, known);
        report(linking, Severity::error, "language-unknown", element.id, expression.location,
               "The condition of '" + element.id + "' is in the language '" + declared + "', which does not run here" +
                   (hint.empty() ? "; write it as ${...}, in FEEL or in JavaScript." : hint));
        return {};
    }
    if (language == Language::feel) return as_feel();
    if (language == Language::javascript)
        return compile_in(linking, element, Language::javascript, expression.text, expression.location);
    // JUEL without ${...} is a text, whatever stands in it, and decides nothing.
    std::string why;
    if (language != Language::juel) {
        auto compiled = read(linking, *language, expression.text);
        if (compiled) return checked(linking, element, std::move(*compiled), expression.location);
        why = " (" + compiled.error().message + ")";
    }
    report(
        linking, Severity::error, "condition-not-an-expression", element.id, expression.location,
        "The condition of '" + element.id + "' is not an expression this engine can decide; write it as ${...}." + why);
    return {};
}

Expression compile_timer(Linking& linking, const document::BaseElement& element,
                         const document::Expression& expression) {
    if (expression.text.empty()) {
        report(linking, Severity::error, "timer-without-time", element,
               "The timer of '" + element.id +
                   "' says no time; give it a date, a duration such as PT5M, or a cycle such as R3/PT10M.");
        return {};
    }
    Language language = Language::juel;
    if (is_javascript(expression))
        language = Language::javascript;
    else if (is_marked_feel(expression.text))
        language = Language::feel;
    else if (!holds_juel(expression.text) && !expression.language.empty() && !is_time(expression.text))
        language = language_named(expression.language).value_or(Language::juel);
    return compile_in(linking, element, language, expression.text, expression.location);
}

}  // namespace pavane::bpmn
