#include "runtime/core/invariants.hpp"

namespace pavane::core {

namespace {

using Findings = std::vector<std::string>;

template <class Table>
void check_owners(const InstanceState& state, const Table& table, const char* what, Findings& findings) {
    for (const auto& [key, slot] : table.rows()) {
        const ActivityId owner = owner_of(key, slot.record);
        if (owner && !state.activities.find(owner))
            findings.push_back(std::string(what) + " belongs to activity instance " + to_string(owner) +
                               ", which does not exist.");
    }
}

bool waits(const InstanceState& state, const ActivityId& id) {
    return state.activities.owns_any(id) || state.jobs.owns_any(id) || state.subscriptions.owns_any(id) ||
           state.user_tasks.owns_any(id) || state.external_tasks.owns_any(id) || state.tokens.owns_any(id);
}

void check_activity(const InstanceState& state, const Definitions& definitions, const ActivityId& id,
                    const ActivityInstance& activity, Findings& findings) {
    const std::string name = "Activity instance " + to_string(id);
    const ProcessInstance* process = state.processes.find(activity.process);
    if (!process) {
        findings.push_back(name + " belongs to a process instance that does not exist.");
        return;
    }
    if (!waits(state, id)) findings.push_back(name + " waits for nothing: it is stuck.");
    const bpmn::DefinitionPtr definition = definitions.find(process->definition);
    if (!definition || activity.node >= definition->nodes.size()) {
        findings.push_back(name + " is at a node its definition does not have.");
        return;
    }
    if (activity.process == id || activity.phase != Phase::active) return;
    const ActivityInstance* parent = state.activities.find(activity.parent);
    if (parent && parent->process == activity.process && definition->node(activity.node).scope != parent->node)
        findings.push_back(name + " runs in a scope its node is not in.");
}

}  // namespace

std::vector<std::string> broken_laws(const InstanceState& state, const Definitions& definitions) {
    Findings findings;
    check_owners(state, state.activities, "An activity instance", findings);
    check_owners(state, state.tokens, "A token", findings);
    check_owners(state, state.subscriptions, "A subscription", findings);
    check_owners(state, state.jobs, "A job", findings);
    check_owners(state, state.user_tasks, "A user task", findings);
    check_owners(state, state.external_tasks, "An external task", findings);
    check_owners(state, state.incidents, "An incident", findings);
    check_owners(state, state.variables, "A variable", findings);
    for (const auto& [id, slot] : state.processes.rows())
        if (!state.activities.find(id))
            findings.push_back("Process instance " + to_string(id) + " has no outermost scope.");
    for (const auto& [id, slot] : state.activities.rows())
        check_activity(state, definitions, id, slot.record, findings);
    for (const auto& [id, slot] : state.incidents.rows()) {
        const Incident& incident = slot.record;
        const bool has_cause = incident.kind != Incident::Kind::failed_external_task
                                   ? state.jobs.find(JobId{incident.cause}) != nullptr
                                   : state.external_tasks.find(ExternalTaskId{incident.cause}) != nullptr;
        if (!has_cause) findings.push_back("Incident " + to_string(id) + " has lost its job or external task.");
    }
    return findings;
}

}  // namespace pavane::core
