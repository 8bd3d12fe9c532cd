// A process of the file to a definition: its nodes, then what connects them.
#pragma once

#include <optional>

#include "bpmn/link/linking.hpp"

namespace pavane::bpmn {

ProcessDefinition link_process(const document::Definitions& file, const FileIndex& index,
                               const document::Process& process, const expression::Evaluator& evaluator,
                               Diagnostics& diagnostics);

// The element as a node of the definition, in `scope`; its flows come later.
NodeIndex link_node(Linking& linking, const document::FlowElement& element, NodeIndex scope);

// The sub-process an element is, of whatever kind, or nullptr.
const document::SubProcess* as_sub_process(const document::FlowElement& element);

}  // namespace pavane::bpmn
