#include "runtime/engine/stored_models.hpp"

namespace pavane::engine {

OtherFiles files_of(DefinitionStore& store, const DeploymentId& deployment) {
    return {[&store, deployment](const std::string& name) -> std::optional<std::string> {
                std::optional<Resource> found = store.find_resource(deployment, name);
                return found ? std::optional(std::move(found->content)) : std::nullopt;
            },
            [&store, deployment] {
                std::vector<std::string> names;
                for (Resource& resource : store.resources(deployment, false)) names.push_back(std::move(resource.name));
                return names;
            }};
}

NotLoadable not_readable_any_more(const std::string& what, const std::string& key, std::int32_t version,
                                  const bpmn::Diagnostics& diagnostics) {
    const std::string sentence =
        "The stored model of " + what + " " + key + " version " + std::to_string(version) + " can no longer be read.";
    for (const bpmn::Diagnostic& diagnostic : diagnostics)
        if (diagnostic.severity == bpmn::Severity::error) return NotLoadable(sentence + " " + diagnostic.message);
    return NotLoadable(sentence);
}

}  // namespace pavane::engine
