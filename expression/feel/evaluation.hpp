// One evaluation: what it sees, what it may spend, and what it has to say. Functions written in C++ get it, and DMN
// evaluates the many small programs of a decision in one.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "expression/feel/feel.hpp"

namespace pavane::expression::feel {

// Or the expression itself wants no value: `assert`.
enum class LimitReached : std::uint8_t { steps, calls, bytes, depth, refused };

// A value (null where FEEL has an error), or the limit that ends the evaluation.
using Computed = Result<Value, LimitReached>;
using Allowed = Result<void, LimitReached>;

struct Patterns;  // defined by the functions that need it

class Evaluation {
  public:
    // Work is counted in units: a node that is evaluated costs a step of 256, reading costs 16 for a member of a list
    // or context and 1 for a byte of text.
    static constexpr std::size_t units_per_step = 256;
    static constexpr std::size_t units_per_item = 16;

    explicit Evaluation(const Scope& scope, const Limits& limits = {});
    ~Evaluation();  // adds what it has taken to units_evaluated()
    Evaluation(const Evaluation&) = delete;
    Evaluation& operator=(const Evaluation&) = delete;

    // Programs of compile and of compile_unary_tests (these give true, false or null).
    Computed run(const Program& program);
    Computed run(const Program& program, const Value& input);

    // Calls a function value with arguments in the order of its parameters. Null with a warning if it is no function or
    // takes another number of arguments.
    Computed call(const Value& function, std::span<const Value> arguments);

    const Scope& scope() const { return *scope_; }
    // Runs what follows in another scope; give back the old one when done.
    const Scope& exchange_scope(const Scope& scope) { return *std::exchange(scope_, &scope); }

    Allowed step() { return spend(units_per_step); }
    Allowed read_text(std::size_t bytes) { return spend(bytes); }
    Allowed read_items(std::size_t items) { return spend(items * units_per_item); }
    // Before memory is taken for a text or a list that may be large.
    Allowed produce(std::size_t bytes);

    // A value that was made here: counted, and refused if it nests deeper than max_depth.
    Computed produced(std::string text);
    Computed produced(List list);
    Computed produced(Context context);

    // How deep lists, contexts, ranges and functions nest in the value, 0 for any other; LimitReached::depth where that
    // is more than `most`. What is looked at is counted.
    Result<std::size_t, LimitReached> depth_of(const Value& value, std::size_t most = max_depth);

    // The evaluation ends with that sentence: for `assert`, which is to be noticed.
    unexpected<LimitReached> refused(std::string sentence);

    // The sentence for an EvaluationError: why this evaluation ended.
    std::string why(LimitReached limit) const;

    // FEEL's error: null, and the sentence among the warnings.
    Value null(std::string warning);
    const std::vector<std::string>& warnings() const { return warnings_; }
    // Says of the warnings from the `first` on where they arose: "PLACE: sentence".
    void place_warnings(std::size_t first, std::string_view place);
    // Forgets the warnings from the `first` on.
    void drop_warnings(std::size_t first) { warnings_.resize(first); }
    std::vector<std::string> take_warnings() { return std::move(warnings_); }

    // The regular expressions that were made here: making one again costs nothing. Empty until the first is made.
    std::shared_ptr<Patterns>& patterns() { return patterns_; }

    // A function that calls others brackets them: not deeper than Limits::calls. Its name may be empty.
    Allowed enter(std::string_view function);
    void leave() { --calls_; }

  private:
    friend class Machine;

    Allowed spend(std::size_t units) {
        if (units > units_left_) return unexpected(LimitReached::steps);
        units_left_ -= units;
        return {};
    }

    const Scope* scope_;
    std::size_t units_at_first_;
    std::size_t units_left_;
    std::size_t bytes_left_;
    std::size_t max_calls_;
    std::size_t calls_ = 0;
    std::size_t nodes_ = 0;  // that wait for each other: what bounds the stack
    std::string refusal_;
    std::string deepest_;  // the function that was one too many
    std::vector<std::string> warnings_;
    std::shared_ptr<Patterns> patterns_;
};

}  // namespace pavane::expression::feel
