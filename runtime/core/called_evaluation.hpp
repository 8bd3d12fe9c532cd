// Which process or decision an activity means, by the expressions of its model.
#pragma once

#include "runtime/core/evaluation.hpp"
#include "runtime/core/flow.hpp"

namespace pavane::core {

// For the sentence about an activity whose key is nothing: "The call activity 'a' calls nothing: ${b} gave no process."
struct CallWords {
    std::string_view activity;
    std::string_view calls_nothing;
    std::string_view what;
};

// `task` says by which version, tag and tenant. Nothing: the step has stopped with a Failure.
template <class DeployedId, class Task>
std::optional<Called<DeployedId>> evaluate_called(Step& step, const ActivityId& activity, const Task& task,
                                                  const bpmn::Expression& key, const CallWords& words) {
    const std::optional<std::string> named = evaluate_text(step, activity, key);
    const std::optional<std::int32_t> version = evaluate_int32(step, activity, task.version, 0);
    const std::optional<std::string> version_tag = evaluate_text(step, activity, task.version_tag);
    const std::optional<std::string> tenant = evaluate_text(step, activity, task.tenant);
    if (step.stopped) return std::nullopt;
    if (named->empty()) {
        const std::string& id = node_of(step, activity).id;
        fail(step, id,
             "The " + std::string(words.activity) + " '" + id + "' " + std::string(words.calls_nothing) + ": " +
                 key.text + " gave no " + std::string(words.what) + ".");
        return std::nullopt;
    }
    Called<DeployedId> called;
    called.key = *named;
    called.tenant = task.tenant ? *tenant : step.state.processes.at(step.state.activities.at(activity).process).tenant;
    called.binding = task.binding;
    called.version = *version;
    called.version_tag = *version_tag;
    if (task.binding == bpmn::Binding::deployment) called.deployment = definition_of(step, activity).deployment;
    return called;
}

}  // namespace pavane::core
