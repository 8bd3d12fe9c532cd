// The files and folders of pavane dev: what is saved there is deployed, and printed how to try it.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "app/server.hpp"
#include "app/unwatched.hpp"
#include "runtime/engine/deployments.hpp"

namespace pavane::app {

// Deploys a model under its name, with nothing beside it.
void deploy_alone(Server& server, const std::string& name, std::string content);

// Deploys every model that is new or was saved since it was last looked at, or of which a file that it uses was: a
// saved file is the newest version of what it holds. At the first look that holds for what came from a file that is not
// watched; of two watched files that hold the same process, neither is deployed anew at every start.
class Watch {
  public:
    explicit Watch(std::vector<std::string> operands) : operands_(std::move(operands)) {}

    void look(Server& server);

  private:
    // Of a model, and of what it uses; of one that was not deployed its folder, too.
    using Times = std::map<std::filesystem::path, std::filesystem::file_time_type>;

    static Times times_of(const Times& files);
    void tell_gone();
    void tell_unreadable(const std::filesystem::path& file, const std::string& why);
    void tell_shadowed(const std::filesystem::path& model, const std::vector<std::string>& deployed);
    void look_at(Server& server, const std::filesystem::path& model, Times& seen,
                 const std::vector<std::string>& watched);

    std::vector<std::string> operands_;
    std::map<std::filesystem::path, Times> seen_;
    std::map<std::filesystem::path, int> absent_for_;      // how many looks
    std::set<std::filesystem::path> unreadable_;           // and told so
    std::map<std::string, std::filesystem::path> holder_;  // of a process or decision, by "process 'order'"
    Unwatched unwatched_;
    bool is_first_look_ = true;
};

}  // namespace pavane::app
