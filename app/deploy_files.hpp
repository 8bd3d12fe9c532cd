// Deploying files to a running server.
#pragma once

#include <string>
#include <vector>

#include "app/files_along.hpp"
#include "app/rest_client.hpp"

namespace pavane::app {

struct DeployRequest {
    std::vector<FileToSend> files;
    std::string name;
    std::string tenant;
    bool changed_only = false;
};
// The error is a plain sentence.
Result<RestAnswer, std::string> deploy_files(const RestClient& client, const DeployRequest& request);

// What the server says of the files, whether it has taken them or not: errors and warnings on standard error, each with
// the path that the file was named by. Then, of an answer that is no success, why there is none: the exit code.
int report_deployment(const std::string& verb, const RestAnswer& answer, const std::vector<FileToSend>& files);

// Says on standard error which files go along with those that were named.
void name_files_along(const std::vector<FileToSend>& files);

// What a deployment has made.
struct DeployedDefinition {
    std::string id;
    std::string kind;  // "process", "decision" or "requirements"
    std::string file;  // its name there
    std::string key;
    std::string version;
};
std::vector<DeployedDefinition> deployed_definitions(const RestAnswer& answer);

// What a deployment holds, the processes first, whenever it was made.
Result<std::vector<DeployedDefinition>, std::string> definitions_of_deployment(const RestClient& client,
                                                                               const std::string& id);

}  // namespace pavane::app
