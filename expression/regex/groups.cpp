#include <algorithm>

#include "expression/regex/translator.hpp"

namespace pavane::expression::regex {

Part Translator::group() {
    const Flags outer = flags_;
    const auto has_body = open_group();
    if (!has_body) return unexpected(has_body.error());
    if (!*has_body) return Extent{};
    auto body = alternatives();
    if (!body) return body;
    if (!pattern_.accept(U')')) return refused("the regular expression has no ) for its (");
    text_.push_back(')');
    flags_ = outer;
    return body;
}

Result<bool, std::string> Translator::open_group() {
    if (!pattern_.accept(U'?')) {
        text_.push_back('(');
        return true;
    }
    if (pattern_.accept(U':')) {
        text_ += "(?:";
        return true;
    }
    if (!is_java_)
        return refused("the regular expression has (? without a colon: a group that is not counted is (?: )");
    for (const std::u32string_view unbuilt : {U"=", U"!", U"<=", U"<!", U">"})
        if (pattern_.accept(unbuilt)) {
            std::string opening;
            for (const char32_t c : unbuilt) opening += to_utf8(c);
            return refused("the regular expression uses (?" + opening + ", which cannot be matched in linear time");
        }
    if (pattern_.accept(U'<')) {
        if (auto named = named_group(); !named) return unexpected(std::move(named.error()));
        return true;
    }
    if (auto read = inline_flags(); !read) return unexpected(std::move(read.error()));
    if (pattern_.accept(U')')) return false;
    pattern_.accept(U':');
    text_ += "(?:";
    return true;
}

Result<void, std::string> Translator::named_group() {
    const auto [name, is_closed] = pattern_.take_until(U">");
    const auto is_letter = [](char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); };
    const auto is_part = [&](char32_t c) { return is_letter(c) || (c >= U'0' && c <= U'9'); };
    if (!is_closed || name.empty() || !is_letter(name.front()) || !std::ranges::all_of(name, is_part))
        return refused("the regular expression has a group whose name is not like (?<year>...)");
    text_ += "(?P<";
    for (const char32_t c : name) text_ += to_utf8(c);
    text_.push_back('>');
    return {};
}

// (?i) holds to the end of the group around it, (?i: ) inside.
Result<void, std::string> Translator::inline_flags() {
    bool is_on = true;
    while (pattern_.peek() != U')' && pattern_.peek() != U':') {
        if (pattern_.at_end()) return refused("the regular expression has no ) for its (");
        const char32_t letter = pattern_.take();
        if (letter == U'-' && is_on)
            is_on = false;
        else if (!set_flag(letter, is_on))
            return refused("the regular expression has the flag " + shown(letter) +
                           ", which is not built in: i, s, m and u are");
    }
    return {};
}

bool Translator::set_flag(char32_t letter, bool is_on) {
    switch (letter) {
        case U'i':
            flags_.ignores_case = is_on;
            return true;
        case U's':
            flags_.dot_matches_line_ends = is_on;
            return true;
        case U'm':
            flags_.is_multiline = is_on;
            return true;
        case U'u':
            flags_.ignores_case_of_all_letters = is_on;
            return true;
        default:
            return false;
    }
}

}  // namespace pavane::expression::regex
