// Taking a deployment away: the versions before its own are started by messages and timers again.
#include "runtime/engine/engine.hpp"
#include "runtime/engine/record_rows.hpp"

namespace pavane::engine {

// Of each definition of the deployment that has one, with the starts that it had.
std::vector<NewDefinition> Deployments::previous_versions(const DeploymentId& id) {
    std::vector<NewDefinition> previous_versions;
    for (const StoredDefinition& gone : engine_.store().definitions_of(id)) {
        const std::optional<StoredDefinition> previous = engine_.store().previous_version(gone.id);
        if (!previous) continue;
        NewDefinition& restored = previous_versions.emplace_back(NewDefinition{*previous, {}, {}});
        try {
            const bpmn::DefinitionPtr definition = engine_.definitions().load(previous->id);
            if (!definition) continue;  // deleted meanwhile, which the transaction will see
            auto starts = with_starts(*previous, *definition, engine_.evaluator(), engine_.ids(), engine_.now());
            if (!starts) throw NotLoadable(starts.error().message);
            restored = std::move(*starts);
        } catch (const NotLoadable& error) {
            engine_.warn("version " + std::to_string(previous->version) + " of the process '" + previous->key +
                         "' is the newest again, but is not started by its messages and timers: " + error.what());
        }
    }
    return previous_versions;
}

std::variant<bool, DeploymentInUse> Deployments::remove(const DeploymentId& id, bool cascade) {
    while (true) {
        const auto outcome = engine_.store().delete_deployment(id, cascade, previous_versions(id));
        if (!outcome) return false;
        if (std::holds_alternative<VersionsMoved>(*outcome)) continue;
        if (const auto* used = std::get_if<DeploymentInUse>(&*outcome)) return *used;
        for (const MessageStartTaken& taken : std::get<DefinitionStore::Deleted>(*outcome).not_restored)
            engine_.warn("the message '" + taken.message + "' goes on starting the process '" + taken.definition_key +
                         "', and not the version before the deleted one of another");
        engine_.definitions().forget(id);
        engine_.decisions().forget(id);
        return true;
    }
}

}  // namespace pavane::engine
