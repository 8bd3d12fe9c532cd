#include "bpmn/link/message_flows.hpp"

#include <algorithm>

namespace pavane::bpmn {

namespace {

// An end of a message flow is a participant or an element of its process (BPMN 2.0.2 §9.4).
bool is_executed(const document::Collaboration& collaboration, const std::string& end,
                 const ExecutedElements& elements) {
    if (elements.contains(end)) return true;
    return std::any_of(collaboration.participants.begin(), collaboration.participants.end(),
                       [&](const document::Participant& participant) {
                           return participant.id == end && elements.contains(participant.process_ref);
                       });
}

Diagnostic without_effect(const document::MessageFlow& flow) {
    return {Severity::warning, "message-flow-without-effect",
            "The messageFlow '" + flow.id + "' from '" + flow.source_ref + "' to '" + flow.target_ref +
                "' only describes: nothing is sent along it. A thrown message is the work of its worker, and a message "
                "finds its receiver by its name.",
            flow.id, flow.location};
}

}  // namespace

Diagnostics judge_message_flows(const document::Definitions& file, const ExecutedElements& elements) {
    Diagnostics diagnostics;
    for (const document::Collaboration& collaboration : file.collaborations)
        for (const document::MessageFlow& flow : collaboration.message_flows)
            if (is_executed(collaboration, flow.source_ref, elements) ||
                is_executed(collaboration, flow.target_ref, elements))
                diagnostics.push_back(without_effect(flow));
    return diagnostics;
}

}  // namespace pavane::bpmn
