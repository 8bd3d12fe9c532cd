#include "foundation/sorted_words.hpp"

#include <algorithm>

namespace pavane {

SortedWords::SortedWords(std::string_view text) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (end > 0) words_.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    std::ranges::sort(words_);
}

bool SortedWords::contains(std::string_view word) const {
    return std::ranges::binary_search(words_, word, std::less<>());
}

}  // namespace pavane
