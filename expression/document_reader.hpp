// The port through which a language reads documents; the program gives the one that knows JSON.
#pragma once

#include <string>

#include "expression/evaluator.hpp"

namespace pavane::expression {

// Turns documents into values and values into JSON text.
class DocumentReader {
  public:
    virtual ~DocumentReader() = default;

    // The content of a Json document or of an Object that was serialised as JSON, nested at most max_depth deep; an
    // error for any other format and for text that is not well formed.
    virtual Result<Value, EvaluationError> read(const Document& document) const = 0;

    // The JSON text of a value; an error if it holds what JSON cannot (bytes, files).
    virtual Result<std::string, EvaluationError> write(const Value& value) const = 0;
};

}  // namespace pavane::expression
