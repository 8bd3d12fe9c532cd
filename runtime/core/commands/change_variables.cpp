#include "runtime/core/commands/perform.hpp"
#include "runtime/core/variables.hpp"

namespace pavane::core {

void perform(Step& step, const ChangeVariables& command) {
    if (!step.state.activities.find(command.scope))
        return reject(step, Rejection::Reason::unknown_activity,
                      "execution " + to_string(command.scope) + " doesn't exist");
    if (command.local)
        set_local_variables(step, command.scope, command.modifications);
    else
        set_variables(step, command.scope, command.modifications);
    for (const std::string& name : command.deletions) remove_variable(step, command.scope, name, command.local);
}

}  // namespace pavane::core
