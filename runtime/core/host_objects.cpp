#include "runtime/core/host_objects.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "bpmn/model/public_id.hpp"
#include "expression/variable_methods.hpp"
#include "runtime/core/evaluation.hpp"
#include "runtime/core/variables.hpp"

namespace pavane::core {

using expression::EvaluationError;
using expression::Value;

namespace {

// What scripts see of the objects: they are given all of it before they run. An expression asks by name, and may ask
// for the variables besides.
constexpr std::array<std::string_view, 11> execution_properties{"id",
                                                                "activityInstanceId",
                                                                "processInstanceId",
                                                                "processBusinessKey",
                                                                "businessKey",
                                                                "processDefinitionId",
                                                                "processDefinitionKey",
                                                                "currentActivityId",
                                                                "currentActivityName",
                                                                "tenantId",
                                                                "eventName"};
constexpr std::array<std::string_view, 10> task_properties{
    "name",         "description", "assignee",          "owner",    "priority", "dueDate",
    "followUpDate", "createTime",  "taskDefinitionKey", "eventName"};
constexpr std::array<std::string_view, 6> external_task_properties{"topicName", "errorMessage", "errorDetails",
                                                                   "retries",   "priority",     "activityId"};
constexpr std::array<std::string_view, 11> task_changes{
    "setAssignee",         "setOwner",        "setName",          "setDescription",    "setPriority",
    "setDueDate",          "setFollowUpDate", "addCandidateUser", "addCandidateGroup", "deleteCandidateUser",
    "deleteCandidateGroup"};

Value text_or_null(const std::string& text) { return text.empty() ? Value() : Value(text); }

Value time_or_null(const std::optional<Instant>& at) { return at ? Value(expression::DateTime{*at, 0}) : Value(); }

// The variables of an activity instance, as the methods on variables see them.
class ActivityVariables final : public expression::VariableScope {
  public:
    ActivityVariables(Step& step, const ActivityId& scope) : step_(step), scope_(scope) {}

    std::optional<Value> find_variable(std::string_view name, bool local) const override {
        std::optional<VariableKey> key = VariableKey{scope_, std::string(name)};
        if (!local) key = core::find_variable(step_.state, scope_, name);
        const Variable* const found = key ? step_.state.variables.find(*key) : nullptr;
        return found ? std::optional(found->value.value) : std::nullopt;
    }
    std::vector<std::string> variable_names(bool local) const override {
        std::vector<std::string> names;
        for (const VariableKey& key : variables_in_sight(step_.state, scope_))
            if (!local || key.scope == scope_) names.push_back(key.name);
        return names;
    }
    std::optional<std::string> set_variable(const std::string& name, const Value& value, bool local) override {
        Result<Value, std::string> kept = expression::storable(value);
        if (!kept) return std::move(kept.error());
        const auto set = local ? set_local_variable : core::set_variable;
        set(step_, scope_, name, expression::typed(std::move(*kept)));
        return std::nullopt;
    }
    void remove_variable(const std::string& name, bool local) override {
        core::remove_variable(step_, scope_, name, local);
    }

  private:
    Step& step_;
    ActivityId scope_;
};

bool add_candidate(UserTask& task, Candidate candidate) {
    const auto at = std::lower_bound(task.candidates.begin(), task.candidates.end(), candidate);
    if (at != task.candidates.end() && *at == candidate) return false;
    task.candidates.insert(at, std::move(candidate));
    return true;
}

}  // namespace

HostScope::HostScope(Step& step, ActivityId activity, UserTaskId task, std::string event)
    : step_(step), activity_(activity), task_(task), event_(std::move(event)) {}

std::optional<Value> HostScope::variable(std::string_view name) const {
    return ActivityVariables(step_, activity_).find_variable(name, false);
}

std::vector<std::string> HostScope::variable_names() const {
    std::vector<std::string> names;
    for (const VariableKey& key : variables_in_sight(step_.state, activity_)) names.push_back(key.name);
    return names;
}

std::optional<Value> HostScope::execution_property(std::string_view name) const {
    const ActivityInstance& activity = step_.state.activities.at(activity_);
    const ProcessInstance& process = step_.state.processes.at(activity.process);
    const bpmn::ProcessDefinition& definition = definition_of(step_, activity_);
    const bpmn::Node& node = definition.node(activity.node);
    if (name == "id" || name == "activityInstanceId") return Value(to_string(activity_));
    if (name == "processInstanceId") return Value(to_string(activity.process));
    if (name == "processBusinessKey" || name == "businessKey") return text_or_null(process.business_key);
    if (name == "processDefinitionId")
        return Value(bpmn::public_id(process.definition.value, definition.key, definition.version));
    if (name == "processDefinitionKey") return Value(definition.key);
    if (name == "currentActivityId") return Value(node.id);
    if (name == "currentActivityName") return text_or_null(node.name);
    if (name == "tenantId") return text_or_null(process.tenant);
    if (name == "eventName") return text_or_null(event_);
    // execution.variables is execution.getVariables().
    const auto variables = call_variable_method(expression::getter_of_property(name), {});
    return variables && *variables ? std::optional(**variables) : std::nullopt;
}

std::optional<Value> HostScope::task_property(std::string_view name) const {
    const UserTask& task = step_.state.user_tasks.at(task_);
    if (name == "id") return Value(to_string(task_));
    if (name == "name") return text_or_null(task.name);
    if (name == "description") return text_or_null(task.description);
    if (name == "assignee") return text_or_null(task.assignee);
    if (name == "owner") return text_or_null(task.owner_user);
    if (name == "priority") return Value(static_cast<std::int64_t>(task.priority));
    if (name == "dueDate") return time_or_null(task.due);
    if (name == "followUpDate") return time_or_null(task.follow_up);
    if (name == "createTime") return time_or_null(task.created_at);
    if (name == "taskDefinitionKey") return Value(node_of(step_, activity_).id);
    if (name == "eventName") return text_or_null(event_);
    return execution_property(name);
}

const ExternalTask* HostScope::external_task() const {
    const std::vector<ExternalTaskId> own = step_.state.external_tasks.owned_by(activity_);
    return own.empty() ? nullptr : step_.state.external_tasks.find(own.front());
}

// Who has locked it is not among these: a lock is no part of the state.
std::optional<Value> HostScope::external_task_property(std::string_view name) const {
    const ExternalTask& task = *external_task();
    if (name == "id") return Value(to_string(step_.state.external_tasks.owned_by(activity_).front()));
    if (name == "topicName") return Value(task.topic);
    if (name == "errorMessage") return text_or_null(task.error_message);
    if (name == "errorDetails") return text_or_null(task.error_details);
    if (name == "retries") return task.retries ? Value(static_cast<std::int64_t>(*task.retries)) : Value();
    if (name == "priority") return Value(task.priority);
    if (name == "activityId") return Value(node_of(step_, activity_).id);
    return execution_property(name);
}

bool HostScope::offers(std::string_view object) const {
    if (object == "externalTask") return external_task() != nullptr;
    return object == "execution" || (object == "task" && task_);
}

std::optional<HostScope::Answer> HostScope::property(std::string_view object, std::string_view name) const {
    if (!offers(object)) return std::nullopt;
    std::optional<Value> value;
    if (object == "execution")
        value = execution_property(name);
    else if (object == "task")
        value = task_property(name);
    else
        value = external_task_property(name);
    if (value) return Answer(std::move(*value));
    return Answer(tl::make_unexpected(
        EvaluationError{"'" + std::string(object) + "' has no property '" + std::string(name) + "'."}));
}

std::vector<expression::ScriptObject> HostScope::objects() const {
    std::vector<expression::ScriptObject> objects;
    const auto offer = [&](const std::string& name, std::span<const std::string_view> own,
                           std::span<const std::string_view> changes) {
        if (!offers(name)) return;
        expression::Context properties;
        const auto add = [&](std::span<const std::string_view> names) {
            for (const std::string_view each : names)
                if (std::optional<Answer> value = property(name, each); value && *value)
                    properties.set(std::string(each), std::move(**value));
        };
        add(execution_properties);
        add(own);
        objects.push_back({name, std::move(properties), changes});
    };
    offer("execution", {}, {});
    offer("task", task_properties, task_changes);
    offer("externalTask", external_task_properties, {});
    return objects;
}

std::optional<HostScope::Answer> HostScope::call_variable_method(std::string_view method, Arguments arguments) const {
    const expression::VariableMethod* const known = expression::find_variable_method(method);
    if (!known) return std::nullopt;
    ActivityVariables variables(step_, activity_);
    auto answer = expression::call(*known, variables, arguments);
    if (answer) return Answer(std::move(*answer));
    return Answer(tl::make_unexpected(EvaluationError{std::move(answer.error())}));
}

std::optional<HostScope::Answer> HostScope::change_task(std::string_view method, Arguments arguments) {
    if (arguments.size() != 1) return std::nullopt;
    UserTask task = step_.state.user_tasks.at(task_);
    const std::string text = to_text(arguments[0]);
    const expression::DateTime* date = arguments[0].date_time();
    const std::int64_t* priority = arguments[0].integer();
    if (method == "setAssignee")
        task.assignee = text;
    else if (method == "setOwner")
        task.owner_user = text;
    else if (method == "setName")
        task.name = text;
    else if (method == "setDescription")
        task.description = text;
    else if (method == "setPriority" && priority && std::in_range<std::int32_t>(*priority))
        task.priority = static_cast<std::int32_t>(*priority);
    else if (method == "setPriority")
        return Answer(
            tl::make_unexpected(EvaluationError{"setPriority takes a whole number from -2147483648 to 2147483647."}));
    else if (method == "setDueDate" && (date || arguments[0].is_null()))
        task.due = date ? std::optional(date->instant()) : std::nullopt;
    else if (method == "setFollowUpDate" && (date || arguments[0].is_null()))
        task.follow_up = date ? std::optional(date->instant()) : std::nullopt;
    else if (method == "addCandidateUser")
        add_candidate(task, {Candidate::Kind::user, text});
    else if (method == "addCandidateGroup")
        add_candidate(task, {Candidate::Kind::group, text});
    else if (method == "deleteCandidateUser")
        std::erase(task.candidates, Candidate{Candidate::Kind::user, text});
    else if (method == "deleteCandidateGroup")
        std::erase(task.candidates, Candidate{Candidate::Kind::group, text});
    else
        return std::nullopt;
    emit(step_, UserTaskChanged{task_, std::move(task)});
    return Answer(Value());
}

std::optional<HostScope::Answer> HostScope::call(std::string_view object, std::string_view method,
                                                 Arguments arguments) {
    // There is no authentication, so nobody is the current user.
    if (object.empty() && (method == "currentUser" || method == "currentUserGroups")) return Answer(Value());
    if (!offers(object)) return std::nullopt;
    if (std::optional<Answer> answer = call_variable_method(method, arguments)) return answer;
    if (object == "task")
        if (std::optional<Answer> answer = change_task(method, arguments)) return answer;
    if (const std::optional<std::string> name = expression::property_of_getter(method); name && arguments.empty())
        return property(object, *name);
    return Answer(
        tl::make_unexpected(EvaluationError{"'" + std::string(object) + "' has no method '" + std::string(method) +
                                            "' with " + std::to_string(arguments.size()) + " arguments."}));
}

}  // namespace pavane::core
