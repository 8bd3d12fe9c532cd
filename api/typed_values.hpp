// The contract's typed values {"type","value","valueInfo"} from and to variables (REST contract §3.4).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "expression/typed_value.hpp"
#include "foundation/result.hpp"
#include "json/writer.hpp"

namespace pavane::api {

using Variables = std::vector<std::pair<std::string, expression::TypedValue>>;

// One typed value as a client wrote it. Without a type it is inferred; a value of another type is turned to text and
// read again
// ("42" is an Integer where that was asked for). The error says what is wrong with it, without the variable's name.
Result<expression::TypedValue, std::string> read_typed_value(const expression::Value& json);

struct VariableError {
    std::string variable;
    std::string message;
};

// The message and, behind it, the name: clients compare how it begins.
std::string with_name(const VariableError& error);

// {"name": typed value, ...}; null or nothing at all is no variable.
Result<Variables, VariableError> read_variables(const expression::Value* json);

// Whether Object values that are stored as JSON text are written as the JSON they hold (deserializeValues).
enum class Objects { as_text, as_json };

void write_typed_value(json::Writer& writer, const expression::TypedValue& value, Objects objects);
// The members of a typed value, for items that have more than those ("type":..,"value":..,"valueInfo":..).
void write_typed_value_members(json::Writer& writer, const expression::TypedValue& value, Objects objects);
void write_variables(json::Writer& writer, const Variables& variables, Objects objects);

}  // namespace pavane::api
