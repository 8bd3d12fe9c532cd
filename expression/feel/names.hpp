// The names that a parser must know to read them: FEEL names may hold spaces and operators ("Monthly Salary", "a+b",
// "date and time"), so that only who knows the name can tell where it ends (DMN 1.5 §10.3.1.2).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pavane::expression::feel {

class KnownNames {
  public:
    // Spaces around operators and more than one space do not count; the name that was added first is what is found.
    void add(std::string_view name);
    void add(const KnownNames& other);

    bool contains(std::string_view name) const;

    struct Match {
        std::string_view name;   // as it was added; lives until the next add
        std::size_t length = 0;  // bytes of the text
    };
    // The longest known name that the text begins with and that ends where a word of the text ends.
    std::optional<Match> longest(std::string_view text) const;

  private:
    // A branch of the tree of normalized names: thousands of names cost no more than the one that is looked for.
    struct Branch {
        std::string edge;                                    // what it adds to the branch before it
        std::vector<std::pair<char, std::size_t>> branches;  // by the first byte of their edges
        std::optional<std::size_t> name;                     // that ends here: an index of as_added_
    };
    // Where a walk from the root stands: `matched` bytes of a branch's edge are behind it.
    struct Place {
        std::size_t branch = 0;
        std::size_t matched = 0;
    };

    bool advance(Place& place, char next) const;
    std::size_t branch_for(std::string_view normalized);
    std::size_t split(std::size_t branch, std::size_t at);

    std::vector<std::string> as_added_;
    std::vector<Branch> tree_{Branch{}};  // the root first
};

// How many bytes of the text are that normalized name; nothing if it does not begin with it.
std::optional<std::size_t> matched_length(std::string_view text, std::string_view normalized);

// The name with one space where it has any, and none beside an operator.
std::string normalized_name(std::string_view name);

}  // namespace pavane::expression::feel
