#include "expression/regex/escapes.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace pavane::expression::regex {
namespace {

using Escaped = Result<Escape, std::string>;

constexpr char32_t last_character = 0x10FFFF;
constexpr std::array categories{"L",  "Lu", "Ll", "Lt", "Lm", "Lo", "M",  "Mn", "Mc", "Me", "N",  "Nd",
                                "Nl", "No", "P",  "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Z",  "Zs",
                                "Zl", "Zp", "S",  "Sm", "Sc", "Sk", "So", "C",  "Cc", "Cf", "Co", "Cn"};

Escape one(char32_t character) { return {character, {}}; }
Escape many(CharacterSet set) { return {std::nullopt, std::move(set)}; }

CharacterSet category(const char* name) { return CharacterSet::of_category(name).value(); }

CharacterSet complement(CharacterSet set) { return std::move(set.complement()); }

// XML 1.0 (fifth edition), production 4.
CharacterSet name_start() {
    CharacterSet set(U':', U':');
    constexpr std::array<std::pair<char32_t, char32_t>, 15> ranges{{{U'A', U'Z'},
                                                                    {U'_', U'_'},
                                                                    {U'a', U'z'},
                                                                    {0xC0, 0xD6},
                                                                    {0xD8, 0xF6},
                                                                    {0xF8, 0x2FF},
                                                                    {0x370, 0x37D},
                                                                    {0x37F, 0x1FFF},
                                                                    {0x200C, 0x200D},
                                                                    {0x2070, 0x218F},
                                                                    {0x2C00, 0x2FEF},
                                                                    {0x3001, 0xD7FF},
                                                                    {0xF900, 0xFDCF},
                                                                    {0xFDF0, 0xFFFD},
                                                                    {0x10000, 0xEFFFF}}};
    for (const auto& [first, last] : ranges) set.add(first, last);
    return set;
}

CharacterSet name_part() {
    return name_start().add(U'-', U'.').add(U'0', U'9').add(0xB7, 0xB7).add(0x300, 0x36F).add(0x203F, 0x2040);
}

// XML Schema Part 2 §G.4.2.5.
std::optional<CharacterSet> xpath_class(char32_t letter) {
    static const CharacterSet words = complement(category("P").add(category("Z")).add(category("C")));
    switch (letter) {
        case U'd':
            return category("Nd");
        case U'w':
            return words;
        case U's':
            return CharacterSet(U'\t', U'\n').add(U'\r', U'\r').add(U' ', U' ');
        case U'i':
            return name_start();
        case U'c':
            return name_part();
        default:
            return std::nullopt;
    }
}

std::optional<CharacterSet> java_class(char32_t letter) {
    switch (letter) {
        case U'd':
            return CharacterSet(U'0', U'9');
        case U'w':
            return CharacterSet(U'a', U'z').add(U'A', U'Z').add(U'0', U'9').add(U'_', U'_');
        case U's':
            return CharacterSet(U'\t', U'\r').add(U' ', U' ');
        case U'h':
            return category("Zs").add(U'\t', U'\t').add(0x180E, 0x180E);
        case U'v':
            return CharacterSet(U'\n', U'\r').add(0x85, 0x85).add(0x2028, 0x2029);
        default:
            return std::nullopt;
    }
}

// The POSIX classes of Java, which are ASCII.
std::optional<CharacterSet> posix_class(std::string_view name) {
    const auto letters = [] { return CharacterSet(U'a', U'z').add(U'A', U'Z'); };
    if (name == "Lower") return CharacterSet(U'a', U'z');
    if (name == "Upper") return CharacterSet(U'A', U'Z');
    if (name == "ASCII") return CharacterSet(0, 0x7F);
    if (name == "Alpha") return letters();
    if (name == "Digit") return CharacterSet(U'0', U'9');
    if (name == "Alnum") return letters().add(U'0', U'9');
    if (name == "Graph") return CharacterSet(U'!', U'~');
    if (name == "Punct") return CharacterSet(U'!', U'~').remove(letters().add(U'0', U'9'));
    if (name == "Print") return CharacterSet(U' ', U'~');
    if (name == "Blank") return CharacterSet(U' ', U' ').add(U'\t', U'\t');
    if (name == "Cntrl") return CharacterSet(0, 0x1F).add(0x7F, 0x7F);
    if (name == "XDigit") return CharacterSet(U'0', U'9').add(U'a', U'f').add(U'A', U'F');
    if (name == "Space") return CharacterSet(U'\t', U'\r').add(U' ', U' ');
    return std::nullopt;
}

std::optional<CharacterSet> java_property(const std::string& name) {
    if (auto set = posix_class(name)) return set;
    if (name.starts_with("java")) return CharacterSet::of_property(name.substr(4));
    for (const char* prefix : {"block=", "blk="})
        if (name.starts_with(prefix)) return CharacterSet::of_block(name.substr(std::string(prefix).size()));
    for (const char* prefix : {"script=", "sc="})
        if (name.starts_with(prefix)) return CharacterSet::of_script(name.substr(std::string(prefix).size()));
    if (name.starts_with("In")) return CharacterSet::of_block(name.substr(2));
    if (!name.starts_with("Is")) return std::nullopt;
    const std::string rest = name.substr(2);
    if (std::ranges::find(categories, rest) != categories.end()) return CharacterSet::of_category(rest);
    if (auto set = CharacterSet::of_script(rest)) return set;
    return CharacterSet::of_property(rest);
}

// \p{Lu}, \p{IsGreek}; in Java \pL too. The p has been read.
Escaped read_property(PatternCursor& pattern, RegexDialect dialect, bool is_negated) {
    std::string name;
    if (pattern.accept(U'{')) {
        const auto [inside, is_closed] = pattern.take_until(U"}");
        if (!is_closed) return refused("the regular expression has no } for its \\p{");
        for (const char32_t character : inside) name += to_utf8(character);
    } else if (dialect == RegexDialect::java && !pattern.at_end()) {
        name = to_utf8(pattern.take());
    } else {
        return refused("in the regular expression a { is missing behind \\p: write it like \\p{Lu}");
    }
    std::optional<CharacterSet> set;
    if (std::ranges::find(categories, name) != categories.end())
        set = CharacterSet::of_category(name);
    else if (dialect == RegexDialect::java)
        set = java_property(name);
    else if (name.starts_with("Is"))
        set = CharacterSet::of_block(name.substr(2));
    if (!set) return refused("the regular expression names no class of characters with \\p{" + name + "}");
    return many(is_negated ? complement(std::move(*set)) : std::move(*set));
}

int hexadecimal(char32_t digit) {
    if (digit >= U'0' && digit <= U'9') return static_cast<int>(digit - U'0');
    if (digit >= U'a' && digit <= U'f') return static_cast<int>(digit - U'a') + 10;
    if (digit >= U'A' && digit <= U'F') return static_cast<int>(digit - U'A') + 10;
    return -1;
}

Escaped read_code(PatternCursor& pattern, std::size_t digits) {
    const bool in_braces = digits == 2 && pattern.accept(U'{');
    char32_t code = 0;
    std::size_t read = 0;
    for (; in_braces ? !pattern.at_end() && pattern.peek() != U'}' : read < digits; ++read) {
        const int digit = pattern.at_end() ? -1 : hexadecimal(pattern.take());
        code = code * 16 + static_cast<char32_t>(digit);
        if (digit < 0 || code > last_character)
            return refused("the regular expression has a character code that is none: write it like \\u00e4");
    }
    if (read == 0 || (in_braces && !pattern.accept(U'}')))
        return refused("the regular expression has a character code without an end: write it like \\x{e4}");
    return one(code);
}

Escaped read_octal(PatternCursor& pattern) {
    char32_t code = 0;
    std::size_t digits = 0;
    while (digits < 3 && pattern.peek() >= U'0' && pattern.peek() <= U'7' && code * 8 + 7 <= 0xFF + 7U) {
        code = code * 8 + (pattern.take() - U'0');
        ++digits;
    }
    if (digits == 0 || code > 0xFF) return refused("the regular expression has \\0 without a number in octal digits");
    return one(code);
}

std::optional<char32_t> control(char32_t letter, RegexDialect dialect) {
    if (letter == U'n') return U'\n';
    if (letter == U'r') return U'\r';
    if (letter == U't') return U'\t';
    if (dialect == RegexDialect::xpath) return std::nullopt;
    if (letter == U'f') return U'\f';
    if (letter == U'a') return U'\a';
    if (letter == U'e') return U'\x1B';
    return std::nullopt;
}

bool is_letter_or_digit(char32_t character) {
    return (character >= U'a' && character <= U'z') || (character >= U'A' && character <= U'Z') ||
           (character >= U'0' && character <= U'9');
}

// What stands for itself behind a \.
bool is_escapable(char32_t character, RegexDialect dialect) {
    if (dialect == RegexDialect::java) return !is_letter_or_digit(character);
    return std::u32string_view(U"\\|.?*+(){}-[]^$").find(character) != std::u32string_view::npos;
}

Escaped unknown(char32_t letter) {
    const std::string shown = "\\" + to_utf8(letter);
    if (letter >= U'1' && letter <= U'9')
        return refused("the regular expression refers back with " + shown + ", which cannot be matched in linear time");
    return refused("the regular expression has the escape " + shown + ", which means nothing");
}

}  // namespace

Result<Escape, std::string> read_escape(PatternCursor& pattern, RegexDialect dialect) {
    if (pattern.at_end()) return refused("the regular expression ends with a \\");
    const char32_t letter = pattern.take();
    if (letter == U'p' || letter == U'P') return read_property(pattern, dialect, letter == U'P');
    const auto class_of = dialect == RegexDialect::java ? java_class : xpath_class;
    if (auto set = class_of(letter)) return many(std::move(*set));
    if (letter >= U'A' && letter <= U'Z')
        if (auto set = class_of(letter - U'A' + U'a')) return many(complement(std::move(*set)));
    if (const auto character = control(letter, dialect)) return one(*character);
    if (is_escapable(letter, dialect)) return one(letter);
    if (dialect == RegexDialect::java) {
        if (letter == U'x') return read_code(pattern, 2);
        if (letter == U'u') return read_code(pattern, 4);
        if (letter == U'0') return read_octal(pattern);
        if (letter == U'c' && pattern.peek() < 0x80 && !pattern.at_end()) return one(pattern.take() ^ 64U);
    }
    return unknown(letter);
}

CharacterSet within_line(RegexDialect dialect) {
    CharacterSet ends = CharacterSet(U'\n', U'\n').add(U'\r', U'\r');
    if (dialect == RegexDialect::java) ends.add(0x85, 0x85).add(0x2028, 0x2029);
    return complement(std::move(ends));
}

std::string to_utf8(char32_t character) {
    const auto tail = [&](int shift) { return static_cast<char>(0x80U | (character >> shift & 0x3FU)); };
    if (character < 0x80) return {static_cast<char>(character)};
    if (character < 0x800) return {static_cast<char>(0xC0U | character >> 6), tail(0)};
    if (character < 0x10000) return {static_cast<char>(0xE0U | character >> 12), tail(6), tail(0)};
    return {static_cast<char>(0xF0U | character >> 18), tail(12), tail(6), tail(0)};
}

}  // namespace pavane::expression::regex
