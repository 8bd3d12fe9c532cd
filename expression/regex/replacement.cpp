#include "expression/regex/replacement.hpp"

namespace pavane::expression::regex {
namespace {

using Parts = std::vector<ReplacementPart>;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The group whose number is next; nothing is read behind the largest number that is a group's.
int take_group(std::string_view text, std::size_t& at, int groups) {
    int group = text[at++] - '0';
    while (at < text.size() && is_digit(text[at]) && group * 10 + (text[at] - '0') <= groups)
        group = group * 10 + (text[at++] - '0');
    return group;
}

}  // namespace

Result<Parts, std::string> read_replacement(RegexDialect dialect, std::string_view text, int groups,
                                            const std::map<std::string, int>& names) {
    const bool is_java = dialect == RegexDialect::java;
    Parts parts{{}};
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at++];
        if (c == '\\') {
            if (at == text.size() || (!is_java && text[at] != '\\' && text[at] != '$'))
                return unexpected(std::string("the replacement has a \\ that is not in front of \\ or $"));
            parts.back().text.push_back(text[at++]);
        } else if (c != '$') {
            parts.back().text.push_back(c);
        } else if (at < text.size() && is_digit(text[at])) {
            const int group = take_group(text, at, groups);
            if (group > groups && is_java)
                return unexpected("the replacement names the group " + std::to_string(group) +
                                  ", and the regular expression has " + std::to_string(groups));
            if (group > groups) continue;
            parts.back().group = group;
            parts.emplace_back();
        } else if (is_java && at < text.size() && text[at] == '{') {
            const std::size_t end = text.find('}', at);
            const auto found = names.find(std::string(text.substr(at + 1, end == text.npos ? 0 : end - at - 1)));
            if (found == names.end())
                return unexpected(
                    std::string("the replacement names a group that the regular expression does not have"));
            parts.back().group = found->second;
            parts.emplace_back();
            at = end + 1;
        } else {
            return unexpected(std::string("the replacement has a $ that names no group: write a $ as \\$"));
        }
    }
    return parts;
}

}  // namespace pavane::expression::regex
