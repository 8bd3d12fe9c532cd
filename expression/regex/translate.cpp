#include "expression/regex/translate.hpp"

#include <algorithm>

#include "expression/regex/translator.hpp"

namespace pavane::expression::regex {
namespace {

constexpr std::size_t max_depth = 100;
constexpr std::size_t max_repetitions = 1'000;
constexpr std::size_t max_translated_bytes = 1'000'000;

std::size_t capped(std::size_t size) { return std::min(size, unbounded); }

Extent joined(Extent a, Extent b) { return {capped(a.positions + b.positions), capped(a.width + b.width)}; }

std::u32string decoded(std::string_view text) {
    std::u32string characters;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i++]);
        char32_t character =
            lead < 0x80 ? lead : (lead < 0xE0 ? lead & 0x1FU : (lead < 0xF0 ? lead & 0x0FU : lead & 7U));
        for (std::size_t more = lead < 0xC0 ? 0 : (lead < 0xE0 ? 1 : (lead < 0xF0 ? 2 : 3)); more > 0; --more)
            character = character << 6 | (static_cast<unsigned char>(text[i++]) & 0x3FU);
        characters.push_back(character);
    }
    return characters;
}

}  // namespace

Result<Translation, std::string> Translator::run() {
    const auto extent = alternatives();
    if (!extent) return unexpected(extent.error());
    if (!pattern_.at_end()) return refused("the regular expression has a ) without a (");
    return Translation{std::move(text_), *extent};
}

Part Translator::alternatives() {
    if (++depth_ > max_depth) return refused("the regular expression is nested more than 100 levels deep");
    Extent all;
    do {
        if (all.positions > 0) text_.push_back('|');
        const auto one = branch();
        if (!one) return one;
        all = {capped(all.positions + one->positions + 1), std::max(all.width, one->width)};
    } while (pattern_.accept(U'|'));
    --depth_;
    return all;
}

Part Translator::branch() {
    Extent all;
    while (!pattern_.at_end() && pattern_.peek() != U'|' && pattern_.peek() != U')') {
        auto next = piece();
        if (!next) return next;
        all = joined(all, *next);
        if (text_.size() > max_translated_bytes) return refused("the regular expression is too large");
    }
    return all;
}

Part Translator::piece() {
    const std::size_t size_before = text_.size();
    auto once = atom();
    if (!once || !is_at_quantifier()) return once;
    if (text_.size() == size_before) return refused("the regular expression repeats nothing");
    return quantified(*once);
}

Part Translator::atom() {
    const char32_t c = pattern_.take();
    switch (c) {
        case U'(':
            return group();
        case U'[': {
            const auto set = read_class(pattern_, dialect_, folding());
            if (!set) return unexpected(set.error());
            return characters(*set);
        }
        case U'\\':
            return escape();
        case U'.':
            if (!flags_.dot_matches_line_ends) return characters(within_line(dialect_));
            text_ += "(?s:.)";
            return Extent{1, 1};
        case U'^':
            return assertion(flags_.is_multiline ? "(?m:^)" : "\\A");
        case U'$':
            return assertion(flags_.is_multiline ? "(?m:$)" : "\\z");
        case U'*':
        case U'+':
        case U'?':
        case U'{':
            return refused("the regular expression repeats nothing with " + shown(c) +
                           ": escape it with \\ if it stands for itself");
        case U'}':
        case U']':
            if (!is_java_)
                return refused("the regular expression has a " + shown(c) +
                               " that closes nothing: escape it with \\ if it stands for itself");
            return character(c);
        default:
            return character(c);
    }
}

Part Translator::escape() {
    if (is_java_) {
        if (pattern_.accept(U'Q')) return quoted_text();
        if (pattern_.accept(U'b')) return assertion("\\b");
        if (pattern_.accept(U'B')) return assertion("\\B");
        if (pattern_.accept(U'A')) return assertion("\\A");
        if (pattern_.accept(U'z') || pattern_.accept(U'Z')) return assertion("\\z");
    }
    const auto read = read_escape(pattern_, dialect_);
    if (!read) return unexpected(read.error());
    return read->character ? character(*read->character) : characters(read->set);
}

// Java's \Q...\E, whose \Q has been read. A quantifier behind it counts for the last character.
Part Translator::quoted_text() {
    const std::u32string text(pattern_.take_until(U"\\E").first);
    Extent all;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto next = character(text[i]);
        if (!next) return next;
        if (i + 1 == text.size() && is_at_quantifier()) {
            const auto repeated = quantified(*next);
            return repeated ? Part(joined(all, *repeated)) : repeated;
        }
        all = joined(all, *next);
    }
    return all;
}

Part Translator::character(char32_t c) {
    if (flags_.ignores_case) {
        CharacterSet set(c, c);
        if (auto folded = fold(set, folding()); !folded) return unexpected(std::move(folded.error()));
        return characters(set);
    }
    const bool is_special = std::u32string_view(U"\\.+*?()|[]{}^$").find(c) != std::u32string_view::npos;
    if (is_special) text_.push_back('\\');
    text_ += c == U'\0' ? "\\x{0}" : to_utf8(c);
    return Extent{1, 1};
}

Part Translator::characters(const CharacterSet& set) {
    text_ += set.text();
    return Extent{1, 1};
}

Part Translator::quantified(Extent once) {
    const char32_t mark = pattern_.take();
    std::size_t least = mark == U'+' ? 1 : 0;
    std::size_t most = mark == U'?' ? 1 : unbounded;
    if (mark == U'{') {
        const auto first = count();
        if (!first) return unexpected(first.error());
        least = most = *first;
        if (pattern_.accept(U',')) {
            const auto second = pattern_.peek() == U'}' ? unbounded : count();
            if (!second) return unexpected(second.error());
            most = *second;
        }
        if (!pattern_.accept(U'}')) return refused("the regular expression has no } for its {");
        if (most < least) return refused("the regular expression repeats at most fewer times than at least");
        text_ += "{" + std::to_string(least) + (most == least ? "" : ",");
        if (most != least && most != unbounded) text_ += std::to_string(most);
        text_.push_back('}');
    } else {
        text_ += to_utf8(mark);
    }
    if (pattern_.accept(U'?'))
        text_.push_back('?');
    else if (pattern_.peek() == U'+' && is_java_)
        return refused("the regular expression has a possessive quantifier, which cannot be matched in linear time");
    if (is_at_quantifier()) return refused("the regular expression repeats a repetition: put it in ( )");
    const std::size_t copies = most == unbounded ? least + 1 : most;
    const bool is_endless = most == unbounded && once.width > 0;
    return Extent{capped(once.positions * copies), is_endless ? unbounded : capped(once.width * most)};
}

Result<std::size_t, std::string> Translator::count() {
    std::size_t number = 0;
    std::size_t digits = 0;
    for (; pattern_.peek() >= U'0' && pattern_.peek() <= U'9'; ++digits)
        number = std::min(number * 10 + (pattern_.take() - U'0'), unbounded);
    if (digits == 0) return refused("the regular expression has no number behind its {: write it like {2} or {2,5}");
    if (number > max_repetitions) return refused("the regular expression repeats more than 1,000 times");
    return number;
}

Result<Translation, std::string> translate(RegexDialect dialect, std::string_view pattern, Flags flags) {
    return Translator(dialect, decoded(pattern), flags).run();
}

std::string without_blanks(std::string_view pattern) {
    std::string kept;
    std::size_t open_classes = 0;
    bool is_escaped = false;
    for (const char c : pattern) {
        const bool is_blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (is_blank && open_classes == 0) continue;
        kept.push_back(c);
        if (!is_escaped && c == '[') ++open_classes;
        if (!is_escaped && c == ']' && open_classes > 0) --open_classes;
        is_escaped = !is_escaped && c == '\\';
    }
    return kept;
}

std::string escaped(std::string_view text) {
    std::string pattern;
    for (const char c : text) {
        if (std::string_view("\\.+*?()|[]{}^$").find(c) != std::string_view::npos) pattern.push_back('\\');
        pattern.push_back(c);
    }
    return pattern;
}

}  // namespace pavane::expression::regex
