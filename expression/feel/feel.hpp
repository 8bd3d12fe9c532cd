// FEEL, the expression language of DMN 1.5 (§10.3) and of Zeebe's models: expressions and unary tests, compiled once
// and evaluated often, from several threads. What FEEL calls an error gives null and a warning; only a limit that is
// reached (reliability contract §3.3) ends an evaluation.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "expression/evaluator.hpp"
#include "expression/feel/names.hpp"
#include "expression/feel/types.hpp"
#include "expression/value.hpp"
#include "foundation/instant.hpp"
#include "foundation/result.hpp"

namespace pavane::expression::feel {

inline constexpr std::size_t max_text_bytes = std::size_t{64} * 1024;

struct CompileOptions {
    const KnownNames* names = nullptr;  // of variables, and of members of contexts; names of one word need not be known
    const NamedTypes* types = nullptr;  // what `instance of` and parameters may name besides FEEL's own types
    bool camunda_extensions = true;     // the functions of Zeebe's models, and names in `backticks`
    // No variable is a function, as in a process: a call of one that is neither built in nor written in the text, or
    // with a number of arguments that it does not take, is refused instead of giving null.
    bool refuse_unknown_calls = false;
};

// The error's column counts characters of the text. Text longer than max_text_bytes and expressions that nest deeper
// than max_depth are refused.
Result<std::shared_ptr<const Program>, SyntaxError> compile(std::string_view text, const CompileOptions& options = {});

// The entry of a decision table (grammar rules 12 to 18): `-`, `< 10, [20..30]`, `not("a")`; `?` is the input.
Result<std::shared_ptr<const Program>, SyntaxError> compile_unary_tests(std::string_view text,
                                                                        const CompileOptions& options = {});

// What an expression sees of the world.
class Scope {
  public:
    virtual ~Scope() = default;

    virtual std::optional<Value> variable(std::string_view name) const = 0;
    virtual Instant now() const = 0;
    // Every name that `variable` knows, for what is said of one that it does not know; empty where nobody can tell.
    virtual std::vector<std::string> names() const { return {}; }
};

struct Limits {
    std::size_t steps = 100'000;
    std::size_t calls = 100;  // that wait for each other
    std::size_t bytes = std::size_t{16} * 1024 * 1024;
};

struct Outcome {
    Value value;
    std::vector<std::string> warnings;  // plain sentences: why there is null where a value was asked for
};

// `program` was made by compile. Numbers of the result are integers where they are whole and fit, else decimals.
Result<Outcome, EvaluationError> evaluate(const Program& program, const Scope& scope, const Limits& limits = {});

// `program` was made by compile_unary_tests. true, false, or null where it could not be told.
Result<Outcome, EvaluationError> evaluate_unary_tests(const Program& program, const Value& input, const Scope& scope,
                                                      const Limits& limits = {});

}  // namespace pavane::expression::feel
