// What stands behind a dot or in brackets. Private to this folder.
#pragma once

#include <span>
#include <string>

#include "expression/juel/evaluation.hpp"

namespace pavane::expression::juel {

// base.name: the entry of a map or of a JSON object (null if there is none), or what the getter of that name returns.
// null has every property, and it is null.
Outcome read_property(const Value& base, const std::string& name, Evaluation& evaluation);

// base[index]: as a property for a map, an item for a list; null outside the list.
Outcome read_index(const Value& base, const Value& index, Evaluation& evaluation);

// base.name(arguments)
Outcome call_method(const Value& base, const std::string& name, std::span<const Value> arguments,
                    Evaluation& evaluation);

}  // namespace pavane::expression::juel
