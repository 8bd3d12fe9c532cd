// How many bytes of memory a record takes, with its place in the state's maps: estimated, for the bound of what is kept
// in memory. Looks at the record alone, so that it costs no more than writing it does.
#pragma once

#include <cstddef>

#include "runtime/core/state.hpp"

namespace pavane::core {

std::size_t weight(const ActivityId& key, const ProcessInstance& record);
std::size_t weight(const ActivityId& key, const ActivityInstance& record);
std::size_t weight(const TokenId& key, const Token& record);
std::size_t weight(const SubscriptionId& key, const EventSubscription& record);
std::size_t weight(const JobId& key, const Job& record);
std::size_t weight(const UserTaskId& key, const UserTask& record);
std::size_t weight(const ExternalTaskId& key, const ExternalTask& record);
std::size_t weight(const IncidentId& key, const Incident& record);
std::size_t weight(const VariableKey& key, const Variable& record);

// Of all its records: looks at each.
std::size_t weight(const InstanceState& state);
// By how much it has grown since its tables began their unit of work: looks at what was touched.
std::int64_t growth(const InstanceState& state);

}  // namespace pavane::core
