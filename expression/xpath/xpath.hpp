// XPath 1.0 as BPMN uses it (BPMN 2.0.2 §10.4.3): over the variables of the process, with BPMN's extension functions.
// A variable is read as $amount, as getDataObject('amount') or by its bare name, as a path begins: amount > 100. How
// values are seen as elements, and elements as values, docs/semantics.md says.
#pragma once

#include "expression/document_reader.hpp"
#include "expression/evaluator.hpp"

namespace pavane::expression {

// Limits (reliability contract §3.3): 64 kB of text and depth 100 when compiling; when evaluating 2 MB of data,
// 100,000 nodes, 16 MB of text made and as many steps as fit into about a second on data of that size. Nothing is read
// but the variables: no file, no network, no entity of an XML document. Safe to use from several threads.
class XpathEvaluator final : public Evaluator {
  public:
    // `documents` must live as long as the evaluator.
    explicit XpathEvaluator(const DocumentReader& documents) : documents_(documents) {}

    // Other languages than XPath are refused.
    Result<Expression, SyntaxError> compile(Language language, std::string_view text) const override;
    Result<Value, EvaluationError> evaluate(const Expression& expression, Scope& scope) const override;

  private:
    const DocumentReader& documents_;
};

}  // namespace pavane::expression
