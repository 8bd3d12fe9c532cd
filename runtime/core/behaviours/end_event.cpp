#include "runtime/core/behaviours/behaviours.hpp"
#include "runtime/core/flow.hpp"
#include "runtime/core/triggers/triggers.hpp"

namespace pavane::core {

void enter(Step& step, const ActivityId& activity, const bpmn::EndEvent& event) {
    std::visit([&](const auto& trigger) { perform(step, activity, trigger); }, event.trigger);
}

}  // namespace pavane::core
