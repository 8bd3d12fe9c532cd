#include "expression/feel/builtin.hpp"
#include "expression/feel/characters.hpp"
#include "expression/feel/parser.hpp"
#include "foundation/closest_word.hpp"

namespace pavane::expression::feel {
namespace {

const KnownNames& property_names() {
    static const KnownNames names = [] {
        KnownNames known;
        for (const std::string_view name : {"time offset", "start included", "end included"}) known.add(name);
        return known;
    }();
    return names;
}

constexpr std::string_view name_operators = "./-'+*";

}  // namespace

// The longest name that the text begins with here.
std::optional<KnownNames::Match> Parser::known_name(bool as_member) const {
    const auto rest = text_.substr(token_.offset);
    std::optional<KnownNames::Match> longest;
    const auto consider = [&](const std::optional<KnownNames::Match>& match) {
        if (match && (!longest || match->length > longest->length)) longest = match;
    };
    if (options_.names != nullptr) consider(options_.names->longest(rest));
    if (as_member || filters_ > 0) consider(members_.longest(rest));
    if (as_member) {
        consider(property_names().longest(rest));
    } else {
        consider(build_.longest_local(rest));
        consider(builtin_names().longest(rest));
    }
    return longest;
}

NodeIndex Parser::name() {
    std::string name(token_.text);
    if (token_.kind == TokenKind::quoted) {
        if (!options_.camunda_extensions)
            fail("names in backticks are an extension that DMN does not have", token_.offset);
        advance();
        return build_.variable(name);
    }
    const std::size_t offset = token_.offset;
    const auto known = known_name(false);
    if (known && known->length >= name.size()) {
        name = known->name;
        go_to(token_.offset + known->length);
    } else if (filters_ > 0) {
        name = words("a name");  // of members that nobody told us of
    } else {
        advance();
    }
    if (token_.is("(") && !is_hidden(name)) {
        if (const auto function = build_.builtin(name)) return *function;
        if (options_.refuse_unknown_calls && filters_ == 0)
            fail("there is no function '" + name + "'" +
                     did_you_mean(name, names_of_builtins(options_.camunda_extensions)),
                 offset);
        return build_.called_variable(name);
    }
    return build_.variable(name);
}

// Whether the name of a function stands for something else here.
bool Parser::is_hidden(std::string_view function) {
    return build_.is_local(function) || (options_.names != nullptr && options_.names->contains(function));
}

// Words up to something that no name has: two words side by side mean nothing else in FEEL.
std::string Parser::words(std::string_view expected) {
    if (token_.kind == TokenKind::quoted) {
        std::string quoted(token_.text);
        advance();
        return quoted;
    }
    if (token_.kind != TokenKind::word || is_keyword(token_.text)) {
        unexpected_token(expected);
        return {};
    }
    std::string name;
    while (token_.kind == TokenKind::word && !is_keyword(token_.text)) {
        name += (name.empty() ? "" : " ") + std::string(token_.text);
        advance();
    }
    return name;
}

// Behind a point, where also a keyword is a name.
std::string Parser::member_name() {
    if (token_.kind == TokenKind::word) {
        const auto known = known_name(true);
        if (known && known->length >= token_.text.size()) {
            std::string name(known->name);
            go_to(token_.offset + known->length);
            return name;
        }
        if (is_keyword(token_.text)) {
            std::string name(token_.text);
            advance();
            return name;
        }
    }
    return words("the name of a member");
}

// A name of any words and operators with a colon behind it.
std::optional<Parser::Label> Parser::label() const {
    if (token_.kind == TokenKind::quoted) {
        const auto colon = token_at(text_, token_.end);
        if (!colon || !colon->is(":")) return std::nullopt;
        return Label{std::string(token_.text), colon->end};
    }
    if (token_.kind != TokenKind::word) return std::nullopt;
    std::string name;
    std::size_t at = token_.offset;
    while (at < text_.size() && text_[at] != ':') {
        const auto rest = text_.substr(at);
        const std::size_t spaces = space_length(rest);
        std::size_t length = parts_length(rest);
        if (length == 0 && name_operators.find(rest.front()) != std::string_view::npos) length = 1;
        if ((spaces == 0 && length == 0) || rest.starts_with("/*") || rest.starts_with("//")) return std::nullopt;
        name += spaces != 0 ? " " : rest.substr(0, length);
        at += spaces != 0 ? spaces : length;
    }
    if (at == text_.size()) return std::nullopt;
    while (name.ends_with(' ')) name.pop_back();
    return Label{std::move(name), at + 1};
}

}  // namespace pavane::expression::feel
