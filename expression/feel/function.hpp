// Functions as values: those that an expression writes, the built-in ones, and those of DMN (business knowledge models,
// decision services).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "expression/feel/evaluation.hpp"

namespace pavane::expression::feel {

class Callable : public expression::Function {
  public:
    // The names by which arguments may be given; a call has exactly that many.
    virtual std::span<const std::string> parameters() const = 0;

    // Any number of arguments is accepted (DMN's own functions and closures do not).
    virtual bool accepts(std::size_t count) const { return count == parameters().size(); }

    virtual Computed call(Evaluation& evaluation, std::span<const Value> arguments) const = 0;

    // Arguments by name, in the order they are written. Without a place for each of them: null with a warning.
    virtual Computed call_named(Evaluation& evaluation, std::span<const std::string> names,
                                std::span<const Value> arguments) const;

    // For messages and for the text of the value: empty for a function literal.
    virtual std::string_view name() const { return {}; }

    // For `instance of function<...>`; nothing: not known.
    virtual std::optional<Type> type() const { return std::nullopt; }

    // How deep the values nest that it keeps.
    virtual std::size_t depth() const { return 1; }
};

// The value's function, or null.
const Callable* callable(const Value& value);

}  // namespace pavane::expression::feel
