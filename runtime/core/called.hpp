// Which deployed version of a process or decision is meant.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

#include "bpmn/model/definition.hpp"
#include "foundation/uuid.hpp"

namespace pavane::core {

// `DeployedId` says of what: Called<DefinitionId>, Called<DecisionId>.
template <class DeployedId>
struct Called {
    std::string key;
    std::string tenant;
    bpmn::Binding binding = bpmn::Binding::latest;
    std::int32_t version = 0;  // binding version
    std::string version_tag;   // binding version_tag
    Uuid deployment;           // binding deployment

    friend auto operator<=>(const Called&, const Called&) = default;
};

}  // namespace pavane::core
