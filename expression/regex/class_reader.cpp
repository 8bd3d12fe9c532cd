#include "expression/regex/class_reader.hpp"

namespace pavane::expression::regex {
namespace {

using Read = Result<CharacterSet, std::string>;
using Done = Result<void, std::string>;

constexpr std::size_t max_class_depth = 100;
constexpr std::size_t max_folded_characters = 20'000;

tl::unexpected<std::string> open_bracket() { return refused("the regular expression has no ] for its ["); }

class ClassReader {
  public:
    ClassReader(PatternCursor& pattern, RegexDialect dialect, Folding folding, std::size_t depth)
        : pattern_(pattern),
          is_java_(dialect == RegexDialect::java),
          dialect_(dialect),
          folding_(folding),
          depth_(depth) {}

    Read read();

  private:
    Done read_members(CharacterSet& members);
    Done read_member(CharacterSet& members);
    Done read_range_from(char32_t first, CharacterSet& members);
    Result<char32_t, std::string> range_end();
    bool is_at_end_of_operand() const {
        return pattern_.peek() == U']' || (is_java_ && pattern_.peek() == U'&' && pattern_.peek(1) == U'&');
    }
    bool is_at_subtraction() const { return !is_java_ && pattern_.peek() == U'-' && pattern_.peek(1) == U'['; }

    PatternCursor& pattern_;
    const bool is_java_;
    const RegexDialect dialect_;
    const Folding folding_;
    const std::size_t depth_;
};

Read ClassReader::read() {
    if (depth_ >= max_class_depth) return refused("the regular expression is nested more than 100 levels deep");
    const bool is_negated = pattern_.accept(U'^');
    if (pattern_.peek() == U']') return refused("the regular expression has an empty class []: escape a ] with \\");
    CharacterSet set;
    if (auto read = read_members(set); !read) return unexpected(std::move(read.error()));
    while (is_java_ && pattern_.accept(U"&&")) {
        CharacterSet right;
        if (auto read = read_members(right); !read) return unexpected(std::move(read.error()));
        set.retain(right);
    }
    if (is_negated) set.complement();
    if (is_at_subtraction()) {
        pattern_.accept(U"-[");
        const auto subtracted = read_class(pattern_, dialect_, folding_, depth_ + 1);
        if (!subtracted) return subtracted;
        set.remove(*subtracted);
    }
    if (!pattern_.accept(U']')) return open_bracket();
    return set;
}

Done ClassReader::read_members(CharacterSet& members) {
    while (!is_at_end_of_operand() && !is_at_subtraction()) {
        if (pattern_.at_end()) return open_bracket();
        if (auto read = read_member(members); !read) return read;
    }
    return {};
}

Done ClassReader::read_member(CharacterSet& members) {
    const char32_t next = pattern_.take();
    if (next == U'[') {
        if (!is_java_) return refused("the regular expression has a [ inside of [ ]: escape it with \\");
        const auto nested = read_class(pattern_, dialect_, folding_, depth_ + 1);
        if (!nested) return unexpected(nested.error());
        members.add(*nested);
        return {};
    }
    if (next != U'\\') return read_range_from(next, members);
    auto escape = read_escape(pattern_, dialect_);
    if (!escape) return unexpected(std::move(escape.error()));
    if (escape->character) return read_range_from(*escape->character, members);
    members.add(escape->set);
    return {};
}

// A - at the begin, at the end or behind a range stands for itself.
Done ClassReader::read_range_from(char32_t first, CharacterSet& members) {
    char32_t last = first;
    const char32_t behind = pattern_.peek(1);
    if (pattern_.peek() == U'-' && behind != U']' && behind != U'[' && behind != U'\0') {
        pattern_.accept(U'-');
        const auto end = range_end();
        if (!end) return unexpected(end.error());
        last = *end;
    }
    if (last < first)
        return refused("the regular expression has the range " + to_utf8(first) + "-" + to_utf8(last) +
                       ", which ends before it begins");
    CharacterSet range(first, last);
    if (auto folded = fold(range, folding_); !folded) return folded;
    members.add(range);
    return {};
}

Result<char32_t, std::string> ClassReader::range_end() {
    const char32_t next = pattern_.take();
    if (next != U'\\') return next;
    const auto escape = read_escape(pattern_, dialect_);
    if (!escape) return unexpected(escape.error());
    if (!escape->character) return refused("the regular expression has a range that ends in a class");
    return *escape->character;
}

}  // namespace

Result<void, std::string> fold(CharacterSet& set, Folding folding) {
    if (folding == Folding::none) return {};
    if (folding == Folding::ascii) {
        set.add_other_ascii_case();
        return {};
    }
    if (set.size() > max_folded_characters)
        return refused("the regular expression has a range of more than 20,000 characters whose case is to be ignored");
    set.add_other_case();
    return {};
}

Result<CharacterSet, std::string> read_class(PatternCursor& pattern, RegexDialect dialect, Folding folding,
                                             std::size_t depth) {
    return ClassReader(pattern, dialect, folding, depth).read();
}

}  // namespace pavane::expression::regex
