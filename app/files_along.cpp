#include "app/files_along.hpp"

#include <algorithm>
#include <filesystem>

#include "app/files.hpp"
#include "app/json_documents.hpp"
#include "app/languages.hpp"
#include "app/model_compiler.hpp"
#include "runtime/engine/model_names.hpp"

namespace pavane::app {

namespace fs = std::filesystem;

namespace {

// A model's own words must not reach a file outside of its folder.
bool stays_below(const fs::path& name) {
    return name.is_relative() && std::ranges::none_of(name, [](const fs::path& part) { return part == ".."; });
}

std::optional<std::string> content_of(const std::string& path) {
    auto content = read_file(path);
    return content ? std::optional(std::move(*content)) : std::nullopt;
}

const FileToSend* find(const std::vector<FileToSend>& files, const std::string& name) {
    const auto found = std::ranges::find(files, name, &FileToSend::name);
    return found == files.end() ? nullptr : &*found;
}

// Those that are sent anyway come before those in the folder.
engine::OtherFiles around(const std::vector<FileToSend>& files, const fs::path& folder) {
    return {[&files, folder](const std::string& name) -> std::optional<std::string> {
                if (const FileToSend* sent = find(files, name)) return content_of(sent->path);
                return stays_below(name) ? content_of((folder / name).string()) : std::nullopt;
            },
            [&files, folder] {
                std::vector<std::string> names;
                for (const FileToSend& each : files) names.push_back(each.name);
                std::error_code unreadable;
                for (const auto& entry : fs::directory_iterator(folder, unreadable))
                    names.push_back(entry.path().filename().string());
                std::ranges::sort(names);
                const auto twice = std::ranges::unique(names);
                names.erase(twice.begin(), twice.end());
                return names;
            }};
}

}  // namespace

std::vector<FileToSend> with_files_along(const std::vector<std::string>& paths) {
    const JsonDocuments documents;
    const Languages evaluator(documents);
    const ModelCompiler compiler(evaluator);
    std::vector<FileToSend> files;
    for (const std::string& path : paths) files.push_back({fs::path(path).filename().string(), path, ""});
    for (std::size_t at = 0; at < files.size(); ++at) {
        if (!engine::is_model_file(files[at].name)) continue;
        const auto content = content_of(files[at].path);
        if (!content) continue;
        const fs::path path = files[at].path;
        const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
        const engine::Compiled compiled = compiler.compile(files[at].name, *content, around(files, folder));
        for (const std::string& name : compiled.made_with)
            if (find(files, name) == nullptr) files.push_back({name, (folder / name).string(), files[at].name});
    }
    return files;
}

}  // namespace pavane::app
