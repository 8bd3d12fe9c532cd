#include "runtime/engine/duplicate_filter.hpp"

#include <algorithm>
#include <set>

namespace pavane::engine {

namespace {

using NameSet = std::set<std::string, std::less<>>;

NameSet changed_files(const DeploymentRequest& request, const std::vector<Resource>& known) {
    NameSet changed;
    for (const auto& [name, content] : request.resources) {
        const bool is_known =
            std::any_of(known.begin(), known.end(), [&name = name, &content = content](const Resource& resource) {
                return resource.name == name && resource.content == content;
            });
        if (!is_known) changed.insert(name);
    }
    return changed;
}

// The other files that a model asks for, as far as they are there.
NameSet named_by(const std::string& name, const std::string& content, const Files& files, const Compiler& compiler) {
    NameSet named;
    const FindResource find = resource_among(files);
    compiler.compile(name, content, [&](const std::string& wanted) {
        std::optional<std::string> found = find(wanted);
        if (found) named.insert(wanted);
        return found;
    });
    return named;
}

NameSet with_what_belongs_together(const NameSet& changed, const Files& files, const Compiler& compiler) {
    NameSet selected = changed;
    for (const auto& [name, content] : files) {
        if (!is_model(name)) continue;
        const NameSet named = named_by(name, content, files, compiler);
        const auto has_changed = [&](const std::string& file) { return changed.contains(file); };
        if (!changed.contains(name) && std::none_of(named.begin(), named.end(), has_changed)) continue;
        selected.insert(name);
        selected.insert(named.begin(), named.end());
    }
    return selected;
}

}  // namespace

Selection select_files(const DeploymentRequest& request, DefinitionStore& store, const Compiler& compiler) {
    if (!request.filter_duplicates && !request.changed_only) return {request.resources, {}, {}};
    const DeploymentOrigin origin{request.name, request.source, request.tenant};
    const std::optional<Deployment> newest = store.newest_deployment(origin);
    if (!newest) return {request.resources, NewDeployment::Compared{}, {}};
    std::vector<std::string> names;
    for (const auto& [name, content] : request.resources) names.push_back(name);
    const NameSet changed = changed_files(request, store.newest_resources(origin, names));
    const NewDeployment::Compared compared{newest->id};
    if (changed.empty()) return {{}, compared, newest};
    if (!request.changed_only) return {request.resources, compared, {}};
    const NameSet selected = with_what_belongs_together(changed, request.resources, compiler);
    Files files;
    for (const auto& file : request.resources)
        if (selected.contains(file.first)) files.push_back(file);
    return {std::move(files), compared, {}};
}

}  // namespace pavane::engine
