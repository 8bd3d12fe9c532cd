// What BPMN lets a file say and nothing here acts on: one warning per element and kind, and an error where it would
// change what a process computes.
#include "bpmn/link/link_process.hpp"

namespace pavane::bpmn {

namespace {

using namespace document;

// What an element of the file says about data: whether it says anything, and whether an association would compute.
struct DataSaid {
    bool describes = false;
    bool input_computes = false;
    bool output_computes = false;
};

template <class Association>
bool computes(const std::vector<Association>& associations) {
    for (const Association& association : associations)
        if (association.transformation.has_value() || !association.assignments.empty()) return true;
    return false;
}

template <class Element>
DataSaid data_said_by(const Element& element) {
    DataSaid said;
    if constexpr (requires { element.io_specification; }) said.describes |= element.io_specification.has_value();
    if constexpr (requires { element.properties; }) said.describes |= !element.properties.empty();
    if constexpr (requires { element.data_inputs; }) said.describes |= !element.data_inputs.empty();
    if constexpr (requires { element.data_outputs; }) said.describes |= !element.data_outputs.empty();
    if constexpr (requires { element.data_input_associations; }) {
        said.describes |= !element.data_input_associations.empty();
        said.input_computes = computes(element.data_input_associations);
    }
    if constexpr (requires { element.data_output_associations; }) {
        said.describes |= !element.data_output_associations.empty();
        said.output_computes = computes(element.data_output_associations);
    }
    return said;
}

void judge_data(Linking& linking, const BaseElement& element, std::string_view tag, const DataSaid& said) {
    if (said.input_computes) refuse(linking, element, tag, "a data input association that computes a value");
    if (said.output_computes) refuse(linking, element, tag, "a data output association that computes a value");
    if (said.describes)
        report(linking, Severity::warning, "data-without-effect", element,
               describe(tag, element) +
                   " describes its data (inputs, outputs or properties); that has no effect in this version.");
}

void note(Linking& linking, const BaseElement& element, std::string_view tag, std::string_view what) {
    report(linking, Severity::warning, "attribute-without-effect", element,
           describe(tag, element) + " has " + std::string(what) + ", which has no effect.");
}

template <class Element>
void judge_attributes(Linking& linking, const Element& element, std::string_view tag) {
    if constexpr (requires { element.auditing; }) {
        if (element.auditing) note(linking, element, tag, "an <auditing>");
        if (element.monitoring) note(linking, element, tag, "a <monitoring>");
    }
    if constexpr (requires { element.is_immediate; })
        if (element.is_immediate) note(linking, element, tag, "the attribute isImmediate");
    if constexpr (requires { element.renderings; }) {
        if (!element.renderings.empty()) note(linking, element, tag, "a <rendering>");
        if (element.implementation != "##unspecified") note(linking, element, tag, "the attribute implementation");
    }
    if constexpr (requires { element.parallel_multiple; })
        if (element.parallel_multiple && element.event_definitions.size() + element.event_definition_refs.size() < 2)
            note(linking, element, tag, "the attribute parallelMultiple without several triggers");
    if constexpr (requires { element.lane_sets; })
        for (const LaneSet& lanes : element.lane_sets)
            report(linking, Severity::warning, "lanes-without-effect", element.id, lanes.location,
                   "The lanes of the " + std::string(tag) + " '" + element.id + "' only describe; they assign nobody.");
}

}  // namespace

void judge_what_only_describes(Linking& linking, const FlowElement& element) {
    const std::string_view tag = tag_of(element);
    std::visit(
        [&](const auto& kind) {
            judge_attributes(linking, kind, tag);
            if (element.node()) judge_data(linking, kind, tag, data_said_by(kind));
        },
        element.kind());
}

void judge_what_only_describes(Linking& linking, const document::Process& process) {
    judge_attributes(linking, process, "process");
    judge_data(linking, process, "process", data_said_by(process));
}

}  // namespace pavane::bpmn
