#include "app/unwatched.hpp"

#include <algorithm>

#include "app/files.hpp"
#include "app/model_files.hpp"
#include "app/named_files.hpp"
#include "runtime/engine/model_names.hpp"

namespace pavane::app {

namespace fs = std::filesystem;

namespace {

// What is no more there, or may not be read, holds nothing.
std::string model_in(const std::string& folder) {
    const auto models = models_in(folder);
    return models && !models->empty() ? fs::path(models->front()).filename().string() : "";
}

}  // namespace

std::string Unwatched::judge(const fs::directory_entry& entry) {
    const std::string path = entry.path().string();
    std::error_code error;
    if (entry.is_directory(error)) {
        const std::string model = model_in(path);
        return model.empty() ? ""
                             : "'" + path + "' is not watched, though it has " + model +
                                   ": folders in a folder are not looked into. Name it, too, to have it watched.";
    }
    if (!entry.is_regular_file(error) || engine::is_model_file(path) ||
        !read_.emplace(path, entry.last_write_time(error)).second)
        return "";
    const auto content = read_file(path);
    const std::string advice = content ? advice_on_name(path, *content) : "";
    return advice.empty() ? "" : "'" + path + "' is not watched. " + advice;
}

std::vector<std::string> Unwatched::look(const std::vector<std::string>& watched) {
    std::vector<std::string> sentences;
    std::error_code error;
    const auto is_watched = [&](const fs::path& path) {
        return std::ranges::any_of(watched, [&](const std::string& each) { return fs::equivalent(each, path, error); });
    };
    for (const std::string& folder : watched) {
        if (!fs::is_directory(folder, error)) continue;
        for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
            if (entry.path().filename().string().starts_with('.') || told_.contains(entry.path())) continue;
            std::string sentence = judge(entry);
            if (sentence.empty() || is_watched(entry.path())) continue;
            told_.insert(entry.path());
            sentences.push_back(std::move(sentence));
        }
    }
    return sentences;
}

}  // namespace pavane::app
