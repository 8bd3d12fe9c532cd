#include "conformance/runner/core_definitions.hpp"

namespace pavane::conformance {

namespace {

// Of one that is met from the newest on.
template <class Deployed, class Called>
bool is_called(const Deployed& deployed, const Uuid& deployment, const Called& called) {
    using Binding = bpmn::Binding;
    if (deployed.key != called.key) return false;
    if (called.binding == Binding::version && deployed.version != called.version) return false;
    if (called.binding == Binding::version_tag && deployed.version_tag != called.version_tag) return false;
    return called.binding != Binding::deployment || deployment == called.deployment;
}

}  // namespace

bpmn::DefinitionPtr CoreDefinitions::find(const core::DefinitionId& id) const {
    for (const bpmn::DefinitionPtr& definition : definitions_)
        if (definition->id == id) return definition;
    return nullptr;
}

bpmn::DefinitionPtr CoreDefinitions::find(const core::CalledDefinition& called) const {
    for (auto at = definitions_.rbegin(); at != definitions_.rend(); ++at)
        if (is_called(**at, (*at)->deployment, called)) return *at;
    return nullptr;
}

core::DecisionPtr CoreDefinitions::find(const core::CalledDecision& called) const {
    for (auto at = decisions_.rbegin(); at != decisions_.rend(); ++at)
        if (is_called((*at)->stored(), (*at)->stored().deployment.value, called)) return *at;
    return nullptr;
}

void CoreDefinitions::add(const std::vector<engine::CompiledDecisions>& files, const Uuid& deployment,
                          core::IdSource& ids) {
    std::vector<engine::StoredDecision> made;
    for (std::size_t file = 0; file < files.size(); ++file)
        for (const engine::CompiledDecisions::Decision& decision : files[file].decisions) {
            engine::StoredDecision stored;
            stored.id = core::DecisionId{ids.next()};
            stored.key = decision.key;
            stored.version_tag = decision.version_tag;
            stored.deployment.value = deployment;
            stored.resource = std::to_string(file);
            stored.version = 1;
            for (const engine::DeployedDecisionPtr& older : decisions_)
                if (older->stored().key == stored.key) stored.version = older->stored().version + 1;
            made.push_back(std::move(stored));
        }
    for (std::size_t file = 0; file < files.size(); ++file) {
        const auto deployed =
            std::make_shared<const engine::DecisionFile>(files[file].model, std::to_string(file), made);
        for (const auto& [id, decision] : deployed->decisions)
            decisions_.push_back(engine::DeployedDecisionPtr(deployed, &decision));
    }
}

bpmn::DefinitionPtr CoreDefinitions::newest(const std::string& key) const {
    core::CalledDefinition called;
    called.key = key;
    return find(called);
}

std::vector<engine::MessageStart> CoreDefinitions::message_starts(const std::string& message) const {
    std::vector<engine::MessageStart> found;
    for (const engine::MessageStart& start : message_starts_)
        if (start.message == message) found.push_back(start);
    return found;
}

DeployAnswer CoreDefinitions::deploy(const Files& files, const engine::Compiler& compiler,
                                     const expression::Evaluator& evaluator, core::IdSource& ids, Instant now) {
    DeployAnswer answer;
    const Uuid deployment = ids.next();
    std::vector<bpmn::ProcessDefinition> made;
    std::vector<engine::CompiledDecisions> decisions;
    for (const auto& [name, content] : files) {
        if (!name.ends_with(".bpmn") && !name.ends_with(".dmn")) continue;
        engine::Compiled compiled = compiler.compile(name, content, engine::among(files));
        for (const bpmn::Diagnostic& diagnostic : compiled.diagnostics)
            (diagnostic.severity == bpmn::Severity::error ? answer.errors : answer.warnings)
                .push_back({diagnostic.code, diagnostic.element, diagnostic.message});
        for (bpmn::ProcessDefinition& definition : compiled.definitions) made.push_back(std::move(definition));
        if (compiled.decisions) decisions.push_back(std::move(*compiled.decisions));
    }
    if (!answer.errors.empty()) return answer;
    for (bpmn::ProcessDefinition& definition : made) {
        const bpmn::DefinitionPtr older = newest(definition.key);
        std::erase_if(message_starts_, [&](const auto& start) { return older && start.definition == older->id; });
        std::erase_if(timers_, [&](const Timer& timer) { return older && timer.start.definition == older->id; });
        definition.id = core::DefinitionId{ids.next()};
        definition.version = older ? older->version + 1 : 1;
        definition.deployment = deployment;
        engine::StoredDefinition stored;
        stored.id = definition.id;
        stored.key = definition.key;
        const auto starts = engine::with_starts(stored, definition, evaluator, ids, now);
        if (!starts) {
            answer.errors.push_back({starts.error().code, starts.error().element, starts.error().message});
            return answer;
        }
        for (const engine::MessageStart& start : starts->message_starts)
            if (!message_starts(start.message).empty()) {
                answer.errors.push_back({"message-start-taken", start.element, start.message});
                return answer;
            }
        message_starts_.insert(message_starts_.end(), starts->message_starts.begin(), starts->message_starts.end());
        for (const engine::TimerStart& timer : starts->timer_starts) timers_.push_back({timer, now});
        answer.definitions.push_back(definition.key);
        definitions_.push_back(std::make_shared<const bpmn::ProcessDefinition>(std::move(definition)));
    }
    add(decisions, deployment, ids);
    answer.deployed = true;
    return answer;
}

}  // namespace pavane::conformance
