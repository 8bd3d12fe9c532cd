// The files and folders that a command line names, before anything is done with them.
#pragma once

#include <string>
#include <vector>

#include "foundation/result.hpp"

namespace pavane::app {

// The models in a folder, not in folders below; the error is a plain sentence: it may not be read.
Result<std::vector<std::string>, std::string> models_in(const std::string& folder);

// That there are none, as a plain sentence.
std::string no_model_in(const std::string& folder);

// As with_models_of_folders; the error is a plain sentence: what is not there or may not be read, and a folder without
// a model in it.
Result<std::vector<std::string>, std::string> models_named(const std::vector<std::string>& files_and_folders);

// What to do about a model that nobody takes for one, since its name does not end as a model's does; empty if there is
// nothing to do.
std::string advice_on_name(const std::string& path, const std::string& content);

}  // namespace pavane::app
