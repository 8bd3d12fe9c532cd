#include "bpmn/link/extensions_without_effect.hpp"

namespace pavane::bpmn {

namespace {

using document::Extensions;

constexpr unsigned bit(Place place) { return static_cast<unsigned>(place); }

constexpr unsigned nowhere = 0;
constexpr unsigned users = bit(Place::user_task);
constexpr unsigned workers = bit(Place::worker_task) | bit(Place::thrown_message);
constexpr unsigned engine = bit(Place::expression_task) | bit(Place::thrown_message);
constexpr unsigned decisions = bit(Place::decision_task);
constexpr unsigned calls = bit(Place::call_activity);
constexpr unsigned nodes = bit(Place::start_event) | bit(Place::event) | users | bit(Place::worker_task) |
                           bit(Place::expression_task) | decisions | calls | bit(Place::other_node);
constexpr unsigned processes = bit(Place::process);
constexpr unsigned flows = bit(Place::flow);
constexpr unsigned starts = bit(Place::start_event);
constexpr unsigned definitions = bit(Place::event_definition);

struct Row {
    std::string_view name;
    unsigned used_by;
    bool (*is_given)(const Extensions&);
};

// Loops are judged where they stand, and refused.
constexpr Row rows[] = {
    {"asyncBefore", nodes, [](const Extensions& e) { return e.async_before.value_or(false); }},
    {"asyncAfter", nodes, [](const Extensions& e) { return e.async_after.value_or(false); }},
    {"exclusive", nodes, [](const Extensions& e) { return e.exclusive.has_value(); }},
    {"failedJobRetryTimeCycle", nodes, [](const Extensions& e) { return !e.failed_job_retry_time_cycle.empty(); }},
    {"jobPriority", nodes | processes, [](const Extensions& e) { return !e.job_priority.empty(); }},
    {"inputOutput", nodes,
     [](const Extensions& e) { return !e.input_parameters.empty() || !e.output_parameters.empty(); }},
    {"executionListener", nodes | processes | flows,
     [](const Extensions& e) { return !e.execution_listeners.empty(); }},
    {"taskListener", users, [](const Extensions& e) { return !e.task_listeners.empty(); }},
    {"type", workers, [](const Extensions& e) { return !e.implementation.type.empty(); }},
    {"topic", workers, [](const Extensions& e) { return !e.implementation.topic.empty(); }},
    {"taskPriority", workers | processes, [](const Extensions& e) { return !e.implementation.task_priority.empty(); }},
    {"retries", workers, [](const Extensions& e) { return !e.implementation.retries.empty(); }},
    {"class", workers, [](const Extensions& e) { return !e.implementation.java_class.empty(); }},
    {"delegateExpression", workers, [](const Extensions& e) { return !e.implementation.delegate_expression.empty(); }},
    {"expression", workers | engine, [](const Extensions& e) { return !e.implementation.expression.empty(); }},
    {"resource", bit(Place::expression_task),
     [](const Extensions& e) { return !e.implementation.script_resource.empty(); }},
    {"resultVariable", engine | decisions,
     [](const Extensions& e) { return !e.implementation.result_variable.empty(); }},
    {"field", workers, [](const Extensions& e) { return !e.implementation.fields.empty(); }},
    {"connector", nowhere, [](const Extensions& e) { return e.connector.has_value(); }},
    {"errorEventDefinition", bit(Place::worker_task), [](const Extensions& e) { return !e.error_definitions.empty(); }},
    {"taskHeaders", workers, [](const Extensions& e) { return !e.task_headers.empty(); }},
    {"assignee", users, [](const Extensions& e) { return !e.assignment.assignee.empty(); }},
    {"candidateUsers", users, [](const Extensions& e) { return !e.assignment.candidate_users.empty(); }},
    {"candidateGroups", users, [](const Extensions& e) { return !e.assignment.candidate_groups.empty(); }},
    {"dueDate", users, [](const Extensions& e) { return !e.assignment.due_date.empty(); }},
    {"followUpDate", users, [](const Extensions& e) { return !e.assignment.follow_up_date.empty(); }},
    {"priority", users, [](const Extensions& e) { return !e.assignment.priority.empty(); }},
    {"formKey", users, [](const Extensions& e) { return !e.form.key.empty(); }},
    {"formRef", users, [](const Extensions& e) { return !e.form.ref.ref.empty(); }},
    {"form fields", users, [](const Extensions& e) { return !e.form.fields.empty(); }},
    {"formHandlerClass", nowhere, [](const Extensions& e) { return !e.form.handler_class.empty(); }},
    {"businessKey", calls, [](const Extensions& e) { return !e.call.business_key.empty(); }},
    {"in", calls, [](const Extensions& e) { return !e.call.in.empty(); }},
    {"out", calls, [](const Extensions& e) { return !e.call.out.empty(); }},
    {"calledElement…", calls,
     [](const Extensions& e) {
         const document::Binding& process = e.call.process;
         return !process.ref.empty() || !process.binding.empty() || !process.version.empty() ||
                !process.version_tag.empty() || !process.tenant_id.empty();
     }},
    {"decisionRef", decisions, [](const Extensions& e) { return !e.decision.ref.ref.empty(); }},
    {"mapDecisionResult", decisions, [](const Extensions& e) { return !e.decision.map_result.empty(); }},
    {"initiator", starts, [](const Extensions& e) { return !e.event.initiator.empty(); }},
    {"errorCodeVariable", definitions, [](const Extensions& e) { return !e.event.error_code_variable.empty(); }},
    {"errorMessageVariable", definitions, [](const Extensions& e) { return !e.event.error_message_variable.empty(); }},
    {"candidate starters", nowhere,
     [](const Extensions& e) {
         return !e.process.candidate_starter_users.empty() || !e.process.candidate_starter_groups.empty() ||
                !e.process.potential_starters.empty();
     }},
    {"historyTimeToLive", processes, [](const Extensions& e) { return !e.process.history_time_to_live.empty(); }},
    {"isStartableInTasklist", processes,
     [](const Extensions& e) { return e.process.startable_in_tasklist.has_value(); }},
};

// What would change the token game, wherever it stands.
constexpr Row refused_rows[] = {
    {"skipExpression", nowhere, [](const Extensions& e) { return !e.implementation.skip_expression.empty(); }},
    {"triggerable", nowhere, [](const Extensions& e) { return e.implementation.triggerable; }},
    {"businessCalendarName", nowhere, [](const Extensions& e) { return !e.event.business_calendar.empty(); }},
};

struct PlaceOf {
    Place operator()(const Process&) const { return Place::process; }
    Place operator()(const StartEvent&) const { return Place::start_event; }
    Place operator()(const CatchEvent&) const { return Place::event; }
    Place operator()(const ThrowEvent&) const { return Place::event; }
    Place operator()(const EndEvent&) const { return Place::event; }
    Place operator()(const BoundaryEvent&) const { return Place::event; }
    Place operator()(const UserTask&) const { return Place::user_task; }
    Place operator()(const ExternalTask&) const { return Place::worker_task; }
    Place operator()(const ExpressionTask&) const { return Place::expression_task; }
    Place operator()(const BusinessRuleTask&) const { return Place::decision_task; }
    Place operator()(const CallActivity&) const { return Place::call_activity; }
    template <class Other>
    Place operator()(const Other&) const {
        return Place::other_node;
    }
};

}  // namespace

Place place_of(const Kind& kind) { return std::visit(PlaceOf{}, kind.variant()); }

void judge_extensions(Linking& linking, const document::BaseElement& element, std::string_view tag,
                      const document::Extensions& extensions, Place place) {
    for (const Row& row : refused_rows)
        if (row.is_given(extensions)) refuse(linking, element, tag, row.name);
    for (const Row& row : rows)
        if ((row.used_by & bit(place)) == 0 && row.is_given(extensions))
            report(linking, Severity::warning, "extension-without-effect", element,
                   describe(tag, element) + " has the extension '" + std::string(row.name) +
                       "', which has no effect there.");
}

}  // namespace pavane::bpmn
