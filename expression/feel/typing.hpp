// What a program's text tells of its types before it runs: the kind of its value, and the places that can never give
// one. Only what is certain is said: a name whose type nobody declares may be anything.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "expression/feel/types.hpp"

namespace pavane::expression::feel {

// The declared types of the names that a program sees.
class TypesOfNames {
  public:
    virtual ~TypesOfNames() = default;
    // Null: it may be anything. Every value of the name is of that type, or null.
    virtual const Type* find(std::string_view name) const = 0;
};

struct Typing {
    Type::Kind kind = Type::Kind::any;  // of the value where it is not null; any: it cannot be told
    std::vector<std::string> findings;  // plain sentences: what gives null, or never holds, whatever the variables are
};

// `program` was made by compile, or by compile_unary_tests: then `input` is the type of what is tested. Null: unknown.
Typing typing_of(const Program& program, const TypesOfNames& names, const Type* input = nullptr);

// Whether a value of the one type can never be one of the other, by the implicit conversions neither: of scalars only.
bool exclude_each_other(const Type& a, const Type& b);

// "a number", "a list": for messages.
std::string described(const Type& type);

}  // namespace pavane::expression::feel
