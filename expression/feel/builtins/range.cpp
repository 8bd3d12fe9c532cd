// range(from) (DMN 1.5 §10.3.4.1): a range from its text, whose ends are literals.
#include "expression/feel/builtins/arguments.hpp"
#include "expression/feel/values.hpp"
#include "expression/text_cursor.hpp"

namespace pavane::expression::feel {
namespace {

void skip_spaces(TextCursor& cursor) {
    while (std::string_view(" \t\r\n").find(cursor.peek()) != std::string_view::npos) cursor.skip(1);
}

bool accept_word(TextCursor& cursor, std::string_view word) {
    if (!cursor.rest().starts_with(word)) return false;
    cursor.skip(word.size());
    return true;
}

bool accept_string(TextCursor& cursor) {
    if (!cursor.accept('"')) return false;
    for (; !cursor.at_end(); cursor.skip(1)) {
        if (cursor.accept('"')) return true;
        if (cursor.peek() == '\\') cursor.skip(1);
        if (cursor.at_end()) return false;
    }
    return false;
}

bool accept_digits(TextCursor& cursor) {
    const std::size_t before = cursor.rest().size();
    while (cursor.peek() >= '0' && cursor.peek() <= '9') cursor.skip(1);
    return cursor.rest().size() < before;
}

// The point of a number is not the first of the two points between the ends.
bool accept_number(TextCursor& cursor) {
    cursor.accept('-');
    bool has_digits = accept_digits(cursor);
    if (cursor.peek() == '.' && !cursor.rest().starts_with("..")) {
        cursor.skip(1);
        has_digits = accept_digits(cursor);
    }
    if (!has_digits) return false;
    if (!cursor.accept('e') && !cursor.accept('E')) return true;
    if (!cursor.accept('-')) cursor.accept('+');
    return accept_digits(cursor);
}

// date("..."), and the like.
bool accept_call(TextCursor& cursor) {
    constexpr std::array<std::string_view, 4> functions{"date and time", "date", "time", "duration"};
    for (const std::string_view function : functions) {
        if (!accept_word(cursor, function)) continue;
        skip_spaces(cursor);
        if (!cursor.accept('(')) return false;
        skip_spaces(cursor);
        if (!accept_string(cursor)) return false;
        skip_spaces(cursor);
        return cursor.accept(')');
    }
    return false;
}

bool accept_end(TextCursor& cursor) {
    skip_spaces(cursor);
    bool is_literal = false;
    if (cursor.accept('@') || cursor.peek() == '"')
        is_literal = accept_string(cursor);
    else
        is_literal = accept_call(cursor) || accept_number(cursor);
    skip_spaces(cursor);
    return is_literal;
}

// Only brackets, literals and the points between them: no other expression is evaluated.
bool is_range_of_literals(std::string_view text) {
    TextCursor cursor(text);
    skip_spaces(cursor);
    if (!cursor.accept('[') && !cursor.accept('(') && !cursor.accept(']')) return false;
    if (!accept_end(cursor) || !accept_word(cursor, "..") || !accept_end(cursor)) return false;
    if (!cursor.accept(']') && !cursor.accept(')') && !cursor.accept('[')) return false;
    skip_spaces(cursor);
    return cursor.at_end();
}

Computed range_from_text(Evaluation& evaluation, Arguments arguments) {
    const std::string& text = *arguments[0].string();
    if (auto allowed = evaluation.read_text(text.size()); !allowed) return unexpected(allowed.error());
    const auto program = is_range_of_literals(text) ? compile(text) : unexpected(SyntaxError{});
    if (!program) return evaluation.null("the text is no range of literals, like [1..10]");
    auto value = evaluation.run(**program);
    if (!value) return value;
    const Range* range = value->range();
    const auto order = range == nullptr ? std::nullopt : compare(range->low, range->high);
    if (!order || *order > 0) return evaluation.null("a range goes from one value up to another of its kind");
    return value;
}

}  // namespace

std::vector<Builtin> range_functions() { return {{"range", {{{{"from", kinds::string}}, &range_from_text}}}}; }

}  // namespace pavane::expression::feel
