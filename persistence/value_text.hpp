// How a list or a context becomes text in a column and back. The format belongs to whoever wires the store (JSON in the
// product): persistence knows none.
#pragma once

#include <string>
#include <string_view>

#include "expression/value.hpp"

namespace pavane::persistence {

class ValueText {
  public:
    virtual ~ValueText() = default;
    virtual std::string write(const expression::Value& value) const = 0;
    virtual expression::Value read(std::string_view text) const = 0;
};

}  // namespace pavane::persistence
