// What the commands of external tasks share.
#pragma once

#include "runtime/core/unit_of_work.hpp"

namespace pavane::core {

// The task, or nullptr and the step is rejected.
const ExternalTask* find_external_task(Step& step, const ExternalTaskId& id);

// The error that one of the model's mappings makes of the worker's answer has been raised
// (camunda:errorEventDefinition). False: no mapping holds; or the step has stopped.
bool raise_mapped_error(Step& step, const ExternalTaskId& id);

}  // namespace pavane::core
