// Records as a store keeps them: with BPMN element ids instead of a definition's indexes, and with where they belong.
// A record's own NodeIndex and FlowIndex are not stored; the engine sets them again when it loads,
// for indexes change with the code that makes them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/core/change.hpp"

namespace pavane::engine {

using core::ActivityId;
using core::DefinitionId;

// Where a row belongs and which element it is about.
struct Origin {
    ActivityId root;
    ActivityId process;
    DefinitionId definition;
    std::string tenant;
    std::string
        element;  // the node's id; of a token its sequence flow's id; of a process instance its start event's id
    std::string element_name;   // activities only
    std::string activity_type;  // activities only
};

template <class Key, class Record>
struct Row {
    Origin origin;
    Key key;
    Record record;
};

using ProcessRow = Row<ActivityId, core::ProcessInstance>;
using ActivityRow = Row<ActivityId, core::ActivityInstance>;
using TokenRow = Row<core::TokenId, core::Token>;
using SubscriptionRow = Row<core::SubscriptionId, core::EventSubscription>;
struct JobRow : Row<core::JobId, core::Job> {
    bool in_turn = true;  // it may be leased: see job_turns.hpp
};
using UserTaskRow = Row<core::UserTaskId, core::UserTask>;
using ExternalTaskRow = Row<core::ExternalTaskId, core::ExternalTask>;
using IncidentRow = Row<core::IncidentId, core::Incident>;
using VariableRow = Row<core::VariableKey, core::Variable>;

template <class R>
struct RowChanges {
    std::vector<R> inserted;
    std::vector<R> updated;  // whole rows
    std::vector<decltype(R::key)> erased;

    bool empty() const { return inserted.empty() && updated.empty() && erased.empty(); }
};

template <class Ended>
struct HistoryRow {
    Origin origin;
    Ended ended;
};

// An evaluated decision. One that was evaluated by itself has no root, process, definition and element.
struct DecisionRow {
    Origin origin;
    core::DecisionInstance instance;
    std::optional<Instant> removal_time = {};  // set by a batch operation
};

// Everything one root's changes within a batch come to.
struct RootRows {
    RowChanges<ProcessRow> processes;
    RowChanges<ActivityRow> activities;
    RowChanges<TokenRow> tokens;
    RowChanges<SubscriptionRow> subscriptions;
    RowChanges<JobRow> jobs;
    RowChanges<UserTaskRow> user_tasks;
    RowChanges<ExternalTaskRow> external_tasks;
    RowChanges<IncidentRow> incidents;
    RowChanges<VariableRow> variables;
    std::vector<HistoryRow<core::EndedProcess>> ended_processes;  // origin.element: the start event; end_element below
    std::vector<HistoryRow<core::EndedActivity>> ended_activities;
    std::vector<HistoryRow<core::EndedTask>> ended_tasks;
    std::vector<HistoryRow<core::EndedVariable>> ended_variables;
    std::vector<HistoryRow<core::EndedIncident>> ended_incidents;
    std::vector<DecisionRow> decisions;
    std::vector<std::string> end_elements;  // beside ended_processes: the end event's id or empty
};

// A root as it is loaded: its revision and rows, read in one snapshot.
struct Revision {
    std::int64_t counter = 0;
    Uuid operation;  // of the commit that made it

    friend bool operator==(const Revision&, const Revision&) = default;
};

struct StoredRoot {
    ActivityId root;
    Revision revision;
    std::int64_t history_events = 0;  // as in RootChange
    std::vector<ProcessRow> processes;
    std::vector<ActivityRow> activities;
    std::vector<TokenRow> tokens;
    std::vector<SubscriptionRow> subscriptions;
    std::vector<JobRow> jobs;
    std::vector<UserTaskRow> user_tasks;
    std::vector<ExternalTaskRow> external_tasks;
    std::vector<IncidentRow> incidents;
    std::vector<VariableRow> variables;
    std::vector<std::string> unreadable;  // a sentence about each: see InstanceStore::load_to_delete
};

}  // namespace pavane::engine
