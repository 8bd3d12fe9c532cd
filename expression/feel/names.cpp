#include "expression/feel/names.hpp"

#include <algorithm>

#include "expression/feel/characters.hpp"

namespace pavane::expression::feel {
namespace {

bool is_operator(char c) { return c == '.' || c == '/' || c == '-' || c == '\'' || c == '+' || c == '*'; }

}  // namespace

std::optional<std::size_t> matched_length(std::string_view text, std::string_view normalized) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < normalized.size(); ++i) {
        const char wanted = normalized[i];
        if (wanted == ' ' || (i > 0 && (is_operator(wanted) || is_operator(normalized[i - 1])))) {
            const std::size_t spaces = space_length(text.substr(at));
            at += spaces;
            if (wanted == ' ') {
                if (spaces == 0) return std::nullopt;
                continue;
            }
        }
        if (at >= text.size() || text[at] != wanted) return std::nullopt;
        ++at;
    }
    const bool ends = is_operator(normalized.back()) || parts_length(text.substr(at)) == 0;
    return ends ? std::optional(at) : std::nullopt;
}

std::string normalized_name(std::string_view name) {
    std::string normalized;
    while (!name.empty()) {
        const std::size_t spaces = space_length(name);
        name.remove_prefix(spaces);
        if (name.empty()) break;
        const bool touches = normalized.empty() || is_operator(normalized.back()) || is_operator(name.front());
        if (spaces != 0 && !touches) normalized += ' ';
        normalized += name.front();
        name.remove_prefix(1);
    }
    return normalized;
}

void KnownNames::add(std::string_view name) {
    std::string normalized = normalized_name(name);
    if (normalized.empty()) return;
    auto& names = by_first_[normalized.front()];
    if (std::ranges::any_of(names, [&](const Name& n) { return n.normalized == normalized; })) return;
    const auto place =
        std::ranges::find_if(names, [&](const Name& n) { return n.normalized.size() < normalized.size(); });
    names.insert(place, Name{std::string(name), std::move(normalized)});
}

void KnownNames::add(const KnownNames& other) {
    for (const auto& [first, names] : other.by_first_)
        for (const Name& name : names) add(name.as_added);
}

bool KnownNames::contains(std::string_view name) const {
    const auto match = longest(name);
    return match && match->length == name.size();
}

std::optional<KnownNames::Match> KnownNames::longest(std::string_view text) const {
    if (text.empty()) return std::nullopt;
    const auto names = by_first_.find(text.front());
    if (names == by_first_.end()) return std::nullopt;
    for (const Name& name : names->second)
        if (const auto length = matched_length(text, name.normalized)) return Match{name.as_added, *length};
    return std::nullopt;
}

}  // namespace pavane::expression::feel
