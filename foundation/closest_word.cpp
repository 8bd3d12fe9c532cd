#include "foundation/closest_word.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace pavane {

namespace {

constexpr std::size_t longest_word = 64;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// How many letters must be added, left out, changed or swapped with their neighbour (optimal string alignment).
std::size_t distance(std::string_view from, std::string_view to) {
    std::array<std::size_t, longest_word + 1> before_last{};
    std::array<std::size_t, longest_word + 1> last{};
    std::array<std::size_t, longest_word + 1> current{};
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t row = 1; row <= from.size(); ++row) {
        current[0] = row;
        for (std::size_t column = 1; column <= to.size(); ++column) {
            const bool same = lower(from[row - 1]) == lower(to[column - 1]);
            current[column] = std::min({last[column] + 1, current[column - 1] + 1, last[column - 1] + (same ? 0 : 1)});
            const bool swapped = row > 1 && column > 1 && lower(from[row - 1]) == lower(to[column - 2]) &&
                                 lower(from[row - 2]) == lower(to[column - 1]);
            if (swapped) current[column] = std::min(current[column], before_last[column - 2] + 1);
        }
        before_last = last;
        last = current;
    }
    return last[to.size()];
}

}  // namespace

std::string_view closest_word(std::string_view word, std::span<const std::string> known, std::size_t most_wrong) {
    if (word.size() > longest_word) return {};
    std::string_view closest;
    // Of very short words none may be wrong but their case.
    std::size_t allowed = std::min(word.size() / 3, most_wrong);
    for (const std::string& candidate : known) {
        if (candidate.empty() || candidate.size() > longest_word || candidate == word) continue;
        // Each letter that one has more is wrong.
        if (std::max(candidate.size(), word.size()) - std::min(candidate.size(), word.size()) > allowed) continue;
        const std::size_t wrong = distance(word, candidate);
        if (wrong > allowed || (!closest.empty() && wrong == allowed)) continue;
        closest = candidate;
        allowed = wrong;
    }
    return closest;
}

bool is_nearly(std::string_view word, std::string_view known) {
    const std::string one(known);
    return !closest_word(word, std::span(&one, 1)).empty();
}

std::string did_you_mean(std::string_view word, std::span<const std::string> known, std::size_t most_wrong) {
    const std::string_view closest = closest_word(word, known, most_wrong);
    return closest.empty() ? "" : "; did you mean '" + std::string(closest) + "'?";
}

}  // namespace pavane
