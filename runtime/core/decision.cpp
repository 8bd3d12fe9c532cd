#include "runtime/core/decision.hpp"

namespace pavane::core {

std::vector<NumberedDecision> number(std::vector<EvaluatedDecision> evaluated, IdSource& ids) {
    std::vector<NumberedDecision> numbered;
    numbered.reserve(evaluated.size());
    const DecisionInstanceId asked{ids.next()};
    for (EvaluatedDecision& decision : evaluated) {
        const bool is_asked = numbered.size() + 1 == evaluated.size();
        numbered.push_back({is_asked ? asked : DecisionInstanceId{ids.next()}, is_asked ? DecisionInstanceId() : asked,
                            std::move(decision)});
    }
    return numbered;
}

}  // namespace pavane::core
