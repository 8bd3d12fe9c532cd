// A script as those who run it are given it: its text, under a number.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "expression/evaluator.hpp"

namespace pavane::expression {

// It is read by whoever runs it first.
class Script final : public Program {
  public:
    explicit Script(std::string_view text) : text_(text) {}

    std::uint64_t number() const { return number_; }  // no other script of the process has it
    const std::string& text() const { return text_; }

  private:
    static inline std::atomic<std::uint64_t> last_number{0};

    const std::uint64_t number_ = ++last_number;
    const std::string text_;
};

// Of a text that nobody looks into now: one that cannot be read fails where it runs.
inline Expression unread_script(std::string_view text) {
    return Expression{Language::javascript, std::string(text), std::make_shared<const Script>(text)};
}

}  // namespace pavane::expression
