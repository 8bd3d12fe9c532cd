#include "runtime/engine/decision_warnings.hpp"

namespace pavane::engine {

std::vector<std::string> DecisionWarnings::new_of(const DecisionRow& row) {
    const core::EvaluatedDecision& decision = row.instance.decision;
    std::vector<std::string> sentences;
    if (decision.warnings.empty()) return sentences;
    const std::string asked_by =
        row.origin.element.empty() ? "" : " for the business rule task '" + row.origin.element + "'";
    const std::lock_guard lock(mutex_);
    for (const std::string& warning : decision.warnings) {
        if (sentences.size() == of_one_evaluation) break;
        std::string sentence = "evaluating the decision '" + decision.key + "'" + asked_by + ": " + warning;
        if (said_.contains(sentence)) continue;
        if (said_.size() == remembered) said_.clear();
        said_.insert(sentence);
        sentences.push_back(std::move(sentence));
    }
    return sentences;
}

}  // namespace pavane::engine
