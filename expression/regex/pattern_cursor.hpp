// Reads a pattern from left to right, character by character. Private to this folder.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace pavane::expression::regex {

class PatternCursor {
  public:
    explicit PatternCursor(std::u32string pattern) : pattern_(std::move(pattern)) {}

    bool at_end() const { return position_ == pattern_.size(); }
    char32_t peek(std::size_t ahead = 0) const {
        return position_ + ahead < pattern_.size() ? pattern_[position_ + ahead] : U'\0';
    }
    // Only where there is a next one.
    char32_t take() { return pattern_[position_++]; }

    bool accept(char32_t expected) {
        if (at_end() || pattern_[position_] != expected) return false;
        ++position_;
        return true;
    }
    bool accept(std::u32string_view expected) {
        if (rest().substr(0, expected.size()) != expected) return false;
        position_ += expected.size();
        return true;
    }
    // The text up to `end`, which is read too; the rest if there is no such end, and then found is false.
    std::pair<std::u32string_view, bool> take_until(std::u32string_view end) {
        const std::u32string_view ahead = rest();
        const std::size_t at = ahead.find(end);
        const bool found = at != std::u32string_view::npos;
        position_ += found ? at + end.size() : ahead.size();
        return {ahead.substr(0, at), found};
    }

  private:
    std::u32string_view rest() const { return std::u32string_view(pattern_).substr(position_); }

    std::u32string pattern_;
    std::size_t position_ = 0;
};

}  // namespace pavane::expression::regex
