// Reads a short text from left to right: what the readers of dates, durations and cron fields share.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "foundation/utf8.hpp"

namespace pavane::expression {

class TextCursor {
  public:
    explicit TextCursor(std::string_view text) : text_(text) {}

    bool at_end() const { return position_ == text_.size(); }
    char peek() const { return at_end() ? '\0' : text_[position_]; }
    std::string_view rest() const { return text_.substr(position_); }
    void skip(std::size_t count) { position_ += count; }

    bool accept(char expected) {
        if (peek() != expected || at_end()) return false;
        ++position_;
        return true;
    }

    // One to `most` digits as a number; nothing (and nothing read) if there is none or are more.
    std::optional<std::int64_t> number(std::size_t most) {
        const std::size_t count = digits_ahead();
        if (count == 0 || count > most) return std::nullopt;
        std::int64_t value = 0;
        for (std::size_t i = 0; i < count; ++i) value = value * 10 + (text_[position_++] - '0');
        return value;
    }

    // Exactly `count` digits as a number.
    std::optional<int> digits(std::size_t count) {
        if (digits_ahead() < count) return std::nullopt;
        int value = 0;
        for (std::size_t i = 0; i < count; ++i) value = value * 10 + (text_[position_++] - '0');
        return value;
    }

    // The fraction of a second whose digits (one to nine) are next, in milliseconds; what is finer is cut off.
    std::optional<int> fraction_ms() {
        const std::size_t count = digits_ahead();
        if (count == 0 || count > 9) return std::nullopt;
        int value = 0;
        for (std::size_t i = 0; i < 3; ++i) value = value * 10 + (i < count ? text_[position_ + i] - '0' : 0);
        position_ += count;
        return value;
    }

  private:
    std::size_t digits_ahead() const {
        std::size_t count = 0;
        while (position_ + count < text_.size() && text_[position_ + count] >= '0' && text_[position_ + count] <= '9')
            ++count;
        return count;
    }

    std::string_view text_;
    std::size_t position_ = 0;
};

// The text in quotes for a message, its end left out if it is long.
inline std::string quoted(std::string_view text) {
    constexpr std::size_t shown_bytes = 60;
    return "'" + beginning_of(text, shown_bytes) + "'";
}

}  // namespace pavane::expression
