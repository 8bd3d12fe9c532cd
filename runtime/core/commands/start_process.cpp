#include "runtime/core/commands/perform.hpp"
#include "runtime/core/processes.hpp"

namespace pavane::core {

void perform(Step& step, const StartProcess& command) {
    const bpmn::DefinitionPtr definition = step.environment.definitions.find(command.definition);
    if (!definition) return need(step, Need{command.definition});
    const std::optional<NodeIndex> start =
        command.start == bpmn::none ? definition->initial_start() : std::optional(command.start);
    if (!start)
        return reject(step, Rejection::Reason::no_start_event,
                      "The process '" + definition->key +
                          "' has several start events, none of them without a trigger: it starts by one of their "
                          "messages or timers.");
    start_process(step, ProcessStart{command.id, definition, *start, {}, command.business_key, command.variables});
}

}  // namespace pavane::core
