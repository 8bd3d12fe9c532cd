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

bool KnownNames::advance(Place& place, char next) const {
    if (place.matched == tree_[place.branch].edge.size()) {
        const auto& branches = tree_[place.branch].branches;
        const auto found = std::ranges::find(branches, next, [](const auto& each) { return each.first; });
        if (found == branches.end()) return false;
        place = {found->second, 1};
        return true;
    }
    if (tree_[place.branch].edge[place.matched] != next) return false;
    ++place.matched;
    return true;
}

// The branch then ends at `at`, and what it held is the one branch behind it, whose index is returned.
std::size_t KnownNames::split(std::size_t branch, std::size_t at) {
    const std::size_t rest = tree_.size();
    tree_.push_back(Branch{tree_[branch].edge.substr(at), std::move(tree_[branch].branches),
                           std::exchange(tree_[branch].name, {})});
    tree_[branch].edge.resize(at);
    tree_[branch].branches = {{tree_[rest].edge.front(), rest}};
    return rest;
}

// The branch at whose end the name stands, made if there is none.
std::size_t KnownNames::branch_for(std::string_view normalized) {
    Place place;
    std::size_t known = 0;
    while (known < normalized.size() && advance(place, normalized[known])) ++known;
    if (place.matched < tree_[place.branch].edge.size()) split(place.branch, place.matched);
    if (known == normalized.size()) return place.branch;
    const std::size_t made = tree_.size();
    tree_.push_back(Branch{std::string(normalized.substr(known)), {}, std::nullopt});
    tree_[place.branch].branches.emplace_back(normalized[known], made);
    return made;
}

void KnownNames::add(std::string_view name) {
    const std::string normalized = normalized_name(name);
    if (normalized.empty()) return;
    Branch& branch = tree_[branch_for(normalized)];
    if (branch.name) return;
    branch.name = as_added_.size();
    as_added_.emplace_back(name);
}

void KnownNames::add(const KnownNames& other) {
    for (const std::string& name : other.as_added_) add(name);
}

bool KnownNames::contains(std::string_view name) const {
    const auto match = longest(name);
    return match && match->length == name.size();
}

// The text is normalized while it is walked: a space before or behind an operator does not count, any other counts
// once.
std::optional<KnownNames::Match> KnownNames::longest(std::string_view text) const {
    std::optional<Match> best;
    if (space_length(text) != 0) return best;
    Place place;
    char last = '.';  // nothing stands before the text that a space could be kept from
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t spaces = space_length(text.substr(at));
        at += spaces;
        if (at == text.size()) break;
        if (spaces != 0 && !is_operator(last) && !is_operator(text[at]) && !advance(place, ' ')) break;
        last = text[at];
        if (!advance(place, last)) break;
        ++at;
        const Branch& branch = tree_[place.branch];
        if (!branch.name || place.matched != branch.edge.size()) continue;
        if (is_operator(last) || parts_length(text.substr(at)) == 0) best = Match{as_added_[*branch.name], at};
    }
    return best;
}

}  // namespace pavane::expression::feel
