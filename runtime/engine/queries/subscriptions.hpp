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
};

struct SubscriptionItem {
    SubscriptionRow row;
    DefinitionRef definition;
};

}  // namespace pavane::engine
