#include "app/named_files.hpp"

#include <filesystem>

#include "app/files.hpp"
#include "app/model_files.hpp"

namespace pavane::app {

namespace fs = std::filesystem;

namespace {

Result<std::vector<std::string>, std::string> models_of_folder(const std::string& folder) {
    try {
        std::vector<std::string> models = with_models_of_folders({folder});
        if (!models.empty()) return models;
        return tl::make_unexpected("There is no model in '" + folder +
                                   "' itself: no file that ends in .bpmn or .dmn. Folders in it are not looked into.");
    } catch (const fs::filesystem_error& error) {
        return tl::make_unexpected("The folder '" + folder + "' may not be read: " + error.code().message() + ".");
    }
}

}  // namespace

Result<std::vector<std::string>, std::string> models_named(const std::vector<std::string>& files_and_folders) {
    std::vector<std::string> all;
    for (const std::string& each : files_and_folders) {
        std::error_code error;
        if (fs::is_directory(each, error)) {
            auto models = models_of_folder(each);
            if (!models) return models;
            all.insert(all.end(), models->begin(), models->end());
        } else if (auto content = read_file(each)) {
            all.push_back(each);
        } else {
            return tl::make_unexpected(content.error());
        }
    }
    return all;
}

std::string advice_on_name(const std::string& path, const std::string& content) {
    if (is_model_file(path)) return "";
    const bool is_bpmn = content.find("http://www.omg.org/spec/BPMN/20100524/MODEL") != std::string::npos;
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
