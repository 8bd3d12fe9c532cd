#include "bpmn/link/rules/rules.hpp"
#include "bpmn/model/longest_name.hpp"
#include "expression/juel/juel.hpp"
#include "foundation/utf8.hpp"

namespace pavane::bpmn {

namespace {

constexpr std::size_t shown_bytes = 60;  // enough to find it in a file

// The names of one element.
struct Check {
    Diagnostics& diagnostics;
    const std::string& element;
    Location location;

    void operator()(std::string_view what, const std::string& name) const {
        if (name.size() <= longest_name) return;
        diagnostics.push_back({Severity::error, "name-too-long",
                               "The " + std::string(what) + " '" + beginning_of(name, shown_bytes) + "' of '" +
                                   beginning_of(element, shown_bytes) + "' has " + std::to_string(name.size()) +
                                   " bytes; at most " + std::to_string(longest_name) + " can be stored.",
                               element, location});
    }
    // What an expression gives is not known before it runs.
    void operator()(std::string_view what, const Expression& expression) const {
        if (!expression) return;
        if (const std::optional<std::string> literal = expression::literal_text(expression)) (*this)(what, *literal);
    }
    void operator()(const Trigger& trigger) const {
        if (const auto* message = std::get_if<MessageTrigger>(&trigger)) (*this)("message name", message->name);
        if (const auto* error = std::get_if<ErrorTrigger>(&trigger)) {
            (*this)("error code variable", error->code_variable);
            (*this)("error message variable", error->message_variable);
        }
    }
};

void check_kind(const Check& check, const StartEvent& event) { check(event.trigger); }
void check_kind(const Check& check, const CatchEvent& event) { check(event.trigger); }
void check_kind(const Check& check, const BoundaryEvent& event) { check(event.trigger); }
void check_kind(const Check& check, const ReceiveTask& task) { check(Trigger(task.trigger)); }
void check_kind(const Check& check, const UserTask& task) { check("assignee", task.assignee); }
void check_kind(const Check& check, const ExternalTask& task) { check("topic", task.topic); }
void check_kind(const Check& check, const ExpressionTask& task) { check("result variable", task.result_variable); }

void check_kind(const Check& check, const BusinessRuleTask& task) {
    check("decision", task.decision);
    check("result variable", task.result_variable);
}

void check_kind(const Check& check, const CallActivity& call) {
    check("called element", call.called_element);
    for (const CallActivity::Mapping& mapping : call.inputs) check("target variable", mapping.target);
    for (const CallActivity::Mapping& mapping : call.outputs) check("target variable", mapping.target);
}

template <class Kind>
void check_kind(const Check&, const Kind&) {}

}  // namespace

// It would be deployed, and fail when an instance comes to it. A text of several candidates is not judged here.
void no_name_too_long(const ProcessDefinition& definition, Diagnostics& diagnostics) {
    for (const Node& node : definition.nodes) {
        const Check check{diagnostics, node.id, node.location};
        check("id", node.id);
        for (const Parameter& input : node.inputs) check("input parameter", input.name);
        for (const Parameter& output : node.outputs) check("output parameter", output.name);
        std::visit([&](const auto& kind) { check_kind(check, kind); }, node.kind.variant());
    }
    for (const SequenceFlow& flow : definition.flows) {
        const Location location = flow.source == none ? Location{} : definition.node(flow.source).location;
        Check{diagnostics, flow.id, location}("id", flow.id);
    }
}

}  // namespace pavane::bpmn
