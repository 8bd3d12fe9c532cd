// Choreography activities, BPMN 2.0.2 §11.5. Read and kept; nothing in them is executed.
#pragma once

#include "bpmn/model/document/collaboration.hpp"

namespace pavane::bpmn::document {

class FlowElement;

enum class ChoreographyLoopType { none, standard, multi_instance_sequential, multi_instance_parallel };

struct ChoreographyActivity : FlowNode {
    std::vector<PlacedReference> participant_refs;
    std::vector<CorrelationKey> correlation_keys;
    Reference initiating_participant_ref;
    ChoreographyLoopType loop_type = ChoreographyLoopType::none;
};

struct ChoreographyTask : ChoreographyActivity {
    std::vector<PlacedReference> message_flow_refs;
};

struct CallChoreography : ChoreographyActivity {
    Reference called_choreography_ref;
    std::vector<ParticipantAssociation> participant_associations;
};

// Defined in flow_element.cpp, because the elements inside are not complete here.
struct SubChoreography : ChoreographyActivity {
    std::vector<FlowElement> flow_elements;
    std::vector<Artifact> artifacts;

    SubChoreography();
    SubChoreography(SubChoreography&&) noexcept;
    SubChoreography& operator=(SubChoreography&&) noexcept;
    ~SubChoreography();
};

}  // namespace pavane::bpmn::document
