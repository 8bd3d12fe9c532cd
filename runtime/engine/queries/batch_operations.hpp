// GET /batch, /batch/statistics and /history/batch.
#pragma once

#include "runtime/engine/batch_operation_store.hpp"
#include "runtime/engine/queries/filters.hpp"

namespace pavane::engine {

struct BatchOperationCriteria {
    enum class Field : std::uint8_t { id, tenant, start_time, end_time };
    std::optional<BatchOperationId> id;
    std::optional<std::string> type;  // as type_of() names it
    bool in_history = false;
    bool under_way = false;
    bool ended = false;
    bool active = false;  // not suspended
    bool suspended = false;
    bool with_failures = false;  // none has: a piece that cannot be done is tried again, and no record is given up
    std::optional<Instant> started_before;  // both ends of the span belong to it
    std::optional<Instant> started_after;
    TenantFilter tenant;
    std::vector<Order<Field>> order;
};

}  // namespace pavane::engine
