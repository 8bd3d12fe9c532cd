// A DMN file, linked with what it imports.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "dmn/link/link.hpp"

namespace pavane::app {

// A file that another one may import.
struct DmnSource {
    std::string name;
    std::string content;
    bool is_preferred = false;  // before others of the same namespace
};

struct DmnFile {
    std::optional<dmn::document::Definitions> definitions;  // none: no DMN; the diagnostics say why
    std::shared_ptr<const dmn::Model> model;                // as the definitions
    Diagnostics diagnostics;                                // of reading and of linking
    Diagnostics of_imports;                                 // of the files that it imports, which the messages name
    std::vector<std::string> imported_files;                // their names
    std::vector<dmn::document::Definitions> imported;       // as many
};

// What the file imports is looked for in `others` by its namespace, if it imports anything; a file among those that
// cannot be read is said to be so where an import stays unresolved. `evaluator` must outlive the model.
DmnFile link_dmn_file(const std::string& content, const std::function<std::vector<DmnSource>()>& others,
                      const expression::Evaluator& evaluator);

// The same of a file on the disk, whose content is given: others are those that are named, and those beside it.
DmnFile read_dmn_file(const std::string& path, const std::string& content, std::span<const std::string> named,
                      const expression::Evaluator& evaluator);

// The names under which the node's evaluation can be given values: those of input data, of decisions without logic,
// and of the input decisions of a service.
std::vector<std::string> input_names(const dmn::Model& model, std::size_t node);

}  // namespace pavane::app
