#include "app/named_files.hpp"

#include <filesystem>

#include "app/files.hpp"
#include "app/model_files.hpp"
#include "bpmn/model/model_namespace.hpp"
#include "runtime/engine/model_names.hpp"

namespace pavane::app {

namespace fs = std::filesystem;

Result<std::vector<std::string>, std::string> models_in(const std::string& folder) {
    try {
        return with_models_of_folders({folder});
    } catch (const fs::filesystem_error& error) {
        return tl::make_unexpected("The folder '" + folder + "' may not be read: " + error.code().message() + ".");
    }
}

std::string no_model_in(const std::string& folder) {
    return "There is no model in '" + folder +
           "' itself: no file that ends in .bpmn or .dmn. Folders in it are not looked into.";
}

Result<std::vector<std::string>, std::string> models_named(const std::vector<std::string>& files_and_folders) {
    std::vector<std::string> all;
    for (const std::string& each : files_and_folders) {
        std::error_code error;
        if (fs::is_directory(each, error)) {
            auto models = models_in(each);
            if (!models) return models;
            if (models->empty()) return tl::make_unexpected(no_model_in(each));
            all.insert(all.end(), models->begin(), models->end());
        } else if (const auto content = read_file(each)) {
            all.push_back(each);
        } else {
            return tl::make_unexpected(content.error());
        }
    }
    return all;
}

std::string advice_on_name(const std::string& path, const std::string& content) {
    // Text that only speaks of models begins otherwise.
    const std::size_t begin = content.find_first_not_of("\xEF\xBB\xBF \t\r\n");
    if (engine::is_model_file(path) || begin == std::string::npos || content[begin] != '<') return "";
    const bool is_bpmn = content.find(bpmn::model_namespace) != std::string::npos;
    // With the year and month of each version behind it.
    const bool is_dmn = content.find("http://www.omg.org/spec/DMN/") != std::string::npos ||
                        content.find("https://www.omg.org/spec/DMN/") != std::string::npos;
    if (!is_bpmn && !is_dmn) return "";
    const std::string ending = is_bpmn ? ".bpmn" : ".dmn";
    std::string name = fs::path(path).stem().string();
    if (!name.ends_with(ending)) name += ending;
    return "It is a " + std::string(is_bpmn ? "BPMN" : "DMN") +
           " model, but servers tell models by their names: rename it to " + name + ".";
}

}  // namespace pavane::app
