#include <charconv>
#include <set>

#include "bpmn/link/rules/rules.hpp"
#include "expression/juel/juel.hpp"
#include "expression/temporal.hpp"
#include "foundation/utf8.hpp"

namespace pavane::bpmn {

namespace {

using expression::ResultKind;

std::string_view name_of(ResultKind kind) {
    switch (kind) {
        case ResultKind::boolean:
            return "true or false";
        case ResultKind::number:
            return "a number";
        case ResultKind::text:
            return "a text";
        case ResultKind::date:
            return "a date";
        case ResultKind::duration:
            return "a duration";
        case ResultKind::list:
            return "a list";
        case ResultKind::context:
            return "a context";
        case ResultKind::unknown:
        case ResultKind::other:
            break;
    }
    return "something else";
}

struct Wanted {
    std::string_view what;  // "a whole number"
    std::set<ResultKind> kinds;
    bool (*reads)(const std::string& literal);  // may be null: any text will do
};

bool is_whole_number(const std::string& text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
}

bool is_date(const std::string& text) {
    return text.starts_with('P') ? expression::parse_duration(text).has_value()
                                 : expression::parse_date_time(text).has_value();
}

const Wanted condition{"true or false", {ResultKind::boolean}, nullptr};
const Wanted number{"a whole number", {ResultKind::number, ResultKind::text}, &is_whole_number};
const Wanted date{"a date such as 2026-12-24T18:00:00, or a duration such as P3D",
                  {ResultKind::text, ResultKind::date, ResultKind::duration},
                  &is_date};
const Wanted text{"a text",
                  {ResultKind::text, ResultKind::number, ResultKind::boolean, ResultKind::date, ResultKind::duration},
                  nullptr};
const Wanted time{"a time as ISO 8601 writes it",
                  {ResultKind::text, ResultKind::date, ResultKind::duration, ResultKind::other},
                  nullptr};

struct Check {
    Diagnostics& diagnostics;
    std::string element;
    Location location;

    void operator()(std::string_view title, const Expression& expression, const Wanted& wanted) const {
        if (!expression) return;
        const std::optional<std::string> literal = expression::literal_text(expression);
        const ResultKind kind = expression.program->foretold().kind;
        const bool is_unreadable = literal && wanted.reads && !literal->empty() && !wanted.reads(*literal);
        if (!is_unreadable && (kind == ResultKind::unknown || wanted.kinds.contains(kind))) return;
        const std::string found = is_unreadable ? "cannot be read" : "gives " + std::string(name_of(kind));
        diagnostics.push_back({Severity::warning, "value-of-the-wrong-kind",
                               "The " + std::string(title) + " of '" + element + "', " +
                                   beginning_of(expression.text, 60) + ", " + found + ": it must be " +
                                   std::string(wanted.what) + ", or the process fails when it comes to it.",
                               element, location});
    }
};

void check_kind(const Check& check, const UserTask& task) {
    check("priority", task.priority, number);
    check("due date", task.due_date, date);
    check("follow-up date", task.follow_up_date, date);
    check("assignee", task.assignee, text);
    check("form key", task.form_key, text);
}

void check_kind(const Check& check, const ExternalTask& task) {
    check("topic", task.topic, text);
    check("task priority", task.priority, number);
    for (const ExternalTask::ErrorMapping& mapping : task.error_mappings)
        check("error mapping", mapping.condition, condition);
}

void check_kind(const Check& check, const CallActivity& call) {
    check("called element", call.called_element, text);
    check("version", call.version, number);
    check("business key", call.business_key, text);
}

void check_trigger(const Check& check, const Trigger& trigger) {
    if (const auto* timer = std::get_if<TimerTrigger>(&trigger)) check("timer", timer->text, time);
    if (const auto* message = std::get_if<MessageTrigger>(&trigger)) check("message name", message->name, text);
}
void check_kind(const Check& check, const StartEvent& event) { check_trigger(check, event.trigger); }
void check_kind(const Check& check, const CatchEvent& event) { check_trigger(check, event.trigger); }
void check_kind(const Check& check, const BoundaryEvent& event) { check_trigger(check, event.trigger); }

template <class Kind>
void check_kind(const Check&, const Kind&) {}

}  // namespace

// Where an expression's text alone tells what it gives. A warning: the process may never come there.
void no_value_of_the_wrong_kind(const ProcessDefinition& definition, Diagnostics& diagnostics) {
    for (const Node& node : definition.nodes) {
        const Check check{diagnostics, node.id, node.location};
        check("job priority", node.job_priority, number);
        std::visit([&](const auto& kind) { check_kind(check, kind); }, node.kind.variant());
    }
    for (const SequenceFlow& flow : definition.flows)
        Check{diagnostics, flow.id, flow.location}("condition", flow.condition, condition);
}

}  // namespace pavane::bpmn
