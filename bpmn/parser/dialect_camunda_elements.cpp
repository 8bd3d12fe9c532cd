#include "bpmn/parser/dialect_camunda_elements.hpp"

namespace pavane::bpmn::parser {
namespace {

using namespace document;

ExpressionText body_of(const xml::Element& element) { return {xml::text_content(element), "", location_of(element)}; }

// A file that was formatted for reading has white space around its texts.
ExpressionText trimmed_body_of(const xml::Element& element) {
    ExpressionText text = body_of(element);
    text.text = std::string(trimmed(text.text));
    return text;
}

bool has_text_of_its_own(const xml::Element& element) {
    std::string text = element.text;
    for (const xml::Element& child : element.children) text += child.tail;
    return !trimmed(text).empty();
}

Script read_script(const xml::Element& element) {
    return {value_of(element, "scriptFormat"), xml::text_content(element), value_of(element, "resource"),
            location_of(element)};
}

ParameterValue read_value(Reading& reading, const xml::Element& holder);

// One of <value>, <script>, <list>, <map>.
std::optional<ParameterValue> read_definition(Reading& reading, const xml::Element& element) {
    ParameterValue value;
    if (element.name == "value") {
        value.text = trimmed_body_of(element);
    } else if (element.name == "script") {
        value.kind = ParameterValue::Kind::script;
        value.script = read_script(element);
    } else if (element.name == "list") {
        value.kind = ParameterValue::Kind::list;
        for (const xml::Element& item : element.children) {
            if (auto item_value = read_definition(reading, item))
                value.items.push_back(std::move(*item_value));
            else
                report_inner(reading, item);
        }
    } else if (element.name == "map") {
        value.kind = ParameterValue::Kind::map;
        for (const xml::Element& entry : element.children) {
            if (entry.name == "entry")
                value.entries.push_back({value_of(entry, "key"), read_value(reading, entry)});
            else
                report_inner(reading, entry);
        }
    } else {
        return std::nullopt;
    }
    return value;
}

// What a parameter or an entry holds: a definition, else its text.
ParameterValue read_value(Reading& reading, const xml::Element& holder) {
    std::optional<ParameterValue> found;
    bool has_further_values = false;
    for (const xml::Element& child : holder.children) {
        std::optional<ParameterValue> value = read_definition(reading, child);
        if (!value)
            report_inner(reading, child);
        else if (found)
            has_further_values = true;
        else
            found = std::move(value);
    }
    if (!found)
        found.emplace().text = trimmed_body_of(holder);
    else if (has_text_of_its_own(holder))
        reading.report_repeatable(Severity::warning, "text-without-effect",
                                  "The text beside the value in <" + holder.name + "> has no effect.", holder);
    found->has_further_values = has_further_values;
    return std::move(*found);
}

void read_input_output(Reading& reading, const xml::Element& element, std::vector<Parameter>& inputs,
                       std::vector<Parameter>& outputs) {
    for (const xml::Element& child : element.children) {
        if (child.name == "inputParameter")
            inputs.push_back({value_of(child, "name"), read_value(reading, child), location_of(child)});
        else if (child.name == "outputParameter")
            outputs.push_back({value_of(child, "name"), read_value(reading, child), location_of(child)});
        else
            report_inner(reading, child);
    }
}

Field read_field(Reading& reading, const xml::Element& element) {
    Field field{value_of(element, "name"), text_of(element, "stringValue"), false, location_of(element)};
    if (auto expression = text_of(element, "expression"); !expression.empty()) {
        field.value = std::move(expression);
        field.is_expression = true;
    }
    for (const xml::Element& child : element.children) {
        if (child.name == "string" || child.name == "expression") {
            field.value = body_of(child);
            field.is_expression = child.name == "expression";
        } else {
            report_inner(reading, child);
        }
    }
    return field;
}

void read_timer(const xml::Element& element, Listener& into) {
    for (const xml::Element& child : element.children) {
        if (child.name == "timeDate") into.time_date = body_of(child);
        if (child.name == "timeDuration") into.time_duration = body_of(child);
        if (child.name == "timeCycle") into.time_cycle = body_of(child);
    }
}

Listener read_listener(Reading& reading, const xml::Element& element) {
    Listener listener;
    listener.id = value_of(element, "id");
    listener.event = value_of(element, "event");
    listener.java_class = value_of(element, "class");
    listener.delegate_expression = text_of(element, "delegateExpression");
    listener.expression = text_of(element, "expression");
    listener.location = location_of(element);
    for (const xml::Element& child : element.children) {
        if (child.name == "script")
            listener.script = read_script(child);
        else if (child.name == "field")
            listener.fields.push_back(read_field(reading, child));
        else if (child.name == "timerEventDefinition" && is_standard(child))
            read_timer(child, listener);
        else
            report_inner(reading, child);
    }
    return listener;
}

void read_properties(Reading& reading, const xml::Element& element, std::vector<Property>& into) {
    for (const xml::Element& child : element.children) {
        if (child.name == "property")
            into.push_back(
                {value_of(child, "id"), value_of(child, "name"), value_of(child, "value"), location_of(child)});
        else
            report_inner(reading, child);
    }
}

// <formField> of form data and <formProperty>, which came before it.
FormField read_form_field(Reading& reading, const xml::Element& element) {
    const bool is_property = element.name == "formProperty";
    FormField field;
    field.id = value_of(element, "id");
    field.label = value_of(element, is_property ? "name" : "label");
    field.type = value_of(element, "type");
    field.date_pattern = value_of(element, "datePattern");
    field.default_value = text_of(element, is_property ? "default" : "defaultValue");
    field.variable = value_of(element, "variable");
    field.expression = text_of(element, "expression");
    field.required = flag_named(reading, element, "required");
    field.readable = flag_named(reading, element, "readable");
    field.writable = flag_named(reading, element, "writable");
    field.location = location_of(element);
    for (const xml::Element& child : element.children) {
        if (child.name == "properties") {
            read_properties(reading, child, field.properties);
        } else if (child.name == "validation") {
            for (const xml::Element& constraint : child.children)
                field.constraints.emplace_back(value_of(constraint, "name"), value_of(constraint, "config"));
        } else if (child.name == "value") {
            field.values.emplace_back(value_of(child, "id"), value_of(child, "name"));
        } else {
            report_inner(reading, child);
        }
    }
    return field;
}

VariableMapping read_mapping(Reading& reading, const xml::Element& element) {
    VariableMapping mapping;
    mapping.source = value_of(element, "source");
    mapping.source_expression = text_of(element, "sourceExpression");
    mapping.target = value_of(element, "target");
    mapping.all_variables = value_of(element, "variables") == "all";
    mapping.local = flag_named(reading, element, "local").value_or(false);
    mapping.location = location_of(element);
    return mapping;
}

void input_output(Reading& reading, const xml::Element& element, Extensions& into) {
    read_input_output(reading, element, into.input_parameters, into.output_parameters);
}

void in_mapping(Reading& reading, const xml::Element& element, Extensions& into) {
    if (auto key = text_of(element, "businessKey"); !key.empty())
        into.call.business_key = std::move(key);
    else
        into.call.in.push_back(read_mapping(reading, element));
}

void out_mapping(Reading& reading, const xml::Element& element, Extensions& into) {
    into.call.out.push_back(read_mapping(reading, element));
}

void execution_listener(Reading& reading, const xml::Element& element, Extensions& into) {
    into.execution_listeners.push_back(read_listener(reading, element));
}

void task_listener(Reading& reading, const xml::Element& element, Extensions& into) {
    into.task_listeners.push_back(read_listener(reading, element));
}

void field_injection(Reading& reading, const xml::Element& element, Extensions& into) {
    into.implementation.fields.push_back(read_field(reading, element));
}

void properties(Reading& reading, const xml::Element& element, Extensions& into) {
    read_properties(reading, element, into.properties);
}

void form_data(Reading& reading, const xml::Element& element, Extensions& into) {
    into.form.business_key_field = value_of(element, "businessKey");
    for (const xml::Element& child : element.children) {
        if (child.name == "formField")
            into.form.fields.push_back(read_form_field(reading, child));
        else
            report_inner(reading, child);
    }
}

void form_property(Reading& reading, const xml::Element& element, Extensions& into) {
    into.form.fields.push_back(read_form_field(reading, element));
}

void retry_cycle(Reading&, const xml::Element& element, Extensions& into) {
    into.failed_job_retry_time_cycle = trimmed(xml::text_content(element));
}

void error_definition(Reading&, const xml::Element& element, Extensions& into) {
    into.error_definitions.push_back({value_of(element, "id"), value_of(element, "errorRef"),
                                      text_of(element, "expression"), value_of(element, "errorCodeVariable"),
                                      value_of(element, "errorMessageVariable"), location_of(element)});
}

void connector(Reading& reading, const xml::Element& element, Extensions& into) {
    Connector read{.connector_id = {}, .inputs = {}, .outputs = {}, .location = location_of(element)};
    for (const xml::Element& child : element.children) {
        if (child.name == "connectorId")
            read.connector_id = trimmed(xml::text_content(child));
        else if (child.name == "inputOutput")
            read_input_output(reading, child, read.inputs, read.outputs);
        else
            report_inner(reading, child);
    }
    into.connector = std::move(read);
}

void potential_starter(Reading&, const xml::Element& element, Extensions& into) {
    into.process.potential_starters.push_back(trimmed_body_of(element));
}

struct ElementRow {
    std::string_view name;
    void (*read)(Reading&, const xml::Element&, Extensions&);
};

constexpr ElementRow element_rows[] = {{"inputOutput", input_output},
                                       {"in", in_mapping},
                                       {"out", out_mapping},
                                       {"executionListener", execution_listener},
                                       {"taskListener", task_listener},
                                       {"field", field_injection},
                                       {"properties", properties},
                                       {"formData", form_data},
                                       {"formProperty", form_property},
                                       {"failedJobRetryTimeCycle", retry_cycle},
                                       {"errorEventDefinition", error_definition},
                                       {"connector", connector},
                                       {"potentialStarter", potential_starter}};

}  // namespace

bool read_camunda_element(Reading& reading, const xml::Element& element, Extensions& into) {
    for (const ElementRow& row : element_rows)
        if (row.name == element.name) {
            row.read(reading, element, into);
            return true;
        }
    return false;
}

const SortedWords& camunda_element_names() {
    static const SortedWords names = names_of("", element_rows);
    return names;
}

}  // namespace pavane::bpmn::parser
