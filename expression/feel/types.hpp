// FEEL's types (DMN 1.5 §10.3.2.2, grammar rule 52): for `instance of`, for the parameters of functions, and for the
// item definitions of DMN.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "expression/evaluator.hpp"
#include "expression/value.hpp"
#include "foundation/result.hpp"

namespace pavane::expression::feel {

class Evaluation;                        // evaluation.hpp
enum class LimitReached : std::uint8_t;  // likewise
using Fits = Result<bool, LimitReached>;

// What a type allows beyond its kind: DMN's allowed values and constraints.
class Constraint {
  public:
    virtual ~Constraint() = default;
    // What is asked is paid for by the evaluation that asks.
    virtual Fits admits(Evaluation& evaluation, const Value& value) const = 0;
};

struct TypeMember;

struct Type {
    enum class Kind : std::uint8_t {
        any,
        null,
        boolean,
        number,
        string,
        date,
        time,
        date_time,
        years_months,
        days_time,
        list,      // of `inner[0]`, or of anything
        context,   // with at least `members`
        range,     // of `inner[0]`, or of anything
        function,  // `inner`: the parameters, then the result; empty: any function
        named      // what `target` is, which is owned elsewhere (item definitions may name themselves)
    };

    Kind kind = Kind::any;
    std::string name;  // of an item definition; empty for what is written where it is used
    std::vector<Type> inner;
    std::vector<TypeMember> members;
    const Type* target = nullptr;
    std::shared_ptr<const Constraint> constraint;

    Type();
    Type(Kind k);
};

struct TypeMember {
    std::string name;
    Type type;
};

// Here, where the members of a type are whole.
inline Type::Type() = default;
inline Type::Type(Kind k) : kind(k) {}

// The types that a model names.
class NamedTypes {
  public:
    virtual ~NamedTypes() = default;
    // Nothing for an unknown name. The type lives as long as the programs that were compiled with it.
    virtual const Type* find(std::string_view name) const = 0;
};

// "number", "list<string>", "context<a: number>", "range<date>", "function<number, string> -> boolean", "date and
// time", "Any"; `types` may be null. The error's column is within `text`.
Result<Type, SyntaxError> parse_type(std::string_view text, const NamedTypes* types);

// Whether the value is of that type, constraints left aside, as `instance of` asks. null is of type Null, and what is
// in a list or a context may be null; `null_conforms` says that null as a whole is of every type.
Fits conforms(Evaluation& evaluation, const Value& value, const Type& type, bool null_conforms = false);

enum class Constraints : std::uint8_t { ignored, asked };

// The value as one of that type by the implicit conversions of DMN 1.5 §10.3.2.9.4: as it is, the one element of a list
// for an element, a list of one for an element, a date for a date and time. Null for what cannot be and for what a
// constraint does not admit; null stays null.
Result<Value, LimitReached> converted(Evaluation& evaluation, const Value& value, const Type& type,
                                      Constraints constraints = Constraints::asked);

// As parse_type reads it, item definitions by their names; the end of a long text is left out.
std::string name_of(const Type& type);

}  // namespace pavane::expression::feel
