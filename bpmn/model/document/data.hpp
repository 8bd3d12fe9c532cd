// Items and data, BPMN 2.0.2 §8.4.10 and §10.4: what flows and what is read and written on the way.
#pragma once

#include <cstdint>
#include <optional>

#include "bpmn/model/document/element.hpp"

namespace pavane::bpmn::document {

enum class ItemKind { information, physical };

struct ItemDefinition : BaseElement {
    std::string structure_ref;  // a QName of a type system
    bool is_collection = false;
    ItemKind item_kind = ItemKind::information;
};

struct DataState : BaseElement {
    std::string name;
};

// Not BPMN's word for anything but what DataInput, DataOutput and Property share.
struct ItemAwareElement : BaseElement {
    Reference item_subject_ref;
    std::optional<DataState> data_state;
};

struct DataInput : ItemAwareElement {
    std::string name;
    bool is_collection = false;
};

struct DataOutput : ItemAwareElement {
    std::string name;
    bool is_collection = false;
};

struct DataProperty : ItemAwareElement {
    std::string name;
};

struct InputSet : BaseElement {
    std::string name;
    std::vector<PlacedReference> data_input_refs;
    std::vector<PlacedReference> optional_input_refs;
    std::vector<PlacedReference> while_executing_input_refs;
    std::vector<PlacedReference> output_set_refs;
};

struct OutputSet : BaseElement {
    std::string name;
    std::vector<PlacedReference> data_output_refs;
    std::vector<PlacedReference> optional_output_refs;
    std::vector<PlacedReference> while_executing_output_refs;
    std::vector<PlacedReference> input_set_refs;
};

struct InputOutputSpecification : BaseElement {
    std::vector<DataInput> data_inputs;
    std::vector<DataOutput> data_outputs;
    std::vector<InputSet> input_sets;
    std::vector<OutputSet> output_sets;
};

struct InputOutputBinding : BaseElement {
    Reference operation_ref;
    Reference input_data_ref;
    Reference output_data_ref;
};

struct DataAssignment : BaseElement {
    std::optional<Expression> from;
    std::optional<Expression> to;
};

struct DataAssociation : BaseElement {
    std::vector<PlacedReference> source_refs;
    std::vector<PlacedReference> target_refs;  // BPMN allows one
    std::optional<Expression> transformation;
    std::vector<DataAssignment> assignments;
};

struct DataInputAssociation : DataAssociation {};
struct DataOutputAssociation : DataAssociation {};

struct DataStore : ItemAwareElement {
    std::string name;
    std::optional<std::int64_t> capacity;
    bool is_unlimited = true;
};

}  // namespace pavane::bpmn::document
