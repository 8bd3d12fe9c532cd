// What an expression under fuzzing sees: the data as a text, as an XML document, and inside of a list and a context.
// Nothing reads JSON.
#pragma once

#include "expression/document_reader.hpp"
#include "tests/tables/scope.hpp"

namespace pavane::fuzz {

class NoDocuments final : public expression::DocumentReader {
  public:
    Result<expression::Value, expression::EvaluationError> read(const expression::Document&) const override {
        return unexpected(expression::EvaluationError{"nothing reads JSON here"});
    }
    Result<std::string, expression::EvaluationError> write(const expression::Value&) const override {
        return unexpected(expression::EvaluationError{"nothing writes JSON here"});
    }
};

inline tests::TableScope world(std::string_view data) {
    using expression::Context;
    using expression::Document;
    using expression::List;
    using expression::Value;
    const Value text(data);
    const Value xml(Document{Document::Format::xml, std::string(data), {}, {}});
    const Value list(List{Value(1), Value(2.5), text, Value(true), Value()});
    const Value map(Context({{"a", list}, {"first name", text}, {"b", Value(Context({{"a", Value(7)}}))}}));
    return tests::TableScope(
        {{"t", text}, {"x", xml}, {"l", list}, {"m", map}, {"n", Value(42)}, {"b", Value(true)}, {"z", Value()}});
}

}  // namespace pavane::fuzz
