// Vendors' extensions become one vocabulary without vendors (import contract §5c).
#include <boost/test/unit_test.hpp>

#include "fixtures.hpp"

using namespace pavane::bpmn::document;
using pavane::tests::element;
using pavane::tests::fixture;
using pavane::tests::flow_element;
using pavane::tests::with_code;

namespace {

const Document& camunda() {
    static const pavane::bpmn::ParsedDocument parsed = fixture("camunda.bpmn");
    return parsed.document;
}

const Extensions& extensions(const Document& document, std::string_view id) {
    return extensions_of(flow_element(document, id).base());
}

template <class Definition, class Event>
const Extensions& of_definition(std::string_view id) {
    return extensions_of(std::get<Definition>(element<Event>(camunda(), id).event_definitions.at(0)));
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_process_and_its_starters) {
    const Process& process = camunda().definitions.processes.at(0);
    const Extensions& e = extensions_of(process);
    BOOST_TEST(e.process.candidate_starter_groups.text == "g1,g2");
    BOOST_TEST(e.process.candidate_starter_users.text == "u1");
    BOOST_TEST(e.process.potential_starters.at(0).text == "group(g3)");
    BOOST_TEST(e.process.version_tag == "1.2");
    BOOST_TEST(e.process.history_time_to_live == "P30D");
    BOOST_TEST(!e.process.startable_in_tasklist.value());
    BOOST_TEST(e.job_priority.text == "7");
    BOOST_TEST(e.implementation.task_priority.text == "${tp}");
    BOOST_TEST(e.properties.at(0).id == "i");
    BOOST_TEST(e.properties.at(1).value == "v2");
    BOOST_TEST(e.execution_listeners.at(0).expression.text == "${a}");
    BOOST_TEST(e.understood_without_effect.size() == 2u);
    BOOST_TEST(extensions_of(camunda().definitions.errors.at(0)).event.error_message == "it broke");
    BOOST_TEST(process.extension_elements.size() == 3u);
}

BOOST_AUTO_TEST_CASE(forms) {
    const Extensions& start = extensions(camunda(), "start");
    BOOST_TEST(start.event.initiator == "who");
    BOOST_TEST(start.async_after.value());
    BOOST_TEST(!start.async_before.has_value());
    BOOST_TEST(start.form.key.text == "app:start");
    BOOST_TEST(start.form.business_key_field == "key");
    BOOST_REQUIRE(start.form.fields.size() == 2u);
    const FormField& field = start.form.fields[0];
    BOOST_TEST(field.label == "F");
    BOOST_TEST(field.type == "enum");
    BOOST_TEST(field.default_value.text == "${d}");
    BOOST_TEST(field.properties.at(0).value == "w");
    BOOST_TEST(field.constraints.at(1).first == "min");
    BOOST_TEST(field.constraints.at(1).second == "3");
    BOOST_TEST(field.values.at(0).second == "A");
    const FormField& property = start.form.fields[1];
    BOOST_TEST(property.label == "FP");
    BOOST_TEST(property.variable == "var");
    BOOST_TEST(property.required.value());
    BOOST_TEST(!property.readable.value());
    BOOST_TEST(property.default_value.text == "1");
    const Extensions& user = extensions(camunda(), "user");
    BOOST_TEST(user.form.ref.ref.text == "form");
    BOOST_TEST(user.form.ref.binding == "version");
    BOOST_TEST(user.form.ref.version.text == "3");
    BOOST_TEST(user.form.handler_class == "a.B");
}

BOOST_AUTO_TEST_CASE(user_tasks_and_listeners) {
    const Extensions& user = extensions(camunda(), "user");
    BOOST_TEST(user.assignment.assignee.text == "${a}");
    BOOST_TEST(user.assignment.assignee.language == "");
    BOOST_TEST(user.assignment.assignee.location.line == 28u);
    BOOST_TEST(user.assignment.candidate_users.text == "u1, u2");
    BOOST_TEST(user.assignment.candidate_groups.text == "g");
    BOOST_TEST(user.assignment.due_date.text == "${due}");
    BOOST_TEST(user.assignment.follow_up_date.text == "2030-01-01T00:00:00");
    BOOST_TEST(user.assignment.priority.text == "50");
    BOOST_TEST(user.async_before.value());
    BOOST_TEST(!user.exclusive.value());
    BOOST_TEST(user.failed_job_retry_time_cycle == "R3/PT10M");
    BOOST_REQUIRE(user.task_listeners.size() == 2u);
    BOOST_TEST(user.task_listeners[0].event == "timeout");
    BOOST_TEST(user.task_listeners[0].java_class == "x.Y");
    BOOST_TEST(user.task_listeners[0].time_duration.text == "PT1H");
    BOOST_TEST(user.task_listeners[0].fields.at(0).value.text == "lit");
    BOOST_TEST(user.task_listeners[1].delegate_expression.text == "${bean}");
    BOOST_TEST(user.task_listeners[1].script->format == "javascript");
    const Extensions& loop = extensions_of(
        std::get<MultiInstanceLoopCharacteristics>(*element<UserTask>(camunda(), "user").loop_characteristics));
    BOOST_TEST(loop.loop.collection.text == "${items}");
    BOOST_TEST(loop.loop.element_variable == "item");
    BOOST_TEST(loop.async_before.value());
    const Listener& take = extensions(camunda(), "flow").execution_listeners.at(0);
    BOOST_TEST(take.event == "take");
    BOOST_TEST(take.fields.at(0).is_expression);
    BOOST_TEST(take.fields.at(0).value.text == "${e}");
}

BOOST_AUTO_TEST_CASE(parameters_hold_texts_scripts_lists_and_maps) {
    const Extensions& e = extensions(camunda(), "external");
    BOOST_TEST(e.implementation.type == "external");
    BOOST_TEST(e.implementation.topic.text == "pay");
    BOOST_REQUIRE(e.input_parameters.size() == 5u);
    BOOST_TEST((e.input_parameters[0].value.kind == ParameterValue::Kind::text));
    BOOST_TEST(e.input_parameters[0].value.text.text == "${x}");
    BOOST_TEST((e.input_parameters[1].value.kind == ParameterValue::Kind::script));
    BOOST_TEST(e.input_parameters[1].value.script.text == "a + 1");
    BOOST_TEST(e.input_parameters[2].value.script.resource == "deployment://a.js");
    BOOST_TEST(e.input_parameters[3].value.items.at(0).text.text == "one");
    BOOST_TEST(e.input_parameters[3].value.items.at(1).script.format == "js");
    BOOST_TEST(e.input_parameters[4].value.entries.at(0).key == "k");
    BOOST_TEST(e.input_parameters[4].value.entries.at(0).value.text.text == "v");
    BOOST_TEST(e.input_parameters[4].value.entries.at(1).value.items.at(0).text.text == "deep");
    BOOST_TEST(e.output_parameters.at(0).name == "out");
    BOOST_TEST(e.error_definitions.at(0).error_ref == "err");
    BOOST_TEST(e.error_definitions.at(0).expression.text == "${externalTask.errorMessage == 'x'}");
    BOOST_TEST(e.error_definitions.at(0).error_code_variable == "code");
}

BOOST_AUTO_TEST_CASE(delegates_decisions_and_scripts) {
    const Extensions& java = extensions(camunda(), "java");
    BOOST_TEST(java.implementation.java_class == "a.b.C");
    BOOST_TEST(java.implementation.result_variable == "r");
    BOOST_REQUIRE(java.implementation.fields.size() == 3u);
    BOOST_TEST(java.implementation.fields[0].value.text == "one");
    BOOST_TEST(!java.implementation.fields[0].is_expression);
    BOOST_TEST(java.implementation.fields[1].value.text == " two ");
    BOOST_TEST(java.implementation.fields[2].is_expression);
    BOOST_TEST(java.connector->connector_id == "http-connector");
    BOOST_TEST(java.connector->inputs.at(0).value.text.text == "http://x");
    BOOST_TEST(extensions(camunda(), "delegate").implementation.delegate_expression.text == "${bean}");
    BOOST_TEST(extensions(camunda(), "expression").implementation.expression.text == "${bean.run(execution)}");
    const Extensions& rule = extensions(camunda(), "rule");
    BOOST_TEST(rule.decision.ref.ref.text == "dec");
    BOOST_TEST(rule.decision.ref.binding == "version");
    BOOST_TEST(rule.decision.ref.version.text == "4");
    BOOST_TEST(rule.decision.ref.tenant_id.text == "t1");
    BOOST_TEST(rule.decision.map_result == "singleEntry");
    BOOST_TEST(extensions(camunda(), "script").implementation.script_resource == "classpath://x.groovy");
    BOOST_TEST(
        extensions_of(*element<SequenceFlow>(camunda(), "flow").condition_expression).implementation.script_resource ==
        "deployment://cond.js");
}

BOOST_AUTO_TEST_CASE(calls) {
    const Extensions& call = extensions(camunda(), "call");
    BOOST_TEST(call.call.process.binding == "versionTag");
    BOOST_TEST(call.call.process.version.text == "2");
    BOOST_TEST(call.call.process.version_tag == "v2");
    BOOST_TEST(call.call.process.tenant_id.text == "t");
    BOOST_TEST(call.call.variable_mapping_class == "m.M");
    BOOST_TEST(call.call.variable_mapping_delegate_expression == "${m}");
    BOOST_TEST(call.call.business_key.text == "#{execution.processBusinessKey}");
    BOOST_REQUIRE(call.call.in.size() == 3u);
    BOOST_TEST(call.call.in[0].source == "a");
    BOOST_TEST(call.call.in[1].source_expression.text == "${c}");
    BOOST_TEST(call.call.in[1].local);
    BOOST_TEST(call.call.in[2].all_variables);
    BOOST_TEST(call.call.out.at(0).target == "f");
    BOOST_TEST(extensions(camunda(), "case").call.case_ref.binding == "deployment");
}

BOOST_AUTO_TEST_CASE(event_definitions_have_extensions_of_their_own) {
    const auto& error = of_definition<ErrorEventDefinition, BoundaryEvent>("onError");
    BOOST_TEST(error.event.error_code_variable == "ec");
    BOOST_TEST(error.event.error_message_variable == "em");
    const auto& escalation = of_definition<EscalationEventDefinition, BoundaryEvent>("onEscalation");
    BOOST_TEST(escalation.event.escalation_code_variable == "xc");
    const auto& signal = of_definition<SignalEventDefinition, IntermediateThrowEvent>("throw");
    BOOST_TEST(signal.async_before.value());
    BOOST_TEST(signal.call.in.at(0).target == "t");
    const auto& message = of_definition<MessageEventDefinition, EndEvent>("end");
    BOOST_TEST(message.implementation.topic.text == "mail");
    const auto& conditional = of_definition<ConditionalEventDefinition, IntermediateCatchEvent>("conditional");
    BOOST_TEST(conditional.event.variable_name == "v");
    BOOST_TEST(conditional.event.variable_events == "create, update");
}

BOOST_AUTO_TEST_CASE(words_that_a_dialect_does_not_know_are_said) {
    const auto [document, diagnostics] = fixture("camunda.bpmn");
    BOOST_TEST(with_code(diagnostics, "extension-unknown").size() == 3u);
    BOOST_TEST(with_code(diagnostics, "value-not-understood").size() == 1u);
    BOOST_TEST(diagnostics.size() == 4u);
    for (const auto& each : diagnostics) BOOST_TEST(each.element == "odd");
}

BOOST_AUTO_TEST_CASE(attributes_that_an_extension_does_not_have_are_said) {
    const auto parsed = pavane::bpmn::parse(R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
        xmlns:mine="http://example.com/mine"><process id="p">
        <callActivity id="c"><extensionElements><camunda:in sourceExpresion="${a}" mine:note="n" target="b"/>
          </extensionElements></callActivity>
        <userTask id="u"><extensionElements><camunda:inputOutput><camunda:inputParameter name="i" type="long"/>
          </camunda:inputOutput></extensionElements></userTask>
        <serviceTask id="s"><extensionElements><zeebe:taskDefinition type="t" priority="3"/></extensionElements>
          </serviceTask></process></definitions>)");
    BOOST_REQUIRE(parsed.has_value());
    std::vector<std::string> said;
    for (const auto& each : parsed->diagnostics)
        if (each.code == "extension-unknown") said.push_back(each.message.substr(0, each.message.find(" of")));
    const std::vector<std::string> expected{"The attribute 'sourceExpresion'", "The attribute 'type'",
                                            "The attribute 'priority'"};
    BOOST_TEST(said == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(relatives_are_known_by_their_namespace) {
    const auto [document, diagnostics] = fixture("camunda-relatives.bpmn");
    const Extensions& activiti = extensions(document, "activiti");
    BOOST_TEST(activiti.async_before.value());
    BOOST_TEST(!activiti.exclusive.value());
    BOOST_TEST(activiti.implementation.java_class == "a.B");
    BOOST_TEST(activiti.implementation.result_variable == "r");
    BOOST_TEST(activiti.implementation.fields.at(0).value.text == "x");
    BOOST_TEST(activiti.execution_listeners.at(0).event == "end");
    BOOST_TEST(extensions(document, "form").form.fields.at(0).required.value());
    const Extensions& worker = extensions(document, "worker");
    BOOST_TEST(worker.implementation.type == "external");
    BOOST_TEST(worker.implementation.topic.text == "orders");
    BOOST_TEST(worker.implementation.triggerable);
    BOOST_TEST(worker.implementation.skip_expression == "${skip}");
    BOOST_TEST(extensions(document, "same").call.process.binding == "deployment");
    BOOST_TEST(extensions(document, "same").call.propagate_all_parent_variables.value());
    const auto& loop =
        std::get<MultiInstanceLoopCharacteristics>(*element<UserTask>(document, "many").loop_characteristics);
    BOOST_TEST(extensions_of(loop).loop.index_variable == "i");
    BOOST_TEST(extensions(document, "operaton").implementation.topic.text == "t");
    BOOST_TEST(extensions(document, "hybrid").implementation.topic.text == "seven");
    BOOST_TEST(with_code(diagnostics, "extension-of-second-engine").size() == 1u);
    BOOST_TEST((flow_element(document, "drawn").base().extensions == nullptr));
    BOOST_TEST(flow_element(document, "drawn").base().extension_elements.at(0).attributes.at(1).value == "v");
    BOOST_TEST(with_code(diagnostics, "extensions-kept").size() == 1u);
    BOOST_TEST(diagnostics.size() == 2u);
}

BOOST_AUTO_TEST_CASE(zeebe_marks_its_expressions_and_the_mark_becomes_a_language) {
    const auto [document, diagnostics] = fixture("zeebe.bpmn");
    const ExpressionText& key = extensions_of(document.definitions.messages.at(0)).event.correlation_key;
    BOOST_TEST(key.text == "orderId");
    BOOST_TEST(key.language == "feel");
    const Extensions& process = extensions_of(document.definitions.processes.at(0));
    BOOST_TEST(process.form.embedded.at(0).first == "f1");
    BOOST_TEST(process.process.version_tag == "1.0");
    const Extensions& service = extensions(document, "service");
    BOOST_TEST(service.implementation.type == "external");
    BOOST_TEST(service.implementation.topic.text == "\"pay-\" + kind");
    BOOST_TEST(service.implementation.topic.language == "feel");
    BOOST_TEST(service.implementation.retries.text == "5");
    BOOST_TEST(service.implementation.retries.language == "");
    BOOST_TEST(service.task_headers.at(0).name == "h");
    BOOST_TEST(service.input_parameters.at(0).name == "b");
    BOOST_TEST(service.input_parameters.at(0).value.text.text == "a + 1");
    BOOST_TEST(service.output_parameters.at(0).value.text.language == "feel");
    BOOST_TEST(service.properties.at(0).value == "v");
    BOOST_TEST(service.execution_listeners.at(0).job_type == "audit");
    const auto& loop =
        std::get<MultiInstanceLoopCharacteristics>(*element<ServiceTask>(document, "service").loop_characteristics);
    BOOST_TEST(extensions_of(loop).loop.collection.text == "items");
    BOOST_TEST(extensions_of(loop).loop.output_element.text == "result");
    const Extensions& user = extensions(document, "user");
    BOOST_TEST(user.is_native_user_task);
    BOOST_TEST(user.form.ref.ref.text == "order");
    BOOST_TEST(user.form.ref.binding == "deployment");
    BOOST_TEST(user.assignment.assignee.text == "demo");
    BOOST_TEST(user.assignment.candidate_users.language == "feel");
    BOOST_TEST(user.assignment.due_date.text == "due");
    BOOST_TEST(user.assignment.priority.text == "10");
    BOOST_TEST(user.task_listeners.at(0).event == "creating");
    const Extensions& call = extensions(document, "call");
    BOOST_TEST(call.call.process.ref.text == "child");
    BOOST_TEST(!call.call.propagate_all_child_variables.value());
    BOOST_TEST(call.call.process.version_tag == "v1");
    BOOST_TEST(extensions(document, "rule").decision.ref.ref.text == "dish");
    BOOST_TEST(extensions(document, "script").implementation.expression.text == "1 + 1");
    BOOST_REQUIRE(diagnostics.size() == 1u);
    BOOST_TEST(diagnostics[0].code == "extension-unknown");
}
