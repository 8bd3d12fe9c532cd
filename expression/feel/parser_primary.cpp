#include <set>

#include "expression/feel/characters.hpp"
#include "expression/feel/parser.hpp"
#include "expression/feel/temporal.hpp"

namespace pavane::expression::feel {

NodeIndex Parser::primary() {
    switch (token_.kind) {
        case TokenKind::number:
        case TokenKind::string:
            return literal(token_.value);
        case TokenKind::word:
            return keyword_or_name();
        case TokenKind::quoted:
            return name();
        case TokenKind::symbol:
            if (token_.is("(")) return in_parentheses(nullptr);
            if (token_.is("[") || token_.is("]")) return brackets();
            if (token_.is("{")) return context();
            if (token_.is("@")) return at_literal();
            break;
        case TokenKind::end:
            break;
    }
    unexpected_token("an expression");
    return 0;
}

NodeIndex Parser::keyword_or_name() {
    const auto known = known_name(false);
    if (known && known->length > token_.text.size()) return name();
    const std::string_view word = token_.text;
    if (word == "true") return literal(Value(true));
    if (word == "false") return literal(Value(false));
    if (word == "null") return literal(Value());
    if (word == "if") return choice();
    if (word == "for") return iteration();
    if (word == "some") return quantified(Op::some);
    if (word == "every") return quantified(Op::every);
    if (word == "function") return function(std::nullopt);
    if (is_keyword(word)) {
        unexpected_token("an expression");
        return 0;
    }
    return name();
}

NodeIndex Parser::literal(Value value) {
    advance();
    return build_.constant(std::move(value));
}

// A text that is no date, time or duration is null when it is evaluated (§10.3.2.3).
NodeIndex Parser::at_literal() {
    advance();
    if (token_.kind != TokenKind::string) {
        unexpected_token("a string behind '@'");
        return 0;
    }
    const std::string text = *token_.value.string();
    advance();
    if (auto value = parse_temporal(text)) return build_.constant(std::move(*value));
    return build_.invalid("@\"" + text + "\" is no date, time, date and time or duration");
}

// A list, or a range that begins with one of its brackets.
NodeIndex Parser::brackets() {
    const bool outer_ends_range = std::exchange(ends_range_, false);
    const bool opens_list = token_.is("[");
    advance();
    std::vector<std::uint32_t> items;
    if (!(opens_list && token_.is("]"))) {
        do {
            const NodeIndex item = expression();
            if (items.empty() && token_.is("..")) {
                advance();
                const NodeIndex interval = range(item, opens_list);
                ends_range_ = outer_ends_range;
                return interval;
            }
            if (!opens_list) break;
            items.push_back(item);
        } while (accept(","));
    }
    ends_range_ = outer_ends_range;
    if (!opens_list) {
        unexpected_token("'..'");
        return 0;
    }
    expect("]");
    return build_.add(Op::list, items);
}

// From behind the two points. The caller restores ends_range_.
NodeIndex Parser::range(NodeIndex low, bool includes_first) {
    ends_range_ = true;
    const NodeIndex high = expression();
    ends_range_ = false;
    const bool includes_last = token_.is("]");
    if (!includes_last && !token_.is(")") && !token_.is("[")) {
        unexpected_token("the end of the range: ']', ')' or '['");
        return 0;
    }
    advance();
    const unsigned ends = (includes_first ? includes_low : 0U) | (includes_last ? includes_high : 0U);
    return build_.add(Node{Op::range, static_cast<std::uint8_t>(ends), low, high});
}

NodeIndex Parser::context() {
    const bool outer_ends_range = std::exchange(ends_range_, false);
    expect("{");
    const std::size_t mark = build_.mark();
    std::vector<std::uint32_t> operands;
    std::set<std::string> keys;
    std::optional<std::string> twice;
    if (!token_.is("}")) {
        do {
            const std::string entry = key();
            if (!keys.insert(entry).second) twice = entry;
            members_.add(entry);
            const bool is_function = token_.is_word("function");
            // A function may call itself by the name of its entry; any other value does not see that name.
            const Slot early = is_function ? build_.declare(entry) : 0;
            const NodeIndex value = is_function ? function(early) : expression();
            operands.push_back(build_.name(entry));
            operands.push_back(is_function ? early : build_.declare(entry));
            operands.push_back(value);
        } while (!error_ && accept(","));
    }
    build_.forget(mark);
    ends_range_ = outer_ends_range;
    expect("}");
    if (twice) return build_.invalid("the context has two entries '" + *twice + "'");
    return build_.add(Op::context, operands);
}

// With the colon behind it.
std::string Parser::key() {
    std::string key;
    if (token_.kind == TokenKind::string) {
        key = *token_.value.string();
        advance();
        expect(":");
        return key;
    }
    if (auto found = label()) {
        go_to(found->end);
        return std::move(found->name);
    }
    unexpected_token("the name of an entry and ':'");
    return key;
}

}  // namespace pavane::expression::feel
