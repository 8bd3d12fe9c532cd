// Which files of the command line are models.
#pragma once

#include <string>
#include <vector>

namespace pavane::app {

// By its name: .dmn and .dmn11.xml.
bool is_dmn_file(const std::string& path);

// By its name: .bpmn and .bpmn20.xml, or DMN.
bool is_model_file(const std::string& path);

// The files as they are, and of each folder the models in it (not in folders below), by their names.
std::vector<std::string> with_models_of_folders(const std::vector<std::string>& files_and_folders);

}  // namespace pavane::app
