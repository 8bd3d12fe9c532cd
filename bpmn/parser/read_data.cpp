// Items and data, BPMN 2.0.2 §8.4.10 and §10.4.
#include <array>

#include "bpmn/parser/tables.hpp"

namespace pavane::bpmn::parser {
namespace {

constexpr std::array<std::pair<std::string_view, ItemKind>, 2> item_kinds = {
    {{"Information", ItemKind::information}, {"Physical", ItemKind::physical}}};

}  // namespace

const Table<ItemDefinition, BaseElement>& table_of(Type<ItemDefinition>) {
    static const Table<ItemDefinition, BaseElement> table = {
        {{"structureRef", text<&ItemDefinition::structure_ref>},
         {"isCollection", boolean<&ItemDefinition::is_collection>},
         {"itemKind", one_of<&ItemDefinition::item_kind, item_kinds>}},
        {}};
    return table;
}

const Table<DataState, BaseElement>& table_of(Type<DataState>) {
    static const Table<DataState, BaseElement> table = {{{"name", text<&DataState::name>}}, {}};
    return table;
}

const Table<ItemAwareElement, BaseElement>& table_of(Type<ItemAwareElement>) {
    static const Table<ItemAwareElement, BaseElement> table = {
        {{"itemSubjectRef", reference<&ItemAwareElement::item_subject_ref>}},
        {{"dataState", one<&ItemAwareElement::data_state>}}};
    return table;
}

const Table<DataInput, ItemAwareElement>& table_of(Type<DataInput>) {
    static const Table<DataInput, ItemAwareElement> table = {
        {{"name", text<&DataInput::name>}, {"isCollection", boolean<&DataInput::is_collection>}}, {}};
    return table;
}

const Table<DataOutput, ItemAwareElement>& table_of(Type<DataOutput>) {
    static const Table<DataOutput, ItemAwareElement> table = {
        {{"name", text<&DataOutput::name>}, {"isCollection", boolean<&DataOutput::is_collection>}}, {}};
    return table;
}

const Table<DataProperty, ItemAwareElement>& table_of(Type<DataProperty>) {
    static const Table<DataProperty, ItemAwareElement> table = {{{"name", text<&DataProperty::name>}}, {}};
    return table;
}

const Table<InputSet, BaseElement>& table_of(Type<InputSet>) {
    static const Table<InputSet, BaseElement> table = {
        {{"name", text<&InputSet::name>}},
        {{"dataInputRefs", references<&InputSet::data_input_refs>},
         {"optionalInputRefs", references<&InputSet::optional_input_refs>},
         {"whileExecutingInputRefs", references<&InputSet::while_executing_input_refs>},
         {"outputSetRefs", references<&InputSet::output_set_refs>}}};
    return table;
}

const Table<OutputSet, BaseElement>& table_of(Type<OutputSet>) {
    static const Table<OutputSet, BaseElement> table = {
        {{"name", text<&OutputSet::name>}},
        {{"dataOutputRefs", references<&OutputSet::data_output_refs>},
         {"optionalOutputRefs", references<&OutputSet::optional_output_refs>},
         {"whileExecutingOutputRefs", references<&OutputSet::while_executing_output_refs>},
         {"inputSetRefs", references<&OutputSet::input_set_refs>}}};
    return table;
}

const Table<InputOutputSpecification, BaseElement>& table_of(Type<InputOutputSpecification>) {
    static const Table<InputOutputSpecification, BaseElement> table = {
        {},
        {{"dataInput", many<&InputOutputSpecification::data_inputs>},
         {"dataOutput", many<&InputOutputSpecification::data_outputs>},
         {"inputSet", many<&InputOutputSpecification::input_sets>},
         {"outputSet", many<&InputOutputSpecification::output_sets>}}};
    return table;
}

const Table<InputOutputBinding, BaseElement>& table_of(Type<InputOutputBinding>) {
    static const Table<InputOutputBinding, BaseElement> table = {
        {{"operationRef", reference<&InputOutputBinding::operation_ref>, true},
         {"inputDataRef", reference<&InputOutputBinding::input_data_ref>, true},
         {"outputDataRef", reference<&InputOutputBinding::output_data_ref>, true}},
        {}};
    return table;
}

const Table<DataAssignment, BaseElement>& table_of(Type<DataAssignment>) {
    static const Table<DataAssignment, BaseElement> table = {
        {}, {{"from", one<&DataAssignment::from>}, {"to", one<&DataAssignment::to>}}};
    return table;
}

const Table<DataAssociation, BaseElement>& table_of(Type<DataAssociation>) {
    static const Table<DataAssociation, BaseElement> table = {
        {},
        {{"sourceRef", references<&DataAssociation::source_refs>},
         {"targetRef", references<&DataAssociation::target_refs>},
         {"transformation", one<&DataAssociation::transformation>},
         {"assignment", many<&DataAssociation::assignments>}}};
    return table;
}

const Table<DataInputAssociation, DataAssociation>& table_of(Type<DataInputAssociation>) {
    static const Table<DataInputAssociation, DataAssociation> table = {{}, {}};
    return table;
}

const Table<DataOutputAssociation, DataAssociation>& table_of(Type<DataOutputAssociation>) {
    static const Table<DataOutputAssociation, DataAssociation> table = {{}, {}};
    return table;
}

const Table<DataStore, ItemAwareElement>& table_of(Type<DataStore>) {
    static const Table<DataStore, ItemAwareElement> table = {{{"name", text<&DataStore::name>},
                                                              {"capacity", integer<&DataStore::capacity>},
                                                              {"isUnlimited", boolean<&DataStore::is_unlimited>}},
                                                             {}};
    return table;
}

const Table<DataObject, AnyFlowElement>& table_of(Type<DataObject>) {
    static const Table<DataObject, AnyFlowElement> table = {
        {{"itemSubjectRef", reference<&DataObject::item_subject_ref>},
         {"isCollection", boolean<&DataObject::is_collection>}},
        {{"dataState", one<&DataObject::data_state>}}};
    return table;
}

const Table<DataObjectReference, AnyFlowElement>& table_of(Type<DataObjectReference>) {
    static const Table<DataObjectReference, AnyFlowElement> table = {
        {{"itemSubjectRef", reference<&DataObjectReference::item_subject_ref>},
         {"dataObjectRef", reference<&DataObjectReference::data_object_ref>}},
        {{"dataState", one<&DataObjectReference::data_state>}}};
    return table;
}

const Table<DataStoreReference, AnyFlowElement>& table_of(Type<DataStoreReference>) {
    static const Table<DataStoreReference, AnyFlowElement> table = {
        {{"itemSubjectRef", reference<&DataStoreReference::item_subject_ref>},
         {"dataStoreRef", reference<&DataStoreReference::data_store_ref>}},
        {{"dataState", one<&DataStoreReference::data_state>}}};
    return table;
}

}  // namespace pavane::bpmn::parser
