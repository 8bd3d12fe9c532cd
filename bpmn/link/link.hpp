// From the document (what the file says) to process definitions (what runs), or everything that is in the way of it.
// Only executable processes become definitions; of the others the diagnostics say so, and what would keep them from
// running, one degree milder. Nothing in a model is ignored in silence: what changes the token game and is not built is
// an error, what only describes is a warning where it stands.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "bpmn/model/definition.hpp"
#include "bpmn/model/document.hpp"
#include "expression/evaluator.hpp"

namespace pavane::bpmn {

struct Linked {
    std::vector<ProcessDefinition> definitions;  // of the executable processes without errors
    Diagnostics diagnostics;                     // in the order of the file
    // One error for each place that has JavaScript, for those who do not allow it: not among `diagnostics`, for what
    // was deployed while it was allowed must still be linked.
    Diagnostics scripts;
};

// The content of another file of the same deployment, by its name.
using FindResource = std::function<std::optional<std::string>(const std::string& name)>;

// What was deployed is not judged by the rules again when it is loaded: another version's may have been others.
enum class Purpose : std::uint8_t { deployment, loading };

// Without `find_resource` there are no other files.
Linked link(const document::Document& document, const expression::Evaluator& evaluator,
            const FindResource& find_resource = {}, Purpose purpose = Purpose::deployment);

}  // namespace pavane::bpmn
