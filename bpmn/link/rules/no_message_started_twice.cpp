#include <set>

#include "bpmn/link/rules/rules.hpp"

namespace pavane::bpmn {

void no_message_started_twice(const ProcessDefinition& definition, Diagnostics& diagnostics) {
    std::set<std::string> seen;
    for (const NodeIndex start : definition.start_events) {
        const auto* message = std::get_if<MessageTrigger>(&definition.node(start).kind.as<StartEvent>()->trigger);
        if (message && !seen.insert(message->name.text).second)
            diagnostics.push_back(
                finding(Severity::error, "message-started-twice", definition.node(start),
                        "The message '" + message->name.text + "' starts this process at more than one start event."));
    }
}

}  // namespace pavane::bpmn
