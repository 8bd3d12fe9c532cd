#include "bpmn/link/linking.hpp"

namespace pavane::bpmn {

namespace {

using Mapping = CallActivity::Mapping;

std::vector<Mapping> link_mappings(Linking& linking, const document::CallActivity& call,
                                   const std::vector<document::VariableMapping>& mappings) {
    std::vector<Mapping> linked;
    for (const document::VariableMapping& mapping : mappings) {
        Mapping made;
        made.all = mapping.all_variables;
        made.local = mapping.local;
        made.source = mapping.source;
        made.expression = compile(linking, call, mapping.source_expression);
        made.target = mapping.target;
        if (!made.all && made.target.empty())
            report(linking, Severity::error, "mapping-without-target", call.id, mapping.location,
                   "A variable mapping of the callActivity '" + call.id + "' has no target.");
        if (!made.all && made.source.empty() && !made.expression)
            report(
                linking, Severity::error, "mapping-without-source", call.id, mapping.location,
                "A variable mapping of the callActivity '" + call.id + "' says neither source nor sourceExpression.");
        linked.push_back(std::move(made));
    }
    return linked;
}

void give_all(std::vector<Mapping>& mappings, bool local) {
    mappings.insert(mappings.begin(), Mapping{true, local, "", {}, ""});
}

// Zeebe gives the called process all that is in sight, or else what the call activity's own input mappings have made;
// and takes back all that the process has. Output mappings choose from that, and then nothing else gets out.
void link_propagation(const document::CallActivity& element, CallActivity& call) {
    const document::Extensions& extensions = document::extensions_of(element);
    const std::optional<bool> all_in = extensions.call.propagate_all_parent_variables;
    const std::optional<bool> all_out = extensions.call.propagate_all_child_variables;
    const bool is_zeebe = all_out.has_value();
    if (!is_zeebe) {
        if (all_in.value_or(false)) give_all(call.inputs, false);
        return;
    }
    give_all(call.inputs, !all_in.value_or(true));
    call.keeps_outputs = !extensions.output_parameters.empty();
    if (*all_out || call.keeps_outputs) give_all(call.outputs, false);
}

}  // namespace

Kind link_call_activity(Linking& linking, const document::CallActivity& element) {
    const document::Call& extensions = document::extensions_of(element).call;
    CallActivity call;
    call.called_element = extensions.process.ref.empty() ? compile_text(linking, element, element.called_element)
                                                         : compile(linking, element, extensions.process.ref);
    if (!extensions.case_ref.ref.empty()) refuse(linking, element, "callActivity", "a case (CMMN)");
    if (!extensions.variable_mapping_class.empty() || !extensions.variable_mapping_delegate_expression.empty())
        refuse(linking, element, "callActivity", "a variable mapping in Java");
    if (!call.called_element && extensions.case_ref.ref.empty())
        report(linking, Severity::error, "call-without-process", element,
               "The callActivity '" + element.id + "' names no process to call.");
    for (const document::GlobalTask& task : linking.file.global_tasks)
        if (extensions.process.ref.empty() && task.id == element.called_element)
            refuse(linking, element, "callActivity", "the global task '" + task.id + "'");
    call.binding = binding_named(linking, element, "callActivity", extensions.process.binding);
    call.version = compile(linking, element, extensions.process.version);
    call.version_tag = compile_text(linking, element, extensions.process.version_tag);
    require_bound_version(linking, element, "callActivity", call);
    call.tenant = compile(linking, element, extensions.process.tenant_id);
    call.business_key = compile(linking, element, extensions.business_key);
    call.inputs = link_mappings(linking, element, extensions.in);
    call.outputs = link_mappings(linking, element, extensions.out);
    link_propagation(element, call);
    return call;
}

}  // namespace pavane::bpmn
