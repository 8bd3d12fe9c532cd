// The port through which everything else compiles and evaluates expressions; a language is an implementation behind it.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "expression/value.hpp"
#include "foundation/instant.hpp"
#include "foundation/result.hpp"

namespace pavane::expression {

enum class Language : std::uint8_t { juel, feel, xpath, javascript };

// What an expression gives whenever it gives anything but null.
enum class ResultKind : std::uint8_t { unknown, boolean, number, text, date, duration, list, context, other };

// What a text alone tells of its value, whatever the variables are. Only what is certain.
struct Foretold {
    ResultKind kind = ResultKind::unknown;
    std::vector<std::string> findings;  // plain sentences: parts of it that can never give a value
};

struct SyntaxError {
    std::string message;     // a plain sentence: what was found, what was expected
    std::size_t column = 1;  // 1-based, in characters of the expression's text
    std::size_t line = 1;    // of a text of several lines, where the language counts them; else its column is of all
};

// What a language made of a text: immutable, shared by every instance of a definition.
class Program {
  public:
    virtual ~Program() = default;
    virtual Foretold foretold() const { return {}; }

    // Why nothing can be made of a text that was deployed, when it could be read. A null pointer: it can be run.
    virtual const SyntaxError* unreadable() const { return nullptr; }
};

// A compiled text. Copying shares the program. A default-made one is "no expression".
struct Expression {
    Language language = Language::juel;
    std::string text;
    std::shared_ptr<const Program> program;

    explicit operator bool() const { return program != nullptr; }
};

struct EvaluationError {
    std::string message;  // a plain sentence that names what could not be evaluated
};

// What an expression sees of the world. Lookups go from the innermost scope outwards.
class Scope {
  public:
    virtual ~Scope() = default;

    virtual std::optional<Value> variable(std::string_view name) const = 0;
    // Every name that `variable` knows, for what is said of one that it does not know; empty where nobody can tell.
    virtual std::vector<std::string> variable_names() const { return {}; }

    // A property or method of an object that the engine offers ("execution", "task", "externalTask"): nothing if
    // `object` is not offered here; an error if it is but has no such member.
    virtual std::optional<Result<Value, EvaluationError>> property(std::string_view object,
                                                                   std::string_view name) const = 0;
    virtual std::optional<Result<Value, EvaluationError>> call(std::string_view object, std::string_view method,
                                                               std::span<const Value> arguments) = 0;

    virtual Instant now() const = 0;

    // Why there was null where a value was asked for, in plain sentences: of a language in which an error is null.
    // Whoever does not ask for them does without.
    virtual void warned(std::span<const std::string> /*sentences*/) {}
};

class Evaluator {
  public:
    virtual ~Evaluator() = default;

    virtual Result<Expression, SyntaxError> compile(Language language, std::string_view text) const = 0;

    // Bounded in steps, depth and memory (reliability contract §3.3); a limit that is reached is an EvaluationError.
    virtual Result<Value, EvaluationError> evaluate(const Expression& expression, Scope& scope) const = 0;
};

}  // namespace pavane::expression
