// What is saved in a watched folder and is not deployed, though whoever saves it may think so.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace pavane::app {

class Unwatched {
  public:
    // A plain sentence for each in the folders among those that has not been told: a model by a name that no model has,
    // and a folder that holds models.
    std::vector<std::string> look(const std::vector<std::string>& watched);

  private:
    std::string judge(const std::filesystem::directory_entry& entry);

    std::set<std::filesystem::path> told_;
    std::set<std::pair<std::filesystem::path, std::filesystem::file_time_type>> read_;
};

}  // namespace pavane::app
