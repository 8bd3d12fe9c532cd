#include "runtime/engine/other_files.hpp"

namespace pavane::engine {

OtherFiles among(const std::vector<std::pair<std::string, std::string>>& files) {
    return {[&files](const std::string& wanted) -> std::optional<std::string> {
                for (const auto& [name, content] : files)
                    if (name == wanted) return content;
                return std::nullopt;
            },
            [&files] {
                std::vector<std::string> names;
                for (const auto& [name, content] : files) names.push_back(name);
                return names;
            }};
}

}  // namespace pavane::engine
