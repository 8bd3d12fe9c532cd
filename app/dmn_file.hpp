// A DMN file of the command line, linked with what it imports.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "dmn/link/link.hpp"

namespace pavane::app {

struct DmnFile {
    std::optional<dmn::document::Definitions> definitions;  // none: no DMN; the diagnostics say why
    std::shared_ptr<const dmn::Model> model;                // as the definitions
    Diagnostics diagnostics;                                // of reading and of linking
};

// `content` is that of `path`. What it imports is looked for in `others` and, if it imports anything, in the files
// beside it; a file among those that cannot be read is said to be so where an import stays unresolved. `evaluator`
// must outlive the model.
DmnFile read_dmn_file(const std::string& path, const std::string& content, std::span<const std::string> others,
                      const expression::Evaluator& evaluator);

// The names under which the node's evaluation can be given values: those of input data, of decisions without logic,
// and of the input decisions of a service.
std::vector<std::string> input_names(const dmn::Model& model, std::size_t node);

}  // namespace pavane::app
