// Zeebe's extensions: elements throughout, expressions are FEEL behind a '='.
#include <array>

#include "bpmn/parser/dialect.hpp"

namespace pavane::bpmn::parser {
namespace {

using namespace document;

constexpr std::array<std::string_view, 1> namespaces = {"http://camunda.org/schema/zeebe/1.0"};

ExpressionText feel_or_text(const xml::Element& element, std::string_view name) {
    const std::string value = value_of(element, name);
    const std::string_view text = trimmed(value);
    if (text.starts_with('=')) return {std::string(trimmed(text.substr(1))), "feel", location_of(element)};
    return {value, "", location_of(element)};
}

// Between the dots; at least one.
std::vector<std::string> parts_of(std::string_view target) {
    std::vector<std::string> parts;
    while (true) {
        const std::size_t dot = target.find('.');
        parts.emplace_back(target.substr(0, dot));
        if (dot == std::string_view::npos) return parts;
        target.remove_prefix(dot + 1);
    }
}

void read_binding(const xml::Element& element, Binding& into) {
    into.binding = value_of(element, "bindingType");
    into.version_tag = value_of(element, "versionTag");
}

void task_definition(Reading&, const xml::Element& element, Extensions& into) {
    into.implementation.type = "external";
    into.implementation.topic = feel_or_text(element, "type");
    into.implementation.retries = feel_or_text(element, "retries");
}

void task_headers(Reading& reading, const xml::Element& element, Extensions& into) {
    for (const xml::Element& child : element.children) {
        if (child.name == "header")
            into.task_headers.push_back(
                {value_of(child, "id"), value_of(child, "key"), value_of(child, "value"), location_of(child)});
        else
            report_inner(reading, child);
    }
}

void io_mapping(Reading& reading, const xml::Element& element, Extensions& into) {
    for (const xml::Element& child : element.children) {
        std::vector<std::string> target = parts_of(value_of(child, "target"));
        Parameter parameter{std::move(target.front()), {}, location_of(child)};
        parameter.members.assign(std::make_move_iterator(target.begin() + 1), std::make_move_iterator(target.end()));
        parameter.value.text = feel_or_text(child, "source");
        if (child.name == "input")
            into.input_parameters.push_back(std::move(parameter));
        else if (child.name == "output")
            into.output_parameters.push_back(std::move(parameter));
        else
            report_inner(reading, child);
    }
}

void subscription(Reading&, const xml::Element& element, Extensions& into) {
    into.event.correlation_key = feel_or_text(element, "correlationKey");
}

void called_element(Reading& reading, const xml::Element& element, Extensions& into) {
    into.call.process.ref = feel_or_text(element, "processId");
    read_binding(element, into.call.process);
    into.call.propagate_all_parent_variables = flag_named(reading, element, "propagateAllParentVariables");
    into.call.propagate_all_child_variables = flag_named(reading, element, "propagateAllChildVariables").value_or(true);
}

void called_decision(Reading&, const xml::Element& element, Extensions& into) {
    into.decision.ref.ref = feel_or_text(element, "decisionId");
    read_binding(element, into.decision.ref);
    into.decision.gives_value = true;
    into.implementation.result_variable = value_of(element, "resultVariable");
    into.implementation.retries = feel_or_text(element, "retries");
}

void form_definition(Reading&, const xml::Element& element, Extensions& into) {
    into.form.key = feel_or_text(element, "formKey");
    into.form.ref.ref = feel_or_text(element, "formId");
    into.form.external_reference = value_of(element, "externalReference");
    read_binding(element, into.form.ref);
}

void assignment_definition(Reading&, const xml::Element& element, Extensions& into) {
    into.assignment.assignee = feel_or_text(element, "assignee");
    into.assignment.candidate_users = feel_or_text(element, "candidateUsers");
    into.assignment.candidate_groups = feel_or_text(element, "candidateGroups");
}

void task_schedule(Reading&, const xml::Element& element, Extensions& into) {
    into.assignment.due_date = feel_or_text(element, "dueDate");
    into.assignment.follow_up_date = feel_or_text(element, "followUpDate");
}

void priority_definition(Reading&, const xml::Element& element, Extensions& into) {
    into.assignment.priority = feel_or_text(element, "priority");
}

void loop_characteristics(Reading&, const xml::Element& element, Extensions& into) {
    into.loop.collection = feel_or_text(element, "inputCollection");
    into.loop.element_variable = value_of(element, "inputElement");
    into.loop.output_collection = value_of(element, "outputCollection");
    into.loop.output_element = feel_or_text(element, "outputElement");
}

void script(Reading&, const xml::Element& element, Extensions& into) {
    into.implementation.expression = feel_or_text(element, "expression");
    into.implementation.result_variable = value_of(element, "resultVariable");
}

void user_task(Reading&, const xml::Element&, Extensions& into) { into.is_native_user_task = true; }

void user_task_form(Reading&, const xml::Element& element, Extensions& into) {
    into.form.embedded.emplace_back(value_of(element, "id"), xml::text_content(element));
}

void version_tag(Reading&, const xml::Element& element, Extensions& into) {
    into.process.version_tag = value_of(element, "value");
}

void properties(Reading& reading, const xml::Element& element, Extensions& into) {
    for (const xml::Element& child : element.children) {
        if (child.name == "property")
            into.properties.push_back(
                {value_of(child, "id"), value_of(child, "name"), value_of(child, "value"), location_of(child)});
        else
            report_inner(reading, child);
    }
}

void read_listeners(Reading& reading, const xml::Element& element, std::string_view tag, std::vector<Listener>& into) {
    for (const xml::Element& child : element.children) {
        if (child.name != tag) {
            report_inner(reading, child);
            continue;
        }
        Listener listener;
        listener.event = value_of(child, "eventType");
        listener.job_type = value_of(child, "type");
        listener.job_retries = value_of(child, "retries");
        listener.location = location_of(child);
        into.push_back(std::move(listener));
    }
}

void execution_listeners(Reading& reading, const xml::Element& element, Extensions& into) {
    read_listeners(reading, element, "executionListener", into.execution_listeners);
}

void task_listeners(Reading& reading, const xml::Element& element, Extensions& into) {
    read_listeners(reading, element, "taskListener", into.task_listeners);
}

struct ElementRow {
    std::string_view name;
    void (*read)(Reading&, const xml::Element&, Extensions&);
};

constexpr ElementRow element_rows[] = {{"taskDefinition", task_definition},
                                       {"taskHeaders", task_headers},
                                       {"ioMapping", io_mapping},
                                       {"subscription", subscription},
                                       {"calledElement", called_element},
                                       {"calledDecision", called_decision},
                                       {"formDefinition", form_definition},
                                       {"assignmentDefinition", assignment_definition},
                                       {"taskSchedule", task_schedule},
                                       {"priorityDefinition", priority_definition},
                                       {"loopCharacteristics", loop_characteristics},
                                       {"script", script},
                                       {"userTask", user_task},
                                       {"userTaskForm", user_task_form},
                                       {"versionTag", version_tag},
                                       {"properties", properties},
                                       {"executionListeners", execution_listeners},
                                       {"taskListeners", task_listeners}};

bool read_element(Reading& reading, const xml::Element& element, Extensions& into) {
    for (const ElementRow& row : element_rows)
        if (row.name == element.name) {
            row.read(reading, element, into);
            return true;
        }
    return false;
}

// All of them are for the modelling tool.
const SortedWords& attribute_names() {
    static const SortedWords names("modelerTemplate modelerTemplateVersion modelerTemplateIcon retryCounter");
    return names;
}

bool read_attribute(Reading&, const xml::Element&, const xml::Attribute& attribute, Extensions& into) {
    if (!attribute_names().contains(attribute.name)) return false;
    into.understood_without_effect.push_back(attribute.name);
    return true;
}

const SortedWords& extension_names() {
    static const SortedWords names = names_of("", element_rows);
    return names;
}

}  // namespace

const Dialect zeebe = {namespaces, read_attribute, read_element, attribute_names, extension_names};

}  // namespace pavane::bpmn::parser
