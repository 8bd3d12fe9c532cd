// How a list or a map is kept in the database: as JSON.
#pragma once

#include "persistence/value_text.hpp"

namespace pavane::app {

class JsonValueText : public persistence::ValueText {
  public:
    std::string write(const expression::Value& value) const override;
    // Throws std::runtime_error: what the store has written it must be able to read.
    expression::Value read(std::string_view text) const override;
};

}  // namespace pavane::app
