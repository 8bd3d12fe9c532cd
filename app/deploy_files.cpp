#include "app/deploy_files.hpp"

#include <filesystem>

#include "app/files.hpp"

namespace pavane::app {

Result<RestAnswer, std::string> deploy_files(const RestClient& client, const DeployRequest& request) {
    std::vector<RestClient::Part> parts{{"deployment-name", "", request.name},
                                        {"deployment-source", "", "pavane deploy"}};
    if (!request.tenant.empty()) parts.push_back({"tenant-id", "", request.tenant});
    if (request.changed_only) {
        parts.push_back({"enable-duplicate-filtering", "", "true"});
        parts.push_back({"deploy-changed-only", "", "true"});
    }
    for (const std::string& path : request.files) {
        auto content = read_file(path);
        if (!content) return tl::make_unexpected(content.error());
        const std::string name = std::filesystem::path(path).filename().string();
        parts.push_back({name, name, std::move(*content)});
    }
    return client.post_form("/deployment/create", parts);
}

}  // namespace pavane::app
