// What `for`, `some` and `every` go through, in FEEL and in DMN's boxes.
#pragma once

#include <cstdint>
#include <optional>

#include "expression/feel/evaluation.hpp"

namespace pavane::expression::feel {

// The values that a variable takes one after the other: of a list, or whole numbers or days from one to another,
// upwards or downwards.
struct Domain {
    enum class Kind : std::uint8_t { values, numbers, days };
    Kind kind = Kind::values;
    Value list;
    std::int64_t first = 0;
    std::int64_t step = 1;
    std::uint64_t size = 0;

    Value at(std::uint64_t index) const;
};

// From the first to the last, both whole numbers or dates; nothing, with a warning, if they are not.
std::optional<Domain> domain_from_to(Evaluation& evaluation, const Value& first, const Value& last);

// A list, or a range of whole numbers or dates; any other value is a list of one. Nothing where there is null, and,
// with a warning, where a range cannot be gone through.
std::optional<Domain> domain_of(Evaluation& evaluation, Value value);

}  // namespace pavane::expression::feel
