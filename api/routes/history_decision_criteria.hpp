// Which evaluated decisions a request is about: the parameters of their list, which are those of a query in the body of
// a batch, too.
#pragma once

#include "api/query_parameters.hpp"
#include "runtime/engine/queries/history_decisions.hpp"

namespace pavane::api {

inline constexpr const char* history_decision_resource = "/history/decision-instance";

engine::HistoryDecisionCriteria read_history_decision_criteria(Parameters& parameters);

}  // namespace pavane::api
