// The fixture that holds every element and attribute of BPMN 2.0.2: all of it arrives, with nothing to say about it.
#include <boost/test/unit_test.hpp>

#include "element_count.hpp"
#include "fixtures.hpp"
#include "tag_scan.hpp"

using namespace pavane::bpmn::document;
using pavane::tests::element;
using pavane::tests::fixture;

namespace {

const Document& document() {
    static const pavane::bpmn::ParsedDocument parsed = fixture("every-element.bpmn");
    return parsed.document;
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_element_of_the_standard_is_read_and_nothing_is_reported) {
    const auto parsed = fixture("every-element.bpmn");
    BOOST_TEST(parsed.diagnostics.empty());
    const auto found = pavane::tests::count_elements(parsed.document);
    for (const auto& [tag, count] : pavane::tests::scan_tags(pavane::tests::fixture_bytes("every-element.bpmn")))
        BOOST_TEST(count == (found.contains(tag) ? found.at(tag) : 0), tag << ' ' << count);
}

BOOST_AUTO_TEST_CASE(definitions_and_what_stands_at_the_top) {
    const Definitions& d = document().definitions;
    BOOST_TEST(d.id == "d");
    BOOST_TEST(d.name == "Every element");
    BOOST_TEST(d.target_namespace == "urn:pavane:every");
    BOOST_TEST(d.expression_language == "urn:language:e");
    BOOST_TEST(d.type_language == "urn:language:t");
    BOOST_TEST(d.exporter == "hand");
    BOOST_TEST(d.exporter_version == "1");
    BOOST_TEST(d.documentation.at(0).text == "All of it");
    BOOST_TEST(d.documentation.at(0).text_format == "text/html");
    BOOST_TEST(d.imports.at(0).import_location == "other.bpmn");
    BOOST_TEST(d.imports.at(0).import_namespace == "urn:other");
    BOOST_TEST(d.imports.at(0).import_type == "http://www.omg.org/spec/BPMN/20100524/MODEL");
    BOOST_TEST(d.extension_declarations.at(0).definition == "tns:ext");
    BOOST_TEST(d.extension_declarations.at(0).must_understand);
    BOOST_TEST(d.item_definitions.at(0).structure_ref == "xsd:string");
    BOOST_TEST(d.item_definitions.at(0).is_collection);
    BOOST_TEST((d.item_definitions.at(0).item_kind == ItemKind::physical));
    BOOST_TEST(d.messages.at(0).item_ref == "item");
    BOOST_TEST(d.errors.at(0).error_code == "E1");
    BOOST_TEST(d.errors.at(0).structure_ref == "item");
    BOOST_TEST(d.escalations.at(0).escalation_code == "S1");
    BOOST_TEST(d.signals.at(0).name == "Signal");
    BOOST_TEST(d.data_stores.at(0).capacity.value() == 10);
    BOOST_TEST(!d.data_stores.at(0).is_unlimited);
    BOOST_TEST(d.data_stores.at(0).data_state->name == "full");
    BOOST_TEST(d.categories.at(0).values.at(0).value == "v");
    BOOST_TEST(d.interfaces.at(0).operations.at(0).in_message_refs.at(0).id == "msg");
    BOOST_TEST(d.interfaces.at(0).operations.at(0).implementation_ref == "tns:opImpl");
    BOOST_TEST(d.resources.at(0).parameters.at(0).is_required.value());
    BOOST_TEST(d.correlation_properties.at(0).retrieval_expressions.at(0).message_path->text == "path");
    BOOST_TEST(d.event_definitions.size() == 1u);
    BOOST_TEST(d.relationships.at(0).targets.at(0).id == "p2");
    BOOST_TEST((d.relationships.at(0).direction == RelationshipDirection::forward));
}

BOOST_AUTO_TEST_CASE(global_tasks_and_processes) {
    const Definitions& d = document().definitions;
    BOOST_REQUIRE(d.global_tasks.size() == 5u);
    BOOST_TEST(d.global_tasks[0].io_bindings.at(0).operation_ref == "op");
    BOOST_TEST((d.global_tasks[0].resources.at(0).kind == ResourceRoleKind::resource_role));
    BOOST_TEST((d.global_tasks[1].kind == GlobalTaskKind::user_task));
    BOOST_TEST(d.global_tasks[1].implementation == "urn:ui");
    BOOST_TEST(d.global_tasks[3].script.value() == "1 < 2");
    BOOST_TEST(d.global_tasks[3].script_language == "urn:js");
    const Process& p = d.processes.at(0);
    BOOST_TEST((p.process_type == ProcessType::public_process));
    BOOST_TEST(p.is_closed);
    BOOST_TEST(p.is_executable.value());
    BOOST_TEST(!d.processes.at(1).is_executable.has_value());
    BOOST_TEST(p.definitional_collaboration_ref == "collab");
    BOOST_TEST(p.lane_sets.at(0).lanes.at(0).flow_node_refs.at(0).id == "user");
    BOOST_TEST(p.lane_sets.at(0).lanes.at(0).child_lane_sets.at(0).lanes.at(0).id == "lane2");
    BOOST_TEST(p.lane_sets.at(0).lanes.at(0).partition_element->id == "partition");
    BOOST_TEST(p.correlation_subscriptions.at(0).bindings.at(0).data_path->text == "d");
    BOOST_TEST(p.supports.at(0).id == "p2");
    BOOST_TEST(std::get<TextAnnotation>(p.artifacts.at(2)).text == "Words");
    BOOST_TEST((std::get<Association>(p.artifacts.at(0)).direction == AssociationDirection::both));
}

BOOST_AUTO_TEST_CASE(events_and_their_definitions) {
    const auto& start = element<StartEvent>(document(), "start");
    BOOST_TEST(!start.is_interrupting);
    BOOST_TEST(start.parallel_multiple);
    BOOST_TEST(start.category_value_refs.at(0).id == "catValue");
    BOOST_TEST(start.output_set->while_executing_output_refs.at(0).id == "startOut");
    BOOST_REQUIRE(start.event_definitions.size() == 5u);
    const auto& date = *std::get<TimerEventDefinition>(start.event_definitions[0]).time_date;
    BOOST_TEST(date.text == "2030-01-01T00:00:00Z");
    BOOST_TEST(date.type == "tFormalExpression");
    BOOST_TEST(date.language == "urn:l");
    BOOST_TEST(date.evaluates_to_type_ref == "xsd:date");
    BOOST_TEST(std::get<TimerEventDefinition>(start.event_definitions[1]).time_duration->text == "PT1H");
    BOOST_TEST(std::get<TimerEventDefinition>(start.event_definitions[2]).time_cycle->text == "R3/PT1H");
    BOOST_TEST(std::get<ConditionalEventDefinition>(start.event_definitions[3]).condition->text == "a > 1");
    BOOST_TEST(std::get<SignalEventDefinition>(start.event_definitions[4]).signal_ref == "sig");
    BOOST_TEST(start.event_definition_refs.at(0).id == "topMessage");
    BOOST_TEST(!element<BoundaryEvent>(document(), "boundary").cancel_activity);
    BOOST_TEST(element<BoundaryEvent>(document(), "boundary").attached_to_ref == "sub");
    BOOST_TEST(!std::get<CompensateEventDefinition>(element<EndEvent>(document(), "end2").event_definitions.at(0))
                    .wait_for_completion.value());
    const auto& link =
        std::get<LinkEventDefinition>(element<IntermediateThrowEvent>(document(), "throw").event_definitions.at(0));
    BOOST_TEST(link.name == "L");
    BOOST_TEST(link.targets.at(0).id == "linkIn");
}

BOOST_AUTO_TEST_CASE(activities_and_how_they_repeat) {
    const auto& user = element<UserTask>(document(), "user");
    BOOST_TEST(user.implementation == "urn:form");
    BOOST_TEST(user.is_for_compensation);
    BOOST_TEST(user.start_quantity == 2);
    BOOST_TEST(user.completion_quantity == 3);
    BOOST_TEST(user.default_flow == "f2");
    BOOST_TEST(user.data_input_associations.at(0).assignments.at(0).to->text == "b");
    BOOST_TEST(user.resources.at(0).parameter_bindings.at(0).expression->text == "1");
    BOOST_TEST((user.resources.at(1).kind == ResourceRoleKind::human_performer));
    BOOST_TEST(user.resources.at(1).assignment_expression->expression->text == "who()");
    const auto& mi = std::get<MultiInstanceLoopCharacteristics>(*user.loop_characteristics);
    BOOST_TEST(mi.is_sequential);
    BOOST_TEST((mi.behavior == MultiInstanceBehavior::complex));
    BOOST_TEST(mi.loop_cardinality->text == "3");
    BOOST_TEST(mi.input_data_item->id == "miIn");
    BOOST_TEST(mi.complex_behavior_definitions.at(0).event->event_definitions.size() == 1u);
    BOOST_TEST(mi.completion_condition->text == "done");
    const auto& loop = std::get<StandardLoopCharacteristics>(*element<Task>(document(), "task").loop_characteristics);
    BOOST_TEST(loop.test_before);
    BOOST_TEST(loop.loop_maximum.value() == 5);
    BOOST_TEST(element<ReceiveTask>(document(), "receive").instantiate);
    BOOST_TEST(element<ReceiveTask>(document(), "receive").message_ref == "msg");
    BOOST_TEST(element<SendTask>(document(), "send").operation_ref == "op");
    BOOST_TEST(element<ScriptTask>(document(), "scriptTask").script.value() == "if (a < b) c();");
    BOOST_TEST(element<CallActivity>(document(), "call").called_element == "gTask");
    BOOST_TEST(element<SubProcess>(document(), "sub").triggered_by_event);
    BOOST_TEST(element<SubProcess>(document(), "sub").flow_elements.at(0).base().id == "inner");
    BOOST_TEST(element<Transaction>(document(), "tx").method == "##Store");
    BOOST_TEST(!element<AdHocSubProcess>(document(), "adHoc").cancel_remaining_instances);
    BOOST_TEST((element<AdHocSubProcess>(document(), "adHoc").ordering == AdHocOrdering::sequential));
}

BOOST_AUTO_TEST_CASE(gateways_flows_and_data) {
    BOOST_TEST((element<ParallelGateway>(document(), "parallel").gateway_direction == GatewayDirection::diverging));
    BOOST_TEST(element<ExclusiveGateway>(document(), "exclusive").default_flow == "f1");
    BOOST_TEST(element<InclusiveGateway>(document(), "inclusive").default_flow == "f1");
    BOOST_TEST(element<ComplexGateway>(document(), "complexGateway").activation_condition->text == "two");
    BOOST_TEST(element<EventBasedGateway>(document(), "eventBased").instantiate);
    BOOST_TEST((element<EventBasedGateway>(document(), "eventBased").event_gateway_type == EventGatewayType::parallel));
    const auto& flow = element<SequenceFlow>(document(), "f1");
    BOOST_TEST(flow.source_ref == "start");
    BOOST_TEST(flow.target_ref == "user");
    BOOST_TEST(flow.is_immediate.value());
    BOOST_TEST(flow.condition_expression->text == "${x}");
    BOOST_TEST(element<DataObjectReference>(document(), "objectReference").data_object_ref == "object");
    BOOST_TEST(element<DataStoreReference>(document(), "storeReference").data_state->name == "kept");
}

BOOST_AUTO_TEST_CASE(collaborations_choreographies_and_diagrams) {
    const Definitions& d = document().definitions;
    const Collaboration& c = d.collaborations.at(0);
    BOOST_TEST(c.is_closed);
    BOOST_TEST(c.participants.at(0).process_ref == "p");
    BOOST_TEST(c.participants.at(0).multiplicity->maximum == 4);
    BOOST_TEST(c.participants.at(1).process_ref == "");
    BOOST_TEST(c.message_flows.at(0).message_ref == "msg");
    BOOST_TEST(c.conversation_nodes.at(1).nodes.at(0).id == "innerConversation");
    BOOST_TEST(c.conversation_nodes.at(2).called_collaboration_ref == "gConversation");
    const auto& task = std::get<ChoreographyTask>(d.choreographies.at(0).flow_elements.at(0).kind());
    BOOST_TEST((task.loop_type == ChoreographyLoopType::multi_instance_parallel));
    BOOST_TEST(task.initiating_participant_ref == "c1");
    BOOST_TEST(d.global_choreography_tasks.at(0).initiating_participant_ref == "g1");
    const Diagram& diagram = d.diagrams.at(0);
    BOOST_TEST(diagram.resolution.value() == 96.5);
    const Shape& shape = diagram.planes.at(0).shapes.at(0);
    BOOST_TEST(shape.bounds->x == -10.5);
    BOOST_TEST(shape.bounds->height == 80.25);
    BOOST_TEST(!shape.is_message_visible.value());
    BOOST_TEST((shape.participant_band_kind == ParticipantBandKind::middle_initiating));
    BOOST_TEST(shape.label->label_style == "style");
    BOOST_TEST(diagram.planes.at(0).edges.at(0).waypoints.at(1).y == 4.0);
    BOOST_TEST((diagram.planes.at(0).edges.at(0).message_visible_kind == MessageVisibleKind::non_initiating));
    BOOST_TEST(diagram.label_styles.at(0).font->size.value() == 11.5);
}

BOOST_AUTO_TEST_CASE(everything_knows_where_it_stands) {
    const auto& user = element<UserTask>(document(), "user");
    BOOST_TEST(user.location.line == 88u);
    BOOST_TEST(user.location.column == 5u);
    BOOST_TEST(user.incoming.at(0).location.line == 89u);
    BOOST_TEST(user.loop_characteristics->index() == 1u);
    BOOST_TEST(document().definitions.diagrams.at(0).planes.at(0).edges.at(0).waypoints.at(0).location.column == 9u);
}
