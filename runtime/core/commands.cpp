#include "runtime/core/commands.hpp"

namespace pavane::core {

Command::Command(StartProcess command) : variant_(std::move(command)) {}
Command::Command(CompleteUserTask command) : variant_(std::move(command)) {}
Command::Command(ChangeUserTask command) : variant_(std::move(command)) {}
Command::Command(CompleteExternalTask command) : variant_(std::move(command)) {}
Command::Command(FailExternalTask command) : variant_(std::move(command)) {}
Command::Command(RaiseExternalTaskError command) : variant_(std::move(command)) {}
Command::Command(SetExternalTaskRetries command) : variant_(std::move(command)) {}
Command::Command(DeliverMessage command) : variant_(std::move(command)) {}
Command::Command(RunJob command) : variant_(std::move(command)) {}
Command::Command(FailJob command) : variant_(std::move(command)) {}
Command::Command(SetJobRetries command) : variant_(std::move(command)) {}
Command::Command(ChangeVariables command) : variant_(std::move(command)) {}
Command::Command(DeleteProcessInstance command) : variant_(std::move(command)) {}
Command::Command(const Command&) = default;
Command::Command(Command&&) noexcept = default;
Command& Command::operator=(const Command&) = default;
Command& Command::operator=(Command&&) noexcept = default;
Command::~Command() = default;

}  // namespace pavane::core
