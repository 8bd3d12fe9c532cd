// A small list of words that are known, found without looking at each.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pavane {

class SortedWords {
  public:
    // Words with spaces between them, in any order.
    explicit SortedWords(std::string_view text);

    bool contains(std::string_view word) const;
    const std::vector<std::string>& all() const { return words_; }

  private:
    std::vector<std::string> words_;
};

}  // namespace pavane
