// What is kept of what has ended or was decided. A live row carries its start; these are written once, when it ends.
#pragma once

#include <vector>

#include "runtime/core/events.hpp"

namespace pavane::core {

struct EndedProcess {
    ActivityId id;
    ProcessInstance instance;
    Ending ending = Ending::completed;
    bool by_command = false;
    NodeIndex end_node = bpmn::none;
    std::string reason;
    Instant ended_at;
};
struct EndedActivity {
    ActivityId id;
    ActivityInstance activity;
    Ending ending = Ending::completed;
    Instant ended_at;
};
struct EndedTask {
    UserTaskId id;
    UserTask task;
    ActivityId process;
    std::string reason;
    Instant ended_at;
};
struct EndedVariable {  // its last value
    VariableKey key;
    Variable variable;
    ActivityId process;
    Instant ended_at;
};
struct EndedIncident {
    IncidentId id;
    Incident incident;
    ActivityId process;
    bool resolved = true;
    Instant ended_at;
};

// One evaluation of a decision. Of one that was evaluated by itself activity and process are null.
struct DecisionInstance : NumberedDecision {
    ActivityId activity;
    ActivityId process;
    NodeIndex node = bpmn::none;
    Instant evaluated_at;
};

struct History {
    std::vector<EndedProcess> processes;
    std::vector<EndedActivity> activities;
    std::vector<EndedTask> tasks;
    std::vector<EndedVariable> variables;
    std::vector<EndedIncident> incidents;
    std::vector<DecisionInstance> decisions;
};

}  // namespace pavane::core
