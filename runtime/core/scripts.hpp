// JavaScript in a step. It does not run here: the step stops with a Need, and comes again with what became of it.
#pragma once

#include <optional>

#include "runtime/core/host_objects.hpp"

namespace pavane::core {

// What has become of the script that this step meets now, or nothing and the step has stopped: it needs it, or it has
// met too many.
std::optional<ScriptOutcome> script_outcome(Step& step, const HostScope& scope, const bpmn::Expression& script);

// Makes the changes that a script has asked for, in their order, as if it made them now. False: the step has stopped.
bool make_changes(Step& step, HostScope& scope, const std::vector<expression::ScriptChange>& changes);

// Why it failed and where: a sentence.
std::string describe(const expression::ScriptFailure& failure);

}  // namespace pavane::core
