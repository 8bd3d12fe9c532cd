// Message flows only describe who talks to whom: that is said of each that begins or ends at something that runs.
#pragma once

#include <set>
#include <string>

#include "bpmn/model/diagnostic.hpp"
#include "bpmn/model/document.hpp"

namespace pavane::bpmn {

// The ids of the file's executable processes and of the nodes in them.
using ExecutedElements = std::set<std::string, std::less<>>;

Diagnostics judge_message_flows(const document::Definitions& file, const ExecutedElements& elements);

}  // namespace pavane::bpmn
