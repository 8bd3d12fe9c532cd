// Scripts as they are handed to those who run them (expression/script.hpp), and the limits they run under.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "expression/script.hpp"

namespace pavane::expression {

struct ScriptSyntaxError {
    std::string message;  // a plain sentence without the position
    std::uint32_t line = 1;
    std::uint32_t column = 1;  // 1-based, in UTF-16 units
};

struct ScriptLimits {
    Milliseconds time{200};                              // of the processor
    std::size_t memory_bytes = std::size_t{64} << 20;    // that a script may add
    std::size_t text_bytes = std::size_t{64} << 10;      // of a script
    std::size_t produced_bytes = std::size_t{16} << 20;  // of text in its result and its changes
    std::size_t produced_values = 500'000;               // in them
    std::size_t waiting = 2'000;                         // scripts that have not begun; more are turned away
};

// A script as it is run. It is read by who runs it first.
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
