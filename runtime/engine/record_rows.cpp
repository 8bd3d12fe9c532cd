#include "runtime/engine/record_rows.hpp"

#include <map>
#include <set>

#include "foundation/ensure.hpp"

namespace pavane::engine {

namespace {

using namespace core;

// Where the activity instances of a change belong: from the state, or for those that have ended from the change itself.
class Origins {
  public:
    Origins(const ActivityId& root, const InstanceState& state, const Change& change, const Definitions& definitions)
        : root_(root), state_(state), definitions_(definitions) {
        for (const EndedActivity& ended : change.history.activities) ended_[ended.id] = ended.activity.process;
        for (const EndedProcess& ended : change.history.processes) ended_processes_[ended.id] = ended.instance;
    }

    ActivityId process_of(const ActivityId& activity) const {
        if (const ActivityInstance* live = state_.activities.find(activity)) return live->process;
        if (ended_processes_.contains(activity)) return activity;
        const auto ended = ended_.find(activity);
        ENSURE(ended != ended_.end());
        return ended->second;
    }
    const ProcessInstance& instance(const ActivityId& process) const {
        if (const ProcessInstance* live = state_.processes.find(process)) return *live;
        const auto ended = ended_processes_.find(process);
        ENSURE(ended != ended_processes_.end());
        return ended->second;
    }
    bpmn::DefinitionPtr definition(const ActivityId& process) const {
        bpmn::DefinitionPtr found = definitions_.find(instance(process).definition);
        ENSURE(found != nullptr);
        return found;
    }

    Origin of_process(const ActivityId& process) const {
        const ProcessInstance& record = instance(process);
        return Origin{root_, process, record.definition, record.tenant, element(process, record.start_node), "", ""};
    }
    Origin of_node(const ActivityId& process, NodeIndex node) const {
        const ProcessInstance& record = instance(process);
        return Origin{root_, process, record.definition, record.tenant, element(process, node), "", ""};
    }
    Origin of_activity(const ActivityInstance& activity) const {
        Origin origin = of_node(activity.process, activity.node);
        const bpmn::Node& node = definition(activity.process)->node(activity.node);
        origin.element_name = node.name;
        origin.activity_type = node.activity_type;
        return origin;
    }
    Origin of_token(const Token& token) const {
        const ActivityId process = process_of(token.scope);
        Origin origin = of_node(process, bpmn::none);
        origin.element = definition(process)->flow(token.flow).id;
        return origin;
    }
    template <class Record>
    Origin of_owned(const Record& record) const {
        return of_node(process_of(record.owner), record.node);
    }
    std::string element(const ActivityId& process, NodeIndex node) const {
        return node == bpmn::none ? std::string() : definition(process)->node(node).id;
    }

  private:
    ActivityId root_;
    const InstanceState& state_;
    const Definitions& definitions_;
    std::map<ActivityId, ActivityId> ended_;
    std::map<ActivityId, ProcessInstance> ended_processes_;
};

template <class R, class Key, class Record, class OriginOf>
void convert(RecordChanges<Key, Record>&& changes, RowChanges<R>& rows, OriginOf origin_of) {
    for (auto& change : changes) {
        if (change.is_erase()) {
            rows.erased.push_back(std::move(change.key));
            continue;
        }
        Origin origin = origin_of(change.key, *change.now);
        (change.existed ? rows.updated : rows.inserted)
            .push_back({std::move(origin), std::move(change.key), std::move(*change.now)});
    }
}

void convert_history(History&& history, RootRows& rows, const Origins& origins) {
    for (EndedProcess& ended : history.processes) {
        rows.end_elements.push_back(origins.element(ended.id, ended.end_node));
        rows.ended_processes.push_back({origins.of_process(ended.id), std::move(ended)});
    }
    for (EndedActivity& ended : history.activities)
        rows.ended_activities.push_back({origins.of_activity(ended.activity), std::move(ended)});
    for (EndedTask& ended : history.tasks)
        rows.ended_tasks.push_back({origins.of_node(ended.process, ended.task.node), std::move(ended)});
    for (EndedVariable& ended : history.variables)
        rows.ended_variables.push_back({origins.of_node(ended.process, bpmn::none), std::move(ended)});
    for (EndedIncident& ended : history.incidents)
        rows.ended_incidents.push_back({origins.of_node(ended.process, ended.incident.node), std::move(ended)});
    for (DecisionInstance& instance : history.decisions)
        rows.decisions.push_back({origins.of_node(instance.process, instance.node), std::move(instance)});
}

}  // namespace

RootRows to_rows(const ActivityId& root, const InstanceState& state, Change&& change, const Definitions& definitions) {
    const Origins origins(root, state, change, definitions);
    RootRows rows;
    convert(std::move(change.processes), rows.processes,
            [&](const ActivityId& id, const ProcessInstance&) { return origins.of_process(id); });
    convert(std::move(change.activities), rows.activities,
            [&](const ActivityId&, const ActivityInstance& record) { return origins.of_activity(record); });
    convert(std::move(change.tokens), rows.tokens,
            [&](const TokenId&, const Token& record) { return origins.of_token(record); });
    const auto owned = [&](const auto&, const auto& record) { return origins.of_owned(record); };
    convert(std::move(change.subscriptions), rows.subscriptions, owned);
    convert(std::move(change.jobs), rows.jobs, owned);
    convert(std::move(change.user_tasks), rows.user_tasks, owned);
    convert(std::move(change.external_tasks), rows.external_tasks, owned);
    convert(std::move(change.incidents), rows.incidents, owned);
    convert(std::move(change.variables), rows.variables, [&](const VariableKey& key, const Variable&) {
        return origins.of_node(origins.process_of(key.scope), bpmn::none);
    });
    convert_history(std::move(change.history), rows, origins);
    return rows;
}

JobRow job_row(const ActivityId& root, const InstanceState& state, const JobId& job, const Definitions& definitions) {
    const Job& record = state.jobs.at(job);
    return {Origins(root, state, {}, definitions).of_owned(record), job, record};
}

std::int64_t history_events(const RootRows& rows) {
    return static_cast<std::int64_t>(rows.ended_processes.size() + rows.ended_activities.size() +
                                     rows.ended_tasks.size() + rows.decisions.size() + rows.ended_variables.size() +
                                     rows.ended_incidents.size());
}

std::vector<DefinitionId> definitions_of(const StoredRoot& stored) {
    std::set<DefinitionId> ids;
    for (const ProcessRow& row : stored.processes) ids.insert(row.record.definition);
    return {ids.begin(), ids.end()};
}

namespace {

bpmn::DefinitionPtr definition_at(const Definitions& definitions, const Origin& origin) {
    bpmn::DefinitionPtr definition = definitions.find(origin.definition);
    if (!definition)
        throw NotLoadable("A record of it runs the process definition " + to_string(origin.definition) +
                          ", which none of its process instances runs.");
    return definition;
}

NotLoadable no_element(const Origin& origin) {
    return NotLoadable("The process definition " + to_string(origin.definition) + " has no element '" + origin.element +
                       "', at which a record of it stands.");
}

NodeIndex node_index(const Definitions& definitions, const Origin& origin) {
    if (origin.element.empty()) return bpmn::none;
    const std::optional<NodeIndex> node = definition_at(definitions, origin)->find_node(origin.element);
    if (!node) throw no_element(origin);
    return *node;
}

template <class R, class TableType>
void load_nodes(const std::vector<R>& rows, TableType& table, const Definitions& definitions) {
    for (const R& row : rows) {
        auto record = row.record;
        record.node = node_index(definitions, row.origin);
        table.insert(row.key, std::move(record));
    }
}

}  // namespace

InstanceState to_state(const StoredRoot& stored, const Definitions& definitions) {
    InstanceState state;
    for (const ProcessRow& row : stored.processes) {
        ProcessInstance record = row.record;
        record.start_node = node_index(definitions, row.origin);
        state.processes.insert(row.key, std::move(record));
    }
    load_nodes(stored.activities, state.activities, definitions);
    for (const TokenRow& row : stored.tokens) {
        Token record = row.record;
        const bpmn::DefinitionPtr definition = definition_at(definitions, row.origin);
        const std::optional<FlowIndex> flow = definition->find_flow(row.origin.element);
        if (!flow) throw no_element(row.origin);
        record.flow = *flow;
        record.node = definition->flow(*flow).target;
        state.tokens.insert(row.key, record);
    }
    load_nodes(stored.subscriptions, state.subscriptions, definitions);
    load_nodes(stored.jobs, state.jobs, definitions);
    load_nodes(stored.user_tasks, state.user_tasks, definitions);
    load_nodes(stored.external_tasks, state.external_tasks, definitions);
    load_nodes(stored.incidents, state.incidents, definitions);
    for (const VariableRow& row : stored.variables) state.variables.insert(row.key, row.record);
    return state;
}

}  // namespace pavane::engine
