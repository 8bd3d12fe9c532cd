// A process of the file to a definition: its nodes, then what connects them.
#pragma once

#include <optional>

#include "bpmn/link/linking.hpp"

namespace pavane::bpmn {

// Fills in linking.definition.
void link_process(Linking& linking, const document::Process& process);

// The element as a node of the definition, in `scope`; its flows come later.
NodeIndex link_node(Linking& linking, const document::FlowElement& element, NodeIndex scope);

// A warning for what the element says that nothing here acts on.
void judge_what_only_describes(Linking& linking, const document::FlowElement& element);
void judge_what_only_describes(Linking& linking, const document::Process& process);

// The sub-process an element is, of whatever kind, or nullptr.
const document::SubProcess* as_sub_process(const document::FlowElement& element);

}  // namespace pavane::bpmn
