// The models among the files and folders of the command line.
#pragma once

#include <string>
#include <vector>

namespace pavane::app {

// The files as they are, and of each folder the models in it (not in folders below), by their names.
std::vector<std::string> with_models_of_folders(const std::vector<std::string>& files_and_folders);

}  // namespace pavane::app
