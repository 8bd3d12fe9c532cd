#include "conformance/runner/engine_world.hpp"

#include <map>

namespace pavane::conformance {

namespace {

std::string name_of(core::Ending ending) { return ending == core::Ending::completed ? "completed" : "canceled"; }

// The element of every activity instance there is or was, the key of every process instance.
using Scopes = std::map<core::ActivityId, std::string>;

void add_processes(World& world, engine::Store& store, Scopes& scopes) {
    for (const auto& item : store.list(engine::HistoryProcessCriteria{}, {})) {
        scopes[item.id] = item.definition.key;
        world.processes.push_back({item.id, item.definition.key, item.definition.version, item.business_key,
                                   item.ended_at ? name_of(item.ending) : "", item.end_element});
        if (item.ended_at) continue;
        for (const engine::ActivityRow& row : store.activities_of(item.id)) {
            if (row.key != item.id) world.activities.push_back({row.key, item.id, row.origin.element});
            for (const engine::VariableRow& variable : store.variables_of(row.key, true, std::nullopt))
                world.variables.push_back({row.origin.element, variable.key.name, variable.record.value, true});
        }
    }
}

void add_open_work(World& world, engine::Store& store) {
    for (const auto& item : store.list(engine::TaskCriteria{}, {})) {
        const core::UserTask& task = item.row.record;
        world.tasks.push_back(
            {item.row.key, item.row.origin.element, task.name, task.assignee, task.priority, task.due, task.follow_up});
    }
    for (const auto& item : store.list(engine::ExternalTaskCriteria{}, {})) {
        const core::ExternalTask& task = item.row.record;
        world.external_tasks.push_back(
            {item.row.key, item.row.origin.element, task.topic, task.retries, task.error_message, task.priority});
    }
    for (const auto& item : store.list(engine::JobCriteria{}, {})) {
        const core::Job& job = item.row.record;
        world.jobs.push_back(
            {item.row.key, item.row.origin.element, job.due, job.created_at, job.retries, job.error_message});
    }
    for (const auto& item : store.list(engine::IncidentCriteria{}, {}))
        world.incidents.push_back({item.row.origin.element, item.row.record.message});
}

void add_history(World& world, engine::Store& store, Scopes& scopes) {
    for (const auto& item : store.list(engine::HistoryActivityCriteria{}, {})) {
        scopes[item.id] = item.element;
        world.history.push_back(
            {item.element, item.activity_type, item.ended_at ? (item.canceled ? "canceled" : "completed") : ""});
    }
    for (const auto& item : store.list(engine::HistoryVariableCriteria{}, {}))
        if (item.ended_at)
            world.variables.push_back({scopes[item.row.key.scope], item.row.key.name, item.row.record.value, false});
}

}  // namespace

World look_at(engine::Store& store) {
    World world;
    Scopes scopes;
    add_processes(world, store, scopes);
    add_open_work(world, store);
    add_history(world, store, scopes);
    sort(world);
    return world;
}

}  // namespace pavane::conformance
