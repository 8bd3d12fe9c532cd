// What models take from files beside them: their scripts, and the DMN files that they import. Whoever sends a model
// sends those along.
#pragma once

#include <string>
#include <vector>

namespace pavane::app {

struct FileToSend {
    std::string name;  // in the deployment
    std::string path;
    std::string used_by;  // empty: it was named itself
};

// The files at these paths under their own names, and behind them what their models take from files in their folders
// and below. What cannot be read or found is left to the server to tell.
std::vector<FileToSend> with_files_along(const std::vector<std::string>& paths);

}  // namespace pavane::app
