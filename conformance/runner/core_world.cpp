#include "conformance/runner/core_world.hpp"

namespace pavane::conformance {

namespace {

const bpmn::ProcessDefinition& definition_at(const core::InstanceState& state, const core::Definitions& definitions,
                                             const core::ActivityId& activity) {
    const core::ActivityId process = state.activities.at(activity).process;
    return *definitions.find(state.processes.at(process).definition);
}

std::string name_of(core::Ending ending) { return ending == core::Ending::completed ? "completed" : "canceled"; }

void add_state(World& world, const core::InstanceState& state, const core::Definitions& definitions) {
    const auto element = [&](const core::ActivityId& activity, bpmn::NodeIndex node) {
        return element_of(state, definitions, activity, node);
    };
    for (const auto& [id, slot] : state.processes.rows()) {
        const bpmn::ProcessDefinition& definition = definition_at(state, definitions, id);
        world.processes.push_back({id, definition.key, definition.version, slot.record.business_key, "", ""});
    }
    for (const auto& [id, slot] : state.activities.rows()) {
        const core::ActivityInstance& activity = slot.record;
        if (activity.process == id) continue;
        world.activities.push_back({id, activity.process, element(id, activity.node)});
        if (activity.phase == core::Phase::entering) continue;
        const bpmn::Node& node = definition_at(state, definitions, id).node(activity.node);
        world.history.push_back({node.id, node.activity_type, ""});
    }
    for (const auto& [id, slot] : state.user_tasks.rows()) {
        const core::UserTask& task = slot.record;
        world.tasks.push_back(
            {id, element(task.owner, task.node), task.name, task.assignee, task.priority, task.due, task.follow_up});
    }
    for (const auto& [id, slot] : state.external_tasks.rows()) {
        const core::ExternalTask& task = slot.record;
        world.external_tasks.push_back(
            {id, element(task.owner, task.node), task.topic, task.retries, task.error_message, task.priority});
    }
    for (const auto& [id, slot] : state.jobs.rows()) {
        const core::Job& job = slot.record;
        world.jobs.push_back(
            {id, element(job.owner, job.node), job.due, job.created_at, job.retries, job.error_message});
    }
    for (const auto& [id, slot] : state.incidents.rows())
        world.incidents.push_back({element(slot.record.owner, slot.record.node), slot.record.message});
    for (const auto& [key, slot] : state.variables.rows())
        world.variables.push_back(
            {element(key.scope, state.activities.at(key.scope).node), key.name, slot.record.value, true});
}

}  // namespace

std::string element_of(const core::InstanceState& state, const core::Definitions& definitions,
                       const core::ActivityId& activity, bpmn::NodeIndex node) {
    return definition_at(state, definitions, activity).node(node).id;
}

const bpmn::ProcessDefinition& CoreHistory::definition_of(const core::ActivityId& process) const {
    return *definitions_.find(process_definitions_.at(process));
}

std::string CoreHistory::scope_name(const core::ActivityId& activity) const {
    const auto& [process, node] = places_.at(activity);
    return definition_of(process).node(node).id;
}

void CoreHistory::add(const core::Moved& moved) {
    for (const core::Event& event : moved.events) {
        if (const auto* started = std::get_if<core::ProcessInstanceStarted>(&event.variant()))
            process_definitions_[started->id] = started->instance.definition;
        if (const auto* started = std::get_if<core::ActivityStarted>(&event.variant()))
            places_[started->id] = {started->activity.process, started->activity.node};
    }
    const core::History& ended = moved.change.history;
    for (const core::EndedProcess& process : ended.processes) {
        const bpmn::ProcessDefinition& definition = definition_of(process.id);
        processes.push_back({process.id, definition.key, definition.version, process.instance.business_key,
                             name_of(process.ending),
                             process.end_node == bpmn::none ? "" : definition.node(process.end_node).id});
    }
    for (const core::EndedActivity& activity : ended.activities) {
        const bpmn::Node& node = definition_of(activity.activity.process).node(activity.activity.node);
        activities.push_back({node.id, node.activity_type, name_of(activity.ending)});
    }
    for (const core::EndedVariable& variable : ended.variables)
        variables.push_back({scope_name(variable.key.scope), variable.key.name, variable.variable.value, false});
}

World look_at(const Roots& roots, const CoreHistory& history, const CoreDefinitions& definitions) {
    World world;
    for (const auto& [root, state] : roots) add_state(world, state, definitions);
    for (const CoreDefinitions::Timer& timer : definitions.timers())
        world.jobs.push_back({timer.start.job, timer.start.element, timer.start.due, timer.created_at, 1, ""});
    world.processes.insert(world.processes.end(), history.processes.begin(), history.processes.end());
    world.history.insert(world.history.end(), history.activities.begin(), history.activities.end());
    world.variables.insert(world.variables.end(), history.variables.begin(), history.variables.end());
    sort(world);
    return world;
}

}  // namespace pavane::conformance
