// What the core identifies. A process instance is identified by the activity instance of its outermost scope; the first
// one of a family (no caller) is the root, the unit of order and revision.
#pragma once

#include "bpmn/model/definition.hpp"
#include "foundation/uuid.hpp"

namespace pavane::core {

using bpmn::DefinitionId;
using bpmn::FlowIndex;
using bpmn::NodeIndex;

using ActivityId = Id<struct ActivityTag>;
using TokenId = Id<struct TokenTag>;
using SubscriptionId = Id<struct SubscriptionTag>;
using JobId = Id<struct JobTag>;
using UserTaskId = Id<struct UserTaskTag>;
using ExternalTaskId = Id<struct ExternalTaskTag>;
using IncidentId = Id<struct IncidentTag>;
using VariableId = Id<struct VariableTag>;
using DecisionId = Id<struct DecisionTag>;                  // a deployed decision: one version of it
using DecisionInstanceId = Id<struct DecisionInstanceTag>;  // one evaluation of a decision

// Gives new ids; the shell's are time-ordered, a test's may count.
class IdSource {
  public:
    virtual ~IdSource() = default;
    virtual Uuid next() = 0;
};

}  // namespace pavane::core
