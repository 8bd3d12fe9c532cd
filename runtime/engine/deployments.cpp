#include "runtime/engine/deployments.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "foundation/ensure.hpp"
#include "foundation/utf8.hpp"
#include "runtime/engine/deployment_compiler.hpp"
#include "runtime/engine/duplicate_filter.hpp"
#include "runtime/engine/engine.hpp"
#include "runtime/engine/model_names.hpp"
#include "runtime/engine/text_limits.hpp"

namespace pavane::engine {

namespace {

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

bpmn::Diagnostic key_too_long(const std::string& key, std::string sentence) {
    return {bpmn::Severity::error, "text-too-long", std::move(sentence), key, {}};
}

// What is wrong with the keys in the files of a deployment: each file is reported once, in order.
class Keys {
  public:
    void report(Compiled& made) {
        report_duplicates(made);
        if (!made.decisions) return;
        for (const CompiledDecisions::Decision& decision : made.decisions->decisions)
            if (auto sentence = text_too_long("key of a decision", decision.key))
                made.diagnostics.push_back(key_too_long(decision.key, std::move(*sentence)));
        if (auto sentence = text_too_long("key of a decision requirements graph", made.decisions->key))
            made.diagnostics.push_back(key_too_long(made.decisions->key, std::move(*sentence)));
    }

  private:
    void report_duplicates(Compiled& made) {
        for (const bpmn::ProcessDefinition& definition : made.definitions)
            if (!processes_.insert(definition.key).second) made.diagnostics.push_back(duplicate_key(definition.key));
        if (!made.decisions) return;
        for (const CompiledDecisions::Decision& decision : made.decisions->decisions)
            if (!decisions_.insert(decision.key).second) made.diagnostics.push_back(duplicate_decision(decision.key));
        if (made.decisions->decisions.size() > 1 && !requirements_.insert(made.decisions->key).second)
            made.diagnostics.push_back(duplicate_requirements(made.decisions->key));
    }

    std::set<std::string> processes_;
    std::set<std::string> decisions_;
    std::set<std::string> requirements_;
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

// The request's own texts; those in its files are said of the files.
std::optional<std::string> request_too_long(const DeploymentRequest& request) {
    if (auto sentence = text_too_long("name of the deployment", request.name)) return sentence;
    if (auto sentence = text_too_long("source of the deployment", request.source)) return sentence;
    if (auto sentence = text_too_long("tenant id", request.tenant)) return sentence;
    for (const auto& [name, content] : request.resources)
        if (auto sentence = text_too_long("name of a file", name))
            return *sentence + " It begins with '" + beginning_of(name, 60) + "'.";
    return std::nullopt;
}

// A deployment on its way to the store.
struct Prepared {
    NewDeployment made;
    std::vector<bpmn::ProcessDefinition> definitions;  // of made.definitions, in the same order
    std::vector<ResourceDiagnostics> warnings;
};

Result<std::vector<CompiledResource>, NotDeployable> compile_all(Selection& selection, const Compiler& compiler) {
    std::vector<CompiledResource> compiled;
    NotDeployable problems;
    Keys keys;
    DeploymentCompiler deployment(compiler, selection.files);
    for (const auto& [name, content] : selection.files) {
        if (!is_model_file(name)) continue;
        const auto known = selection.compiled.find(name);
        compiled.push_back(
            {name, known != selection.compiled.end() ? std::move(known->second) : deployment.compile(name, content)});
        Compiled& made = compiled.back().compiled;
        keys.report(made);
        if (!made.readable || has_errors(made.diagnostics))
            problems.problems.push_back({name, made.readable, made.diagnostics});
    }
    if (!problems.problems.empty()) return tl::make_unexpected(std::move(problems));
    return compiled;
}

Result<Prepared, NotDeployable> prepare(const DeploymentRequest& request, Selection& selection,
                                        const Compiler& compiler, Engine& engine) {
    auto compiled = compile_all(selection, compiler);
    if (!compiled) return tl::make_unexpected(std::move(compiled.error()));
    Prepared prepared;
    NewDeployment& made = prepared.made;
    made.deployment = {
        DeploymentId{engine.ids().next()}, request.name, request.named, request.source, request.tenant, engine.now()};
    for (const auto& [name, content] : selection.files)
        made.resources.push_back({ResourceId{engine.ids().next()}, name, content});
    for (CompiledResource& resource : *compiled) {
        Compiled& file = resource.compiled;
        if (file.decisions) add_decisions(made, *file.decisions, resource.name, engine.ids());
        for (bpmn::ProcessDefinition& definition : file.definitions) {
            const StoredDefinition stored = describe(definition, resource.name, made.deployment, engine.ids());
            auto starts = with_starts(stored, definition, engine.evaluator(), engine.ids(), engine.now());
            if (!starts) return tl::make_unexpected(NotDeployable{{{resource.name, true, {starts.error()}}}});
            made.definitions.push_back(std::move(*starts));
            prepared.definitions.push_back(std::move(definition));
        }
        prepared.warnings.push_back({resource.name, true, std::move(file.diagnostics)});
    }
    return prepared;
}

// What the deployment changes on this node, once it is stored.
Deployed take_up(Prepared prepared, const DeployedVersions& versions, Engine& engine,
                 const DefinitionCache::Kept::Moment& begun) {
    ENSURE(versions.definitions.size() == prepared.definitions.size());
    engine.definitions().forget_lookups();
    engine.decisions().forget_lookups();
    Deployed deployed;
    deployed.deployment = prepared.made.deployment;
    deployed.warnings = std::move(prepared.warnings);
    for (std::size_t at = 0; at < prepared.definitions.size(); ++at) {
        StoredDefinition stored = prepared.made.definitions[at].definition;
        stored.version = versions.definitions[at];
        apply_deployment(prepared.definitions[at], stored);
        engine.definitions().put(std::make_shared<const bpmn::ProcessDefinition>(std::move(prepared.definitions[at])),
                                 begun);
        deployed.definitions.push_back(std::move(stored));
    }
    std::vector<Instant> due;
    for (const NewDefinition& definition : prepared.made.definitions)
        for (const TimerStart& timer : definition.timer_starts) due.push_back(timer.due);
    if (!prepared.made.definitions.empty()) engine.jobs().note_tenant(prepared.made.deployment.tenant);
    engine.jobs().take({}, due);
    describe_decisions(deployed, std::move(prepared.made), versions);
    return deployed;
}

}  // namespace

Deployments::Deployments(Engine& engine, const Compiler& compiler) : engine_(engine), compiler_(compiler) {}

DeploymentOutcome Deployments::deploy(const DeploymentRequest& request) {
    if (auto sentence = request_too_long(request)) return RequestRefused{std::move(*sentence)};
    while (true)
        if (std::optional<DeploymentOutcome> outcome = try_to_deploy(request)) return std::move(*outcome);
}

// Nothing: meanwhile there was another deployment of that name, with which it is to be compared.
std::optional<DeploymentOutcome> Deployments::try_to_deploy(const DeploymentRequest& request) {
    Selection selection = select_files(request, engine_.store(), compiler_);
    if (selection.unchanged) return Deployed{*selection.unchanged, {}, {}, {}, {}, true};
    auto prepared = prepare(request, selection, compiler_, engine_);
    if (!prepared) return std::move(prepared.error());
    prepared->made.compared = selection.compared;
    const auto begun = engine_.definitions().moment();
    const auto outcome = engine_.store().deploy(prepared->made);
    if (std::holds_alternative<DeployedMeanwhile>(outcome)) return std::nullopt;
    if (const auto* taken = std::get_if<MessageStartTaken>(&outcome))
        return NotDeployable{{message_start_taken(*taken, prepared->made, prepared->definitions)}};
    return take_up(std::move(*prepared), std::get<DeployedVersions>(outcome), engine_, begun);
}

}  // namespace pavane::engine
