#include "bpmn/link/linking.hpp"

namespace pavane::bpmn {

namespace {

using Mapping = BusinessRuleTask::Mapping;

Mapping mapping_named(Linking& linking, const document::BusinessRuleTask& task, const document::Decision& decision) {
    if (decision.gives_value) return Mapping::as_it_is;
    const std::string& name = decision.map_result;
    if (name.empty() || name == "resultList") return Mapping::result_list;
    if (name == "singleEntry") return Mapping::single_entry;
    if (name == "singleResult") return Mapping::single_result;
    if (name == "collectEntries") return Mapping::collect_entries;
    report(linking, Severity::error, "unknown-result-mapping", task,
           "The businessRuleTask '" + task.id + "' maps its decision's result by the unknown '" + name +
               "'; it can be singleEntry, singleResult, collectEntries or resultList.");
    return Mapping::result_list;
}

bool says_who_performs(const document::Extensions& extensions) {
    const document::Implementation& implementation = extensions.implementation;
    return !implementation.type.empty() || !implementation.topic.empty() || !implementation.java_class.empty() ||
           !implementation.delegate_expression.empty() || !implementation.expression.empty() ||
           extensions.connector.has_value();
}

// BPMN's own attribute names a technology ("##WebService", a URI), or else, as a plain name, the decision (BPMN 2.0.2
// §10.3.3 "Business Rule Task" leaves open how).
bool names_a_decision(const std::string& implementation) {
    return !implementation.empty() && implementation.find_first_of("#:/ \t\r\n") == std::string::npos;
}

void report_nothing_to_do(Linking& linking, const document::BusinessRuleTask& task) {
    const bool is_named = !task.implementation.empty() && !task.implementation.starts_with("##");
    report(linking, Severity::error, "no-implementation", task,
           "The businessRuleTask '" + task.id + "' does not say which decision it asks for" +
               (is_named ? ", which its implementation '" + task.implementation + "' does not tell" : "") +
               "; give it a decision (camunda:decisionRef), or an external task topic (camunda:type external).");
}

// Plain BPMN names no variable for the result: it gets the decision's name, unless an extension says another.
Kind link_named_decision(Linking& linking, const document::BusinessRuleTask& task) {
    const document::Extensions& extensions = document::extensions_of(task);
    BusinessRuleTask linked;
    linked.decision = compile_text(linking, task, task.implementation);
    linked.mapping =
        extensions.decision.map_result.empty() ? Mapping::as_it_is : mapping_named(linking, task, extensions.decision);
    linked.result_variable = extensions.implementation.result_variable;
    if (linked.result_variable.empty()) linked.result_variable = task.implementation;
    report(linking, Severity::info, "decision-by-implementation", task,
           "The businessRuleTask '" + task.id + "' asks for the decision '" + task.implementation +
               "', which its implementation names; what it decides is kept in the variable '" + linked.result_variable +
               "'.");
    return linked;
}

}  // namespace

Kind link_business_rule_task(Linking& linking, const document::BusinessRuleTask& task) {
    const document::Extensions& extensions = document::extensions_of(task);
    const document::Decision& decision = extensions.decision;
    if (decision.ref.ref.empty()) {
        if (says_who_performs(extensions)) return link_performed(linking, task, extensions, "businessRuleTask");
        if (names_a_decision(task.implementation)) return link_named_decision(linking, task);
        report_nothing_to_do(linking, task);
        return PassThroughTask{};
    }
    BusinessRuleTask linked;
    linked.decision = compile(linking, task, decision.ref.ref);
    linked.binding = binding_named(linking, task, "businessRuleTask", decision.ref.binding);
    linked.version = compile(linking, task, decision.ref.version);
    linked.version_tag = compile_text(linking, task, decision.ref.version_tag);
    linked.tenant = compile(linking, task, decision.ref.tenant_id);
    linked.mapping = mapping_named(linking, task, decision);
    linked.result_variable = extensions.implementation.result_variable;
    if (linked.mapping == Mapping::as_it_is && linked.result_variable.empty())
        report(linking, Severity::error, "decision-without-result-variable", task,
               "The calledDecision of the businessRuleTask '" + task.id +
                   "' names no resultVariable; what it decides would be lost.");
    if (linked.mapping != Mapping::as_it_is && linked.result_variable == "decisionResult")
        report(
            linking, Severity::error, "result-variable-reserved", task,
            "The businessRuleTask '" + task.id +
                "' keeps its result in 'decisionResult', which is the name of the whole result while the task lasts; "
                "choose another resultVariable.");
    require_bound_version(linking, task, "businessRuleTask", linked);
    return linked;
}

}  // namespace pavane::bpmn
