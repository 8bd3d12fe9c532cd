// The names that a parser must know to read them: FEEL names may hold spaces and operators ("Monthly Salary", "a+b",
// "date and time"), so that only who knows the name can tell where it ends (DMN 1.5 §10.3.1.2).
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
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
    struct Name {
        std::string as_added;
        std::string normalized;
    };
    // By the first byte, the longest first.
    std::map<char, std::vector<Name>> by_first_;
};

// How many bytes of the text are that normalized name; nothing if it does not begin with it.
std::optional<std::size_t> matched_length(std::string_view text, std::string_view normalized);

// The name with one space where it has any, and none beside an operator.
std::string normalized_name(std::string_view name);

}  // namespace pavane::expression::feel
