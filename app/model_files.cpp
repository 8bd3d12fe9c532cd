#include "app/model_files.hpp"

#include <algorithm>
#include <filesystem>

#include "runtime/engine/model_names.hpp"

namespace pavane::app {

namespace fs = std::filesystem;

std::vector<std::string> with_models_of_folders(const std::vector<std::string>& files_and_folders) {
    std::vector<std::string> files;
    for (const std::string& each : files_and_folders) {
        if (!fs::is_directory(each)) {
            files.push_back(each);
            continue;
        }
        std::vector<std::string> models;
        for (const fs::directory_entry& entry : fs::directory_iterator(each))
            // Editors keep what is being written in files that begin with a dot.
            if (entry.is_regular_file() && engine::is_model_file(entry.path().string()) &&
                !entry.path().filename().string().starts_with('.'))
                models.push_back(entry.path().string());
        std::ranges::sort(models);
        files.insert(files.end(), models.begin(), models.end());
    }
    return files;
}

}  // namespace pavane::app
