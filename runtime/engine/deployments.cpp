#include "runtime/engine/deployments.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "foundation/ensure.hpp"
#include "runtime/engine/engine.hpp"
#include "runtime/engine/text_limits.hpp"

namespace pavane::engine {

namespace {

// Every other file is stored as it is (REST contract §5).
bool is_model(const std::string& name) {
    return name.ends_with(".bpmn") || name.ends_with(".bpmn20.xml") || name.ends_with(".dmn") ||
           name.ends_with(".dmn11.xml");
}

bool has_errors(const bpmn::Diagnostics& diagnostics) {
    return std::any_of(diagnostics.begin(), diagnostics.end(),
                       [](const bpmn::Diagnostic& diagnostic) { return diagnostic.severity == bpmn::Severity::error; });
}

struct CompiledResource {
    std::string name;
    Compiled compiled;
};

StoredDefinition describe(const bpmn::ProcessDefinition& definition, const std::string& resource,
                          const Deployment& deployment, core::IdSource& ids) {
    StoredDefinition stored;
    stored.id = DefinitionId{ids.next()};
    stored.key = definition.key;
    stored.name = definition.name;
    stored.version_tag = definition.version_tag;
    stored.category = definition.category;
    stored.description = definition.documentation;
    stored.tenant = deployment.tenant;
    stored.deployment = deployment.id;
    stored.resource = resource;
    stored.history_time_to_live_days = definition.history_time_to_live_days;
    stored.startable_in_tasklist = definition.startable_in_tasklist;
    return stored;
}

bpmn::Diagnostic duplicate_key(const std::string& key) {
    return {bpmn::Severity::error,
            "duplicate-process-id",
            "The process '" + key + "' is in this deployment more than once; every process needs an id of its own.",
            key,
            {}};
}

bpmn::Diagnostic duplicate_decision(const std::string& key) {
    return {bpmn::Severity::error,
            "duplicate-decision-id",
            "The decision '" + key + "' is in this deployment more than once; every decision needs an id of its own.",
            key,
            {}};
}

bpmn::Diagnostic duplicate_requirements(const std::string& key) {
    return {bpmn::Severity::error,
            "duplicate-definitions-id",
            "Two files of this deployment hold decisions in <definitions> with the id '" + key +
                "'; every requirements graph needs an id of its own.",
            key,
            {}};
}

// What a file holds under a key that another file of the deployment has taken.
struct Keys {
    std::set<std::string> processes;
    std::set<std::string> decisions;
    std::set<std::string> requirements;

    void report_duplicates(Compiled& made) {
        for (const bpmn::ProcessDefinition& definition : made.definitions)
            if (!processes.insert(definition.key).second) made.diagnostics.push_back(duplicate_key(definition.key));
        if (!made.decisions) return;
        for (const CompiledDecisions::Decision& decision : made.decisions->decisions)
            if (!decisions.insert(decision.key).second) made.diagnostics.push_back(duplicate_decision(decision.key));
        if (made.decisions->decisions.size() > 1 && !requirements.insert(made.decisions->key).second)
            made.diagnostics.push_back(duplicate_requirements(made.decisions->key));
    }
};

// The requirements graph is one only where a file holds more than one decision.
void add_decisions(NewDeployment& made, const CompiledDecisions& file, const std::string& resource,
                   core::IdSource& ids) {
    StoredRequirements requirements;
    if (file.decisions.size() > 1) {
        requirements = {RequirementsId{ids.next()}, file.key,           0,       file.name, file.category,
                        made.deployment.tenant,     made.deployment.id, resource};
        made.requirements.push_back(requirements);
    }
    for (const CompiledDecisions::Decision& decision : file.decisions)
        made.decisions.push_back({DecisionId{ids.next()},
                                  decision.key,
                                  0,
                                  decision.name,
                                  decision.version_tag,
                                  file.category,
                                  made.deployment.tenant,
                                  made.deployment.id,
                                  resource,
                                  decision.history_time_to_live_days,
                                  {requirements.id, requirements.key, 0}});
}

// What was deployed, with the versions that the store gave.
void describe_decisions(Deployed& deployed, NewDeployment&& made, const DeployedVersions& versions) {
    ENSURE(versions.requirements.size() == made.requirements.size());
    ENSURE(versions.decisions.size() == made.decisions.size());
    for (std::size_t at = 0; at < made.requirements.size(); ++at)
        made.requirements[at].version = versions.requirements[at];
    for (std::size_t at = 0; at < made.decisions.size(); ++at) {
        StoredDecision& decision = made.decisions[at];
        decision.version = versions.decisions[at];
        for (const StoredRequirements& requirements : made.requirements)
            if (requirements.id == decision.requirements.id) decision.requirements.version = requirements.version;
    }
    deployed.requirements = std::move(made.requirements);
    deployed.decisions = std::move(made.decisions);
}

// Of two definitions of this deployment with the same message start, the first keeps it.
ResourceDiagnostics message_start_taken(const MessageStartTaken& taken, const NewDeployment& made,
                                        const std::vector<bpmn::ProcessDefinition>& definitions) {
    bpmn::Diagnostic diagnostic{bpmn::Severity::error,
                                "message-start-taken",
                                "The message '" + taken.message + "' already starts the process '" +
                                    taken.definition_key + "'; one message can start one process only.",
                                "",
                                {}};
    for (std::size_t at = 0; at < definitions.size(); ++at) {
        const NewDefinition& definition = made.definitions[at];
        if (definition.definition.key == taken.definition_key) continue;
        for (const MessageStart& start : definition.message_starts) {
            if (start.message != taken.message) continue;
            const std::optional<bpmn::NodeIndex> node = definitions[at].find_node(start.element);
            ENSURE(node.has_value());
            diagnostic.element = start.element;
            diagnostic.location = definitions[at].node(*node).location;
            return {definition.definition.resource, true, {std::move(diagnostic)}};
        }
    }
    throw BrokenInvariant("A message start was refused that the deployment does not have.");
}

// The resources of a request without those that the newest deployment of the same name has unchanged.
std::vector<std::pair<std::string, std::string>> changed_resources(const DeploymentRequest& request,
                                                                   const std::vector<Resource>& known) {
    std::vector<std::pair<std::string, std::string>> changed;
    for (const auto& [name, content] : request.resources) {
        const bool same =
            std::any_of(known.begin(), known.end(), [&name = name, &content = content](const Resource& resource) {
                return resource.name == name && resource.content == content;
            });
        if (!same) changed.emplace_back(name, content);
    }
    return changed;
}

}  // namespace

FindResource resource_among(const std::vector<std::pair<std::string, std::string>>& files) {
    return [&files](const std::string& wanted) -> std::optional<std::string> {
        for (const auto& [name, content] : files)
            if (name == wanted) return content;
        return std::nullopt;
    };
}

Deployments::Deployments(Engine& engine, const Compiler& compiler) : engine_(engine), compiler_(compiler) {}

std::variant<Deployed, NotDeployable> Deployments::deploy(const DeploymentRequest& request) {
    Store& store = engine_.store();
    std::vector<std::pair<std::string, std::string>> resources = request.resources;
    if (request.filter_duplicates || request.changed_only) {
        const std::optional<Deployment> newest = store.newest_deployment(request.name, request.tenant);
        if (newest) {
            auto changed = changed_resources(request, store.resources(newest->id, true));
            if (changed.empty()) return Deployed{*newest, {}, {}, {}, {}, true};
            if (request.changed_only) resources = std::move(changed);
        }
    }

    std::vector<CompiledResource> compiled;
    NotDeployable problems;
    Deployed deployed;
    Keys keys;
    for (const auto& [name, content] : resources) {
        if (!is_model(name)) continue;
        compiled.push_back({name, compiler_.compile(name, content, resource_among(resources))});
        Compiled& made = compiled.back().compiled;
        keys.report_duplicates(made);
        ResourceDiagnostics diagnostics{name, made.readable, made.diagnostics};
        (!made.readable || has_errors(made.diagnostics) ? problems.problems : deployed.warnings)
            .push_back(std::move(diagnostics));
    }
    if (!problems.problems.empty()) return problems;

    NewDeployment made;
    made.deployment = {
        DeploymentId{engine_.ids().next()}, request.name, request.named, request.source, request.tenant, engine_.now()};
    for (const auto& [name, content] : resources)
        made.resources.push_back({ResourceId{engine_.ids().next()}, name, content});
    std::vector<bpmn::ProcessDefinition> definitions;
    for (const CompiledResource& resource : compiled)
        if (resource.compiled.decisions)
            add_decisions(made, *resource.compiled.decisions, resource.name, engine_.ids());
    for (CompiledResource& resource : compiled)
        for (bpmn::ProcessDefinition& definition : resource.compiled.definitions) {
            const StoredDefinition stored = describe(definition, resource.name, made.deployment, engine_.ids());
            auto starts = with_starts(stored, definition, engine_.evaluator(), engine_.ids(), engine_.now());
            if (!starts) return NotDeployable{{{resource.name, true, {starts.error()}}}};
            made.definitions.push_back(std::move(*starts));
            definitions.push_back(std::move(definition));
        }

    if (const std::optional<std::string> sentence = text_too_long(made))
        return NotDeployable{{{"", true, {{bpmn::Severity::error, "text-too-long", *sentence, "", {}}}}}};
    const auto outcome = store.deploy(made);
    if (const auto* taken = std::get_if<MessageStartTaken>(&outcome))
        return NotDeployable{{message_start_taken(*taken, made, definitions)}};
    const auto& versions = std::get<DeployedVersions>(outcome);
    ENSURE(versions.definitions.size() == definitions.size());
    engine_.definitions().forget_lookups();
    engine_.decisions().forget_lookups();
    deployed.deployment = made.deployment;
    for (std::size_t at = 0; at < definitions.size(); ++at) {
        StoredDefinition stored = made.definitions[at].definition;
        stored.version = versions.definitions[at];
        apply_deployment(definitions[at], stored);
        engine_.definitions().put(std::make_shared<const bpmn::ProcessDefinition>(std::move(definitions[at])));
        deployed.definitions.push_back(std::move(stored));
    }
    std::vector<Instant> due;
    for (const NewDefinition& definition : made.definitions)
        for (const TimerStart& timer : definition.timer_starts) due.push_back(timer.due);
    engine_.jobs().take({}, due);
    describe_decisions(deployed, std::move(made), versions);
    return deployed;
}

std::variant<bool, DeploymentInUse> Deployments::remove(const DeploymentId& id, bool cascade) {
    Store& store = engine_.store();
    // The version before each deleted one starts by message and timer again.
    std::vector<NewDefinition> restored;
    for (const StoredDefinition& gone : store.definitions_of(id)) {
        const std::optional<StoredDefinition> previous = store.previous_version(gone.id);
        const bpmn::DefinitionPtr definition = previous ? engine_.definitions().load(previous->id) : nullptr;
        if (!definition) continue;
        auto starts = with_starts(*previous, *definition, engine_.evaluator(), engine_.ids(), engine_.now());
        if (starts)
            restored.push_back(std::move(*starts));
        else
            engine_.warn(
                "version " + std::to_string(previous->version) + " of the process '" + previous->key +
                "' is the newest again, but is not started by its messages and timers: " + starts.error().message);
    }
    const auto outcome = store.delete_deployment(id, cascade, restored);
    if (!outcome) return false;
    if (const auto* used = std::get_if<DeploymentInUse>(&*outcome)) return *used;
    engine_.definitions().forget(id);
    engine_.decisions().forget(id);
    return true;
}

}  // namespace pavane::engine
