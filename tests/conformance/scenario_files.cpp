#include "tests/conformance/scenario_files.hpp"

#include <algorithm>

namespace pavane::tests {

std::filesystem::path scenario_root() {
    for (auto folder = std::filesystem::current_path(); !folder.empty() && folder != folder.parent_path();
         folder = folder.parent_path())
        if (std::filesystem::exists(folder / "conformance/runner")) return folder / "conformance";
    return {};
}

const std::vector<std::filesystem::path>& scenario_files() {
    static const std::vector<std::filesystem::path> files = [] {
        std::vector<std::filesystem::path> found;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(scenario_root()))
            if (entry.path().extension() == ".scenario") found.push_back(entry.path());
        std::sort(found.begin(), found.end());
        return found;
    }();
    return files;
}

}  // namespace pavane::tests
