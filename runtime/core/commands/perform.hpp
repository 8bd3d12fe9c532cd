// What each command does to a root, one overload per command, one file each. A command that does not fit the state is
// rejected; after perform() the step settles.
#pragma once

#include "runtime/core/unit_of_work.hpp"

namespace pavane::core {

void perform(Step& step, const StartProcess& command);
void perform(Step& step, const CompleteUserTask& command);
void perform(Step& step, const ChangeUserTask& command);
void perform(Step& step, const CompleteExternalTask& command);
void perform(Step& step, const FailExternalTask& command);
void perform(Step& step, const RaiseExternalTaskError& command);
void perform(Step& step, const SetExternalTaskRetries& command);
void perform(Step& step, const DeliverMessage& command);
void perform(Step& step, const RunJob& command);
void perform(Step& step, const FailJob& command);
void perform(Step& step, const SetJobRetries& command);
void perform(Step& step, const ChangeVariables& command);
void perform(Step& step, const DeleteProcessInstance& command);

}  // namespace pavane::core
