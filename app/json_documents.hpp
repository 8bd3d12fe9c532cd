// Lets JUEL read Json and Object variables: the expression module asks, the json module answers, and neither knows the
// other.
#pragma once

#include "expression/juel/juel.hpp"

namespace pavane::app {

class JsonDocuments : public expression::DocumentReader {
  public:
    Result<expression::Value, expression::EvaluationError> read(const expression::Document& document) const override;
    Result<std::string, expression::EvaluationError> write(const expression::Value& value) const override;
};

}  // namespace pavane::app
