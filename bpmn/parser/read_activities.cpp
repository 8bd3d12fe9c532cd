// Activities, BPMN 2.0.2 §10.3.
#include <array>

#include "bpmn/parser/tables.hpp"

namespace pavane::bpmn::parser {
namespace {

constexpr std::array<std::pair<std::string_view, MultiInstanceBehavior>, 4> behaviors = {
    {{"None", MultiInstanceBehavior::none},
     {"One", MultiInstanceBehavior::one},
     {"All", MultiInstanceBehavior::all},
     {"Complex", MultiInstanceBehavior::complex}}};

constexpr std::array<std::pair<std::string_view, AdHocOrdering>, 2> orderings = {
    {{"Parallel", AdHocOrdering::parallel}, {"Sequential", AdHocOrdering::sequential}}};

bool loop_characteristics(Reading& reading, const xml::Element& child, Activity& into) {
    const bool standard = child.name == "standardLoopCharacteristics";
    if (!standard && child.name != "multiInstanceLoopCharacteristics") return false;
    if (into.loop_characteristics) {
        keep_repeated(reading, child, into);
        return true;
    }
    if (standard)
        into.loop_characteristics =
            std::make_unique<LoopCharacteristics>(read<StandardLoopCharacteristics>(reading, child));
    else
        into.loop_characteristics =
            std::make_unique<LoopCharacteristics>(read<MultiInstanceLoopCharacteristics>(reading, child));
    return true;
}

// What is called is found when the call is made, usually in another file, and may be an expression.
bool called_element(Reading& reading, const xml::Element&, std::string_view value, CallActivity& into) {
    into.called_element = reading.reference_elsewhere(value);
    return true;
}

}  // namespace

const Table<StandardLoopCharacteristics, BaseElement>& table_of(Type<StandardLoopCharacteristics>) {
    static const Table<StandardLoopCharacteristics, BaseElement> table = {
        {{"testBefore", boolean<&StandardLoopCharacteristics::test_before>},
         {"loopMaximum", integer<&StandardLoopCharacteristics::loop_maximum>}},
        {{"loopCondition", one<&StandardLoopCharacteristics::loop_condition>}}};
    return table;
}

const Table<MultiInstanceLoopCharacteristics, BaseElement>& table_of(Type<MultiInstanceLoopCharacteristics>) {
    static const Table<MultiInstanceLoopCharacteristics, BaseElement> table = {
        {{"isSequential", boolean<&MultiInstanceLoopCharacteristics::is_sequential>},
         {"behavior", one_of<&MultiInstanceLoopCharacteristics::behavior, behaviors>},
         {"oneBehaviorEventRef", reference<&MultiInstanceLoopCharacteristics::one_behavior_event_ref>},
         {"noneBehaviorEventRef", reference<&MultiInstanceLoopCharacteristics::none_behavior_event_ref>}},
        {{"loopCardinality", one<&MultiInstanceLoopCharacteristics::loop_cardinality>},
         {"loopDataInputRef", references<&MultiInstanceLoopCharacteristics::loop_data_input_refs>},
         {"loopDataOutputRef", references<&MultiInstanceLoopCharacteristics::loop_data_output_refs>},
         {"inputDataItem", one<&MultiInstanceLoopCharacteristics::input_data_item>},
         {"outputDataItem", one<&MultiInstanceLoopCharacteristics::output_data_item>},
         {"complexBehaviorDefinition", many<&MultiInstanceLoopCharacteristics::complex_behavior_definitions>},
         {"completionCondition", one<&MultiInstanceLoopCharacteristics::completion_condition>}}};
    return table;
}

const Table<ComplexBehaviorDefinition, BaseElement>& table_of(Type<ComplexBehaviorDefinition>) {
    static const Table<ComplexBehaviorDefinition, BaseElement> table = {
        {},
        {{"condition", one<&ComplexBehaviorDefinition::condition>}, {"event", one<&ComplexBehaviorDefinition::event>}}};
    return table;
}

const Table<Activity, FlowNode>& table_of(Type<Activity>) {
    static const Table<Activity, FlowNode> table = {
        {{"isForCompensation", boolean<&Activity::is_for_compensation>},
         {"startQuantity", integer<&Activity::start_quantity>},
         {"completionQuantity", integer<&Activity::completion_quantity>},
         {"default", reference<&Activity::default_flow>}},
        {{"ioSpecification", one<&Activity::io_specification>},
         {"property", many<&Activity::properties>},
         {"dataInputAssociation", many<&Activity::data_input_associations>},
         {"dataOutputAssociation", many<&Activity::data_output_associations>},
         {"", group<&Activity::resources, read_resource_role>},
         {"", loop_characteristics}}};
    return table;
}

const Table<Rendering, BaseElement>& table_of(Type<Rendering>) {
    static const Table<Rendering, BaseElement> table = {{}, {}};
    return table;
}

const Table<Task, Activity>& table_of(Type<Task>) {
    static const Table<Task, Activity> table = {{}, {}};
    return table;
}

const Table<ManualTask, Task>& table_of(Type<ManualTask>) {
    static const Table<ManualTask, Task> table = {{}, {}};
    return table;
}

const Table<UserTask, Task>& table_of(Type<UserTask>) {
    static const Table<UserTask, Task> table = {{{"implementation", text<&UserTask::implementation>}},
                                                {{"rendering", many<&UserTask::renderings>}}};
    return table;
}

const Table<ServiceTask, Task>& table_of(Type<ServiceTask>) {
    static const Table<ServiceTask, Task> table = {{{"implementation", text<&ServiceTask::implementation>},
                                                    {"operationRef", reference<&ServiceTask::operation_ref>}},
                                                   {}};
    return table;
}

const Table<SendTask, Task>& table_of(Type<SendTask>) {
    static const Table<SendTask, Task> table = {{{"implementation", text<&SendTask::implementation>},
                                                 {"messageRef", reference<&SendTask::message_ref>},
                                                 {"operationRef", reference<&SendTask::operation_ref>}},
                                                {}};
    return table;
}

const Table<ReceiveTask, Task>& table_of(Type<ReceiveTask>) {
    static const Table<ReceiveTask, Task> table = {{{"implementation", text<&ReceiveTask::implementation>},
                                                    {"instantiate", boolean<&ReceiveTask::instantiate>},
                                                    {"messageRef", reference<&ReceiveTask::message_ref>},
                                                    {"operationRef", reference<&ReceiveTask::operation_ref>}},
                                                   {}};
    return table;
}

const Table<BusinessRuleTask, Task>& table_of(Type<BusinessRuleTask>) {
    static const Table<BusinessRuleTask, Task> table = {{{"implementation", text<&BusinessRuleTask::implementation>}},
                                                        {}};
    return table;
}

const Table<ScriptTask, Task>& table_of(Type<ScriptTask>) {
    static const Table<ScriptTask, Task> table = {{{"scriptFormat", text<&ScriptTask::script_format>}},
                                                  {{"script", script<ScriptTask>}}};
    return table;
}

const Table<CallActivity, Activity>& table_of(Type<CallActivity>) {
    static const Table<CallActivity, Activity> table = {{{"calledElement", called_element}}, {}};
    return table;
}

const Table<SubProcess, Activity>& table_of(Type<SubProcess>) {
    static const Table<SubProcess, Activity> table = {{{"triggeredByEvent", boolean<&SubProcess::triggered_by_event>}},
                                                      {{"laneSet", many<&SubProcess::lane_sets>},
                                                       {"", group<&SubProcess::flow_elements, read_flow_element>},
                                                       {"", group<&SubProcess::artifacts, read_artifact>}}};
    return table;
}

const Table<Transaction, SubProcess>& table_of(Type<Transaction>) {
    static const Table<Transaction, SubProcess> table = {{{"method", text<&Transaction::method>}}, {}};
    return table;
}

const Table<AdHocSubProcess, SubProcess>& table_of(Type<AdHocSubProcess>) {
    static const Table<AdHocSubProcess, SubProcess> table = {
        {{"cancelRemainingInstances", boolean<&AdHocSubProcess::cancel_remaining_instances>},
         {"ordering", one_of<&AdHocSubProcess::ordering, orderings>}},
        {{"completionCondition", one<&AdHocSubProcess::completion_condition>}}};
    return table;
}

}  // namespace pavane::bpmn::parser
