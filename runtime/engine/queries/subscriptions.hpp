// Which open subscriptions a message may go to (contract §3.2, §4: POST /message).
#pragma once

#include "runtime/engine/queries/page.hpp"

namespace pavane::engine {

struct SubscriptionCriteria {
    std::string message;
    std::optional<std::string> business_key;
    std::optional<ActivityId> process_instance;
    std::vector<std::pair<std::string, expression::TypedValue>> process_variables;  // equal
    std::vector<std::pair<std::string, expression::TypedValue>>
        local_variables;                // equal, on the owner or its parent scope
    std::optional<std::string> tenant;  // none: not asked
    bool without_tenant = false;
    // A part of the list, which is in the order of their positions.
    struct Position {
        Instant created_at;
        core::SubscriptionId id;
        friend auto operator<=>(const Position&, const Position&) = default;
    };
    std::optional<Position> after;
    std::optional<Position> up_to;
    bool backwards = false;
};

inline SubscriptionCriteria::Position position_of(const SubscriptionRow& row) {
    return {row.record.created_at, row.key};
}

struct SubscriptionItem {
    SubscriptionRow row;
    DefinitionRef definition;
};

}  // namespace pavane::engine
