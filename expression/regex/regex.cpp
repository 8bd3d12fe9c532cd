#include "expression/regex/regex.hpp"

#include <re2/re2.h>

#include "expression/regex/replacement.hpp"
#include "expression/regex/translate.hpp"
#include "foundation/utf8.hpp"

namespace pavane::expression {
namespace {

constexpr std::size_t max_pattern_bytes = std::size_t{10} * 1024;
constexpr std::int64_t max_memory_bytes = std::int64_t{8} * 1024 * 1024;
constexpr std::size_t positions_per_unit = 16;
constexpr std::size_t work_of_an_instruction = 128;
constexpr std::size_t max_short_width = 1'000;

using Done = Result<void, std::string>;

tl::unexpected<std::string> too_much_work() {
    return unexpected(std::string("the regular expression and the text are too large together"));
}

RE2::Options options() {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(max_memory_bytes);
    return options;
}

struct FlagsAndPattern {
    regex::Flags flags;
    std::string pattern;
};

Result<FlagsAndPattern, std::string> read_flags(std::string_view pattern, std::string_view letters) {
    FlagsAndPattern read;
    for (const char letter : letters) {
        if (letter == 's')
            read.flags.dot_matches_line_ends = true;
        else if (letter == 'm')
            read.flags.is_multiline = true;
        else if (letter == 'i')
            read.flags.ignores_case = true;
        else if (letter != 'x' && letter != 'q')
            return unexpected(std::string("the flags of a regular expression are s, m, i, x and q"));
    }
    const bool is_literal = letters.find('q') != letters.npos;
    const bool is_spaced = !is_literal && letters.find('x') != letters.npos;
    read.pattern =
        is_literal ? regex::escaped(pattern) : (is_spaced ? regex::without_blanks(pattern) : std::string(pattern));
    return read;
}

}  // namespace

struct Regex::Compiled {
    Compiled(RegexDialect of_dialect, const regex::Translation& translation)
        : dialect(of_dialect), extent(translation.extent), re2(translation.text, options()) {}

    std::size_t cost_of_a_byte() const { return 1 + extent.positions / positions_per_unit; }

    // Takes from the budget what one search of so many bytes costs at the most.
    Done spend(std::size_t bytes, RegexBudget& budget) const {
        if (bytes > budget.left / cost_of_a_byte()) return too_much_work();
        budget.left -= bytes * cost_of_a_byte();
        return {};
    }

    bool search(std::string_view text, RE2::Anchor anchor) const {
        return re2.Match({text.data(), text.size()}, 0, text.size(), anchor, nullptr, 0);
    }

    bool matches_empty_text() const { return search("", RE2::ANCHOR_BOTH); }

    // Calls `visit(match)` with the groups of every match, from left to right; a match is as long as the text and lies
    // in it. It ends when `visit` gives false or an error. An empty match stands where the one before it ended, or
    // behind.
    template <class Visit>
    Done each_match(std::string_view text, RegexBudget& budget, Visit visit) const;

    RegexDialect dialect;
    regex::Extent extent;
    RE2 re2;
};

template <class Visit>
Done Regex::Compiled::each_match(std::string_view text, RegexBudget& budget, Visit visit) const {
    if (Done spent = spend(text.size(), budget); !spent) return spent;
    const re2::StringPiece all(text.data(), text.size());
    std::vector<re2::StringPiece> groups(static_cast<std::size_t>(re2.NumberOfCapturingGroups()) + 1);
    std::size_t from = 0;
    while (from <= text.size() &&
           re2.Match(all, from, text.size(), RE2::UNANCHORED, groups.data(), static_cast<int>(groups.size()))) {
        const auto begin = static_cast<std::size_t>(groups[0].data() - text.data());
        const std::size_t end = begin + groups[0].size();
        const Result<bool, std::string> goes_on = visit(begin, end, groups);
        if (!goes_on) return unexpected(goes_on.error());
        if (!*goes_on) return {};
        // A search for something short stops soon behind it; any other may have looked at all of the rest.
        const bool is_short = extent.width <= max_short_width;
        if (Done spent = spend(is_short ? end - from + extent.width : text.size() - from, budget); !spent) return spent;
        from = end;
        if (begin < end) continue;
        do ++from;
        while (from < text.size() && (static_cast<unsigned char>(text[from]) & 0xC0U) == 0x80U);
    }
    return {};
}

Result<Regex, std::string> Regex::compile(RegexDialect dialect, std::string_view pattern, std::string_view flags) {
    if (pattern.size() > max_pattern_bytes)
        return unexpected(std::string("the regular expression is longer than 10 kB"));
    if (!is_utf8(pattern)) return unexpected(std::string("the regular expression is not valid UTF-8"));
    auto read = read_flags(pattern, flags);
    if (!read) return unexpected(std::move(read.error()));
    read->flags.ignores_case_of_all_letters = dialect == RegexDialect::xpath;
    const auto translation = regex::translate(dialect, read->pattern, read->flags);
    if (!translation) return unexpected(translation.error());
    auto compiled = std::make_shared<Compiled>(dialect, *translation);
    if (compiled->re2.error_code() == RE2::ErrorPatternTooLarge || compiled->re2.error_code() == RE2::ErrorRepeatSize)
        return unexpected(std::string("the regular expression is too large"));
    if (!compiled->re2.ok()) return unexpected("the regular expression cannot be read: " + compiled->re2.error());
    return Regex(std::move(compiled));
}

Result<bool, std::string> Regex::finds(std::string_view text, RegexBudget& budget) const {
    if (Done spent = compiled_->spend(text.size(), budget); !spent) return unexpected(std::move(spent.error()));
    return compiled_->search(text, RE2::UNANCHORED);
}

Result<bool, std::string> Regex::matches(std::string_view text, RegexBudget& budget) const {
    if (Done spent = compiled_->spend(text.size(), budget); !spent) return unexpected(std::move(spent.error()));
    return compiled_->search(text, RE2::ANCHOR_BOTH);
}

Result<std::string, std::string> Regex::replaced(std::string_view text, std::string_view replacement,
                                                 std::size_t most_bytes, bool only_first, RegexBudget& budget) const {
    if (compiled_->matches_empty_text() && compiled_->dialect == RegexDialect::xpath)
        return unexpected(std::string("the regular expression matches the empty text, which cannot be replaced"));
    const RE2& re2 = compiled_->re2;
    const auto parts = regex::read_replacement(compiled_->dialect, replacement, re2.NumberOfCapturingGroups(),
                                               re2.NamedCapturingGroups());
    if (!parts) return unexpected(parts.error());
    std::string result;
    std::size_t kept = 0;
    const auto is_too_long = [&] { return result.size() > most_bytes; };
    const auto too_long = [] { return unexpected(std::string("the text would become too long")); };
    const auto replace_one = [&](std::size_t begin, std::size_t end, const auto& groups) -> Result<bool, std::string> {
        result.append(text.substr(kept, begin - kept));
        kept = end;
        for (const regex::ReplacementPart& part : *parts) {
            result.append(part.text);
            if (part.group < 0) continue;
            const re2::StringPiece& group = groups[static_cast<std::size_t>(part.group)];
            result.append(group.data() ? group.data() : "", group.size());
            if (is_too_long()) return too_long();
        }
        return is_too_long() ? Result<bool, std::string>(too_long()) : !only_first;
    };
    if (auto done = compiled_->each_match(text, budget, replace_one); !done) return unexpected(std::move(done.error()));
    result.append(text.substr(kept));
    if (is_too_long()) return too_long();
    return result;
}

Result<Regex::Parts, std::string> Regex::parts_of(std::string_view text, std::size_t most_parts, bool keeps_rest,
                                                  RegexBudget& budget) const {
    if (compiled_->matches_empty_text() && compiled_->dialect == RegexDialect::xpath)
        return unexpected(std::string("the regular expression matches the empty text, which separates nothing"));
    Parts parts;
    std::size_t kept = 0;
    const auto split_one = [&](std::size_t begin, std::size_t end, const auto&) -> Result<bool, std::string> {
        if (end == 0) return true;
        if (parts.size() + 1 == most_parts) {
            if (keeps_rest) return false;
            return unexpected(std::string("the text has too many parts"));
        }
        parts.emplace_back(text.substr(kept, begin - kept));
        kept = end;
        return true;
    };
    if (auto done = compiled_->each_match(text, budget, split_one); !done) return unexpected(std::move(done.error()));
    parts.emplace_back(text.substr(kept));
    return parts;
}

Result<std::string, std::string> Regex::replace(std::string_view text, std::string_view replacement,
                                                std::size_t most_bytes, RegexBudget& budget) const {
    return replaced(text, replacement, most_bytes, false, budget);
}

Result<std::string, std::string> Regex::replace_first(std::string_view text, std::string_view replacement,
                                                      std::size_t most_bytes, RegexBudget& budget) const {
    return replaced(text, replacement, most_bytes, true, budget);
}

Result<std::vector<std::string>, std::string> Regex::split(std::string_view text, std::size_t most_parts,
                                                           RegexBudget& budget) const {
    return parts_of(text, most_parts, false, budget);
}

Result<std::vector<std::string>, std::string> Regex::split_off(std::string_view text, std::size_t parts,
                                                               RegexBudget& budget) const {
    return parts_of(text, parts, true, budget);
}

Result<bool, std::string> Regex::finds(std::string_view text) const {
    RegexBudget budget;
    return finds(text, budget);
}

Result<bool, std::string> Regex::matches(std::string_view text) const {
    RegexBudget budget;
    return matches(text, budget);
}

Result<std::string, std::string> Regex::replace(std::string_view text, std::string_view replacement,
                                                std::size_t most_bytes) const {
    RegexBudget budget;
    return replace(text, replacement, most_bytes, budget);
}

Result<std::vector<std::string>, std::string> Regex::split(std::string_view text, std::size_t most_parts) const {
    RegexBudget budget;
    return split(text, most_parts, budget);
}

Result<std::vector<std::string>, std::string> Regex::find_all(std::string_view text, std::size_t most_matches) const {
    RegexBudget budget;
    Parts matches;
    const auto find_one = [&](std::size_t begin, std::size_t end, const auto&) -> Result<bool, std::string> {
        if (matches.size() == most_matches)
            return unexpected(std::string("the regular expression matches the text too often"));
        matches.emplace_back(text.substr(begin, end - begin));
        return true;
    };
    if (auto done = compiled_->each_match(text, budget, find_one); !done) return unexpected(std::move(done.error()));
    return matches;
}

std::size_t Regex::work(std::size_t text_bytes) const { return text_bytes * compiled_->cost_of_a_byte(); }

std::size_t Regex::making_work() const { return size() * work_of_an_instruction; }

std::size_t Regex::size() const { return static_cast<std::size_t>(compiled_->re2.ProgramSize()); }

}  // namespace pavane::expression
