// Deploying files to a running server.
#pragma once

#include <string>
#include <vector>

#include "app/rest_client.hpp"

namespace pavane::app {

struct DeployRequest {
    std::vector<std::string> files;
    std::string name;
    std::string tenant;
    bool changed_only = false;
};
Result<RestAnswer, std::string> deploy_files(const RestClient& client, const DeployRequest& request);

}  // namespace pavane::app
