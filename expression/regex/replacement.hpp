// The replacement text of a regular expression, read once. Private to this folder.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "expression/regex/regex.hpp"

namespace pavane::expression::regex {

// Plain text, then what a group has matched, if `group` is not negative.
struct ReplacementPart {
    std::string text;
    int group = -1;
};

// `groups` is how many there are, `names` the numbers of those that have one. $12 is the first group and a 2 where
// there is no twelfth.
Result<std::vector<ReplacementPart>, std::string> read_replacement(RegexDialect dialect, std::string_view text,
                                                                   int groups, const std::map<std::string, int>& names);

}  // namespace pavane::expression::regex
