// A variable's value with the type its client gave it (contract §3.4): an Integer stays an Integer when it comes back.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "expression/value.hpp"
#include "foundation/result.hpp"

namespace pavane::expression {

enum class ValueType : std::uint8_t {
    null,
    boolean,
    short_integer,
    integer,
    long_integer,
    real,
    string,
    date,
    bytes,
    file,
    json,
    xml,
    object
};

struct TypedValue {
    ValueType type = ValueType::null;
    Value value;
    bool transient = false;  // seen by expressions until the next wait state, never stored (contract §3.4)
    Value null_of{};         // of an Object that is null: a document without text, which says what kind of Object

    friend bool operator==(const TypedValue& a, const TypedValue& b) = default;
};

// What a variable keeps of a value, in lists and contexts too: a decimal becomes an integer or else a real, a date the
// midnight of UTC that begins it, a time, a duration and a range their texts. The error is a sentence: a function is
// not kept, and neither is what is no finite number.
Result<Value, std::string> storable(const Value& value);

// The type a bare value that is storable gets: int32 -> integer, larger -> long_integer, list and context -> object
// (contract §3.4 "infer").
TypedValue typed(Value value);

// "Integer", "String" ... as the contract spells them; and back, the first letter in either case. Unknown names:
// nothing.
std::string_view name_of(ValueType type);
std::optional<ValueType> parse_value_type(std::string_view name);

}  // namespace pavane::expression
