// getVariable, setVariable and their kin: what expressions and scripts can do with the variables of a scope, in every
// language. A new one is a row of the table in variable_methods.cpp.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "expression/value.hpp"
#include "foundation/result.hpp"

namespace pavane::expression {

// The variables as a scope sees them. `local`: only the scope's own.
class VariableScope {
  public:
    virtual ~VariableScope() = default;

    // Of several with one name the innermost.
    virtual std::optional<Value> find_variable(std::string_view name, bool local) const = 0;
    // In any order, and those that hide one another as often as there are.
    virtual std::vector<std::string> variable_names(bool local) const = 0;
    // Not local: the innermost of that name, else a new one of the process. A sentence: the value cannot be kept.
    virtual std::optional<std::string> set_variable(const std::string& name, const Value& value, bool local) = 0;
    // Not local: the innermost of that name.
    virtual void remove_variable(const std::string& name, bool local) = 0;
};

// What a method takes: that many arguments.
struct VariableMethod {
    using Arguments = std::span<const Value>;
    using Answer = Result<Value, std::string>;  // the error is a sentence

    std::string_view name;
    std::size_t arguments = 0;
    bool local = false;
    Answer (*perform)(VariableScope& scope, bool local, Arguments arguments) = nullptr;
    bool takes_variables = false;  // its argument is a map of names and values
};

// A null pointer: there is none of that name.
const VariableMethod* find_variable_method(std::string_view name);

VariableMethod::Answer call(const VariableMethod& method, VariableScope& scope, VariableMethod::Arguments arguments);

// "businessKey" of "getBusinessKey"; nothing for what is no getter.
std::optional<std::string> property_of_getter(std::string_view method);
// "getBusinessKey" of "businessKey".
std::string getter_of_property(std::string_view property);

}  // namespace pavane::expression
