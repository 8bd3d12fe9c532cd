// Regular expressions in linear time, in the two dialects that expressions are written in. What cannot be matched in
// linear time (looking around, back-references, possessive quantifiers) is refused with a sentence. Text that is not
// UTF-8 does no harm: what is broken in it matches nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/result.hpp"

namespace pavane::expression {

enum class RegexDialect : std::uint8_t {
    java,   // java.util.regex.Pattern: \d, \w, \s and \b mean ASCII; $ is the end of the text and never before it
    xpath,  // XPath and XQuery Functions 3.1 §5.6, on XML Schema Part 2 §G: what FEEL uses
};

// What searching may cost, in bytes looked at, each counted once for every 16 positions of the pattern. Every search
// takes from it; give the same one to several that are to be bounded together.
struct RegexBudget {
    std::size_t left = 500'000'000;  // about a second
};

// Immutable; copies share the compiled form; safe to use from several threads.
class Regex {
  public:
    // `flags` are letters of XPath Functions 3.1 §5.6.2: s (. matches line ends too), m (^ and $ match at lines),
    // i (case does not matter), x (blanks outside of [] are left out), q (everything stands for itself); in Java they
    // stand in the pattern, as (?i). Patterns are up to 10 kB long.
    static Result<Regex, std::string> compile(RegexDialect dialect, std::string_view pattern,
                                              std::string_view flags = {});

    // Each fails when text and pattern together are too large for the budget.

    // Somewhere in the text, as XPath's matches.
    Result<bool, std::string> finds(std::string_view text, RegexBudget& budget) const;
    // The whole of the text, as Java's matches.
    Result<bool, std::string> matches(std::string_view text, RegexBudget& budget) const;

    // Every match replaced. $1 to $N in the replacement are what the groups have matched, $0 the match; \$ and \\ are
    // $ and \. In Java also ${name}, and an unknown group is an error; in XPath it is empty, and a pattern that matches
    // the empty text is an error. A result larger than `most_bytes` is an error.
    Result<std::string, std::string> replace(std::string_view text, std::string_view replacement,
                                             std::size_t most_bytes, RegexBudget& budget) const;

    // Only the first match replaced.
    Result<std::string, std::string> replace_first(std::string_view text, std::string_view replacement,
                                                   std::size_t most_bytes, RegexBudget& budget) const;

    // What is between the matches: one part more than there are matches, empty ones included. In XPath a pattern that
    // matches the empty text is an error; in Java an empty match at the begin separates nothing. More parts than
    // `most_parts` are an error.
    Result<std::vector<std::string>, std::string> split(std::string_view text, std::size_t most_parts,
                                                        RegexBudget& budget) const;

    // At most so many parts (one or more), the last of which is all of the rest.
    Result<std::vector<std::string>, std::string> split_off(std::string_view text, std::size_t parts,
                                                            RegexBudget& budget) const;

    // With a budget of their own.
    Result<bool, std::string> finds(std::string_view text) const;
    Result<bool, std::string> matches(std::string_view text) const;
    Result<std::string, std::string> replace(std::string_view text, std::string_view replacement,
                                             std::size_t most_bytes) const;
    Result<std::vector<std::string>, std::string> split(std::string_view text, std::size_t most_parts) const;

    // Every match, from left to right. More than `most_matches` are an error.
    Result<std::vector<std::string>, std::string> find_all(std::string_view text, std::size_t most_matches) const;

    // What one search of a text of so many bytes may cost, in bytes that are looked at: for those who count.
    std::size_t work(std::size_t text_bytes) const;
    // The instructions it is made of.
    std::size_t size() const;
    // What making it has cost, in the same bytes: about 4 us for an instruction, however short the pattern was
    // ("\\p{L}{60}" takes 20 ms).
    std::size_t making_work() const;
    // The same of one that could not be made: that it is too large is only known when it is.
    static constexpr std::size_t failed_work = 1'000'000;

  private:
    using Parts = std::vector<std::string>;
    struct Compiled;
    explicit Regex(std::shared_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}

    Result<std::string, std::string> replaced(std::string_view text, std::string_view replacement,
                                              std::size_t most_bytes, bool only_first, RegexBudget& budget) const;
    Result<Parts, std::string> parts_of(std::string_view text, std::size_t most_parts, bool keeps_rest,
                                        RegexBudget& budget) const;

    std::shared_ptr<const Compiled> compiled_;
};

}  // namespace pavane::expression
