// The built-in functions (DMN 1.5 §10.3.4) as tables: each file of builtins/ gives some, the registry finds them by
// name. Arguments are checked and converted against a signature before the code sees them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "expression/feel/function.hpp"

namespace pavane::expression::feel {

// Which kinds of values a parameter takes.
using Kinds = std::uint32_t;

constexpr Kinds only(Value::Kind kind) { return Kinds{1} << static_cast<unsigned>(kind); }

namespace kinds {
inline constexpr Kinds null = only(Value::Kind::null);
inline constexpr Kinds boolean = only(Value::Kind::boolean);
inline constexpr Kinds number = only(Value::Kind::integer) | only(Value::Kind::decimal);
inline constexpr Kinds string = only(Value::Kind::string);
inline constexpr Kinds date = only(Value::Kind::date);
inline constexpr Kinds time = only(Value::Kind::time);
inline constexpr Kinds date_time = only(Value::Kind::date_time);
inline constexpr Kinds years_months = only(Value::Kind::years_months);
inline constexpr Kinds days_time = only(Value::Kind::days_time);
inline constexpr Kinds duration = years_months | days_time;
inline constexpr Kinds list = only(Value::Kind::list);
inline constexpr Kinds context = only(Value::Kind::context);
inline constexpr Kinds range = only(Value::Kind::range);
inline constexpr Kinds function = only(Value::Kind::function);
// What has an order, and so can be the end of a range.
inline constexpr Kinds point = number | string | date | time | date_time | duration;
inline constexpr Kinds any = ~Kinds{0};
}  // namespace kinds

struct Parameter {
    std::string_view name;
    Kinds accepts = kinds::any;
    bool optional =
        false;  // these come last; one that is not given is null for the code, if a later one is given by name
};

// `arguments` holds what was given, in order: at least the parameters that are not optional. Numbers are canonical (no
// reals). A list of one was replaced by its element, and an element by a list of one, where only that fits (DMN 1.5
// §10.3.2.9.4).
using BuiltinCode = Computed (*)(Evaluation& evaluation, std::span<const Value> arguments);

struct Signature {
    std::vector<Parameter> parameters;
    BuiltinCode code = nullptr;
    // The last parameter may be given any number of times, at least once: positional calls only.
    bool variadic = false;
};

// The first signature that takes the arguments is called; if none does the result is null with a warning.
struct Builtin {
    std::string_view name;
    std::vector<Signature> signatures;
    bool is_extension = false;  // of Camunda, not of DMN
};

// Lists of them, one per file of builtins/.
std::vector<Builtin> boolean_functions();
std::vector<Builtin> conversion_functions();
std::vector<Builtin> numeric_functions();
std::vector<Builtin> string_functions();
std::vector<Builtin> pattern_functions();
std::vector<Builtin> list_functions();
std::vector<Builtin> sort_functions();
std::vector<Builtin> aggregate_functions();
std::vector<Builtin> temporal_functions();
std::vector<Builtin> interval_functions();
std::vector<Builtin> range_functions();
std::vector<Builtin> context_functions();
std::vector<Builtin> camunda_functions();

// A built-in function as a value, null if there is none of that name. Names of more than one word are in builtin_names.
const Value* find_builtin(std::string_view name, bool with_extensions);
const KnownNames& builtin_names();
std::vector<std::string> names_of_builtins(bool with_extensions);  // all, for what is said of one that is not there

}  // namespace pavane::expression::feel
