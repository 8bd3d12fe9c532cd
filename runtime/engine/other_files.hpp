// The files that a model may take others from: those of its deployment, or those beside it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pavane::engine {

struct OtherFiles {
    // The content of a file by its name.
    std::function<std::optional<std::string>(const std::string& name)> find = [](const std::string&) {
        return std::nullopt;
    };
    std::function<std::vector<std::string>()> names = [] { return std::vector<std::string>(); };
};

// These files, which must outlive it.
OtherFiles among(const std::vector<std::pair<std::string, std::string>>& files);

}  // namespace pavane::engine
