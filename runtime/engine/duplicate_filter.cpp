#include "runtime/engine/duplicate_filter.hpp"

#include <algorithm>
#include <set>

#include "runtime/engine/deployment_compiler.hpp"
#include "runtime/engine/model_names.hpp"

namespace pavane::engine {

namespace {

using NameSet = std::set<std::string, std::less<>>;

NameSet changed_files(const DeploymentRequest& request, const std::vector<Resource>& known) {
    NameSet changed;
    for (const auto& [name, content] : request.resources) {
        const bool is_known = std::ranges::any_of(
            known, [&](const Resource& each) { return each.name == name && each.content == content; });
        if (!is_known) changed.insert(name);
    }
    return changed;
}

NameSet with_what_belongs_together(const NameSet& changed, const std::map<std::string, Compiled>& compiled) {
    NameSet selected = changed;
    const auto has_changed = [&](const std::string& file) { return changed.contains(file); };
    for (const auto& [name, model] : compiled) {
        if (!has_changed(name) && std::ranges::none_of(model.made_with, has_changed)) continue;
        selected.insert(name);
        selected.insert(model.made_with.begin(), model.made_with.end());
    }
    return selected;
}

}  // namespace

Selection select_files(const DeploymentRequest& request, DefinitionStore& store, const Compiler& compiler) {
    if (!request.filter_duplicates && !request.changed_only) return {request.resources, {}, {}, {}};
    const DeploymentOrigin origin{request.name, request.source, request.tenant};
    const std::optional<Deployment> newest = store.newest_deployment(origin);
    if (!newest) return {request.resources, NewDeployment::Compared{}, {}, {}};
    std::vector<std::string> names;
    for (const auto& [name, content] : request.resources) names.push_back(name);
    const NameSet changed = changed_files(request, store.newest_resources(origin, names));
    const NewDeployment::Compared compared{newest->id};
    if (changed.empty()) return {{}, compared, newest, {}};
    if (!request.changed_only) return {request.resources, compared, {}, {}};
    std::map<std::string, Compiled> compiled;
    DeploymentCompiler deployment(compiler, request.resources);
    for (const auto& [name, content] : request.resources)
        if (is_model_file(name)) compiled.emplace(name, deployment.compile(name, content));
    const NameSet selected = with_what_belongs_together(changed, compiled);
    Files files;
    for (const auto& file : request.resources)
        if (selected.contains(file.first)) files.push_back(file);
    return {std::move(files), compared, {}, std::move(compiled)};
}

}  // namespace pavane::engine
