// What can be asked of a root: the whole vocabulary. One file each in commands/.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "runtime/core/records.hpp"

namespace pavane::core {

using Assignments = std::vector<std::pair<std::string, expression::TypedValue>>;

struct StartProcess {
    ActivityId id;  // of the new process instance, chosen by the shell
    DefinitionId definition;
    NodeIndex start = bpmn::none;  // the start event; none: the initial one
    std::string business_key;
    Assignments variables;
};
struct CompleteUserTask {
    UserTaskId task;
    Assignments variables;
    Assignments local_variables;
};
// Sets or takes away what a client may change of an open user task; a field that is none stays.
struct ChangeUserTask {
    UserTaskId task;
    std::optional<std::string> assignee;    // empty text: nobody
    std::optional<std::string> claimed_by;  // refused when somebody else has it
};
struct CompleteExternalTask {
    ExternalTaskId task;
    Assignments variables;
    Assignments local_variables;
};
struct FailExternalTask {
    ExternalTaskId task;
    std::string error_message;
    std::string error_details;
    std::int32_t retries = 0;
    Assignments variables;
    Assignments local_variables;
};
struct RaiseExternalTaskError {
    ExternalTaskId task;
    std::string code;
    std::string message;
    Assignments variables;
};
struct SetExternalTaskRetries {
    ExternalTaskId task;
    std::int32_t retries = 0;
};
// Delivers a message to one open subscription.
struct DeliverMessage {
    SubscriptionId subscription;
    Assignments variables;
    Assignments local_variables;
};
// Runs a job: fires a timer, continues behind an async border.
struct RunJob {
    JobId job;
};
// A run of the job has failed: costs a retry, and the last one makes the incident.
struct FailJob {
    JobId job;
    std::string error_message;
    std::string error_details;
    bool give_up = false;  // no retry is left, whatever the model says
    // It has met a limit of its whole root: no other job would get further, and none runs until somebody has looked.
    bool halts_root = false;
};
struct SetJobRetries {
    JobId job;
    std::int32_t retries = 0;
};
struct ChangeVariables {
    ActivityId scope;
    Assignments modifications;
    std::vector<std::string> deletions;
    bool local = false;  // on the scope itself, not on the nearest scope outwards that has the name
};
struct DeleteProcessInstance {
    ActivityId process;
    std::string reason;
    bool skip_listeners = false;
    bool skip_mappings = false;
};

// Special members are in commands.cpp: see bpmn::Kind for why.
class Command {
  public:
    using Variant = std::variant<StartProcess, CompleteUserTask, ChangeUserTask, CompleteExternalTask, FailExternalTask,
                                 RaiseExternalTaskError, SetExternalTaskRetries, DeliverMessage, RunJob, FailJob,
                                 SetJobRetries, ChangeVariables, DeleteProcessInstance>;

    Command(StartProcess);
    Command(CompleteUserTask);
    Command(ChangeUserTask);
    Command(CompleteExternalTask);
    Command(FailExternalTask);
    Command(RaiseExternalTaskError);
    Command(SetExternalTaskRetries);
    Command(DeliverMessage);
    Command(RunJob);
    Command(FailJob);
    Command(SetJobRetries);
    Command(ChangeVariables);
    Command(DeleteProcessInstance);
    Command(const Command&);
    Command(Command&&) noexcept;
    Command& operator=(const Command&);
    Command& operator=(Command&&) noexcept;
    ~Command();

    const Variant& variant() const { return variant_; }

  private:
    Variant variant_;
};

}  // namespace pavane::core
