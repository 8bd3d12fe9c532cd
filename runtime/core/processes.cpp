#include "runtime/core/processes.hpp"

#include "runtime/core/flow.hpp"
#include "runtime/core/variables.hpp"

namespace pavane::core {

void start_process(Step& step, const ProcessStart& start) {
    step.definitions[start.definition->id] = start.definition;
    emit(step, ProcessInstanceStarted{start.id,
                                      ProcessInstance{start.definition->id, start.caller, start.business_key,
                                                      start.definition->tenant, start.start, step.environment.now}});
    emit(step, ActivityStarted{
                   start.id,
                   ActivityInstance{
                       start.caller, start.id, bpmn::process_node, Phase::active, step.environment.now, {}, {}, ""}});
    set_local_variables(step, start.id, start.variables);
    begin(step, start.id);
    step.agenda.push_back(Arrive{start.id, start.start, {}});
}

}  // namespace pavane::core
