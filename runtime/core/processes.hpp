// Process instances: how one comes into being, by a command or by a call activity.
#pragma once

#include "runtime/core/unit_of_work.hpp"

namespace pavane::core {

struct ProcessStart {
    ActivityId id;
    bpmn::DefinitionPtr definition;
    NodeIndex start = bpmn::none;
    ActivityId caller;  // null: a root
    std::string business_key;
    Assignments variables;
};

void start_process(Step& step, const ProcessStart& start);

}  // namespace pavane::core
