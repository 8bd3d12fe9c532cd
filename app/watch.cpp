#include "app/watch.hpp"

#include <algorithm>
#include <cstdio>
#include <functional>

#include "app/decision_inputs.hpp"
#include "app/diagnostic_text.hpp"
#include "app/files.hpp"
#include "app/files_along.hpp"
#include "app/model_files.hpp"
#include "app/rest_client.hpp"
#include "app/shell_text.hpp"
#include "runtime/engine/model_names.hpp"

namespace pavane::app {

namespace fs = std::filesystem;

namespace {

// What the newest versions of have become a file's, or were so before.
struct Deployment {
    std::vector<std::string> names;
    bool is_new = false;
};

void print_start(const Server& server, const char* state, const engine::StoredDefinition& definition) {
    std::printf(
        "%s %s version %d from %s\n"
        "  start it: curl -X POST -H 'Content-Type: application/json' -d '{}' %s/process-definition/key/%s/start\n",
        state, definition.key.c_str(), definition.version, definition.resource.c_str(), server.url().c_str(),
        encoded(definition.key).c_str());
}

// With what it asks for, so that it can be sent as it stands.
std::string sample_of(const engine::StoredDecision& decision, const engine::Files& files) {
    const JsonDocuments documents;
    const Languages evaluator(documents);
    const auto dmn_files = [&files] {
        std::vector<DmnSource> sources;
        for (const auto& [name, content] : files)
            if (engine::is_dmn_file(name)) sources.push_back({name, content});
        return sources;
    };
    for (const auto& [name, content] : files) {
        if (name != decision.resource) continue;
        const DmnFile file = link_dmn_file(content, dmn_files, evaluator);
        if (!file.model) continue;
        if (const auto node = file.model->find(dmn::NodeKind::decision, decision.key))
            return sample_request(*file.model, *node);
    }
    return R"({"variables": {}})";  // an earlier deployment had a file that is not used any more
}

void print_decisions(const Server& server, const char* state, const std::vector<engine::StoredDecision>& decisions,
                     const engine::Files& files) {
    for (const engine::StoredDecision& decision : decisions)
        std::printf(
            "%s decision %s version %d from %s\n"
            "  evaluate it: curl -X POST -H 'Content-Type: application/json' -d %s "
            "%s/decision-definition/key/%s/evaluate\n",
            state, decision.key.c_str(), decision.version, decision.resource.c_str(),
            in_single_quotes(sample_of(decision, files)).c_str(), server.url().c_str(), encoded(decision.key).c_str());
}

engine::StoredDefinition newest_of_its_key(Server& server, const engine::StoredDefinition& definition) {
    const auto newest = server.engine().store().find_definition(engine::newest_of(definition.key, definition.tenant));
    return newest ? *newest : definition;
}

// Whether a version of another file may stay the newest, asked with the name of that file.
using MayStay = std::function<bool(const std::string& resource)>;

// What an unchanged file has already made; false: something else has become the newest, and must not stay it.
bool stands_as_it_is(Server& server, const engine::DeploymentId& deployment, const MayStay& may_stay) {
    const std::vector<engine::StoredDefinition> definitions = server.engine().store().definitions_of(deployment);
    for (const engine::StoredDefinition& definition : definitions) {
        const engine::StoredDefinition newest = newest_of_its_key(server, definition);
        if (newest.id != definition.id && !may_stay(newest.resource)) return false;
    }
    for (const engine::StoredDefinition& definition : definitions) {
        const engine::StoredDefinition newest = newest_of_its_key(server, definition);
        print_start(server, "unchanged", definition);
        if (newest.id != definition.id)
            std::printf("  but what starts is version %d, from %s: save this file to make it the newest\n",
                        newest.version, newest.resource.c_str());
    }
    return true;
}

// By the file's path, which editors and terminals open; a problem of another file that was deployed by that one's name.
void print_problems_of(const fs::path& file, const std::vector<engine::ResourceDiagnostics>& problems) {
    for (const engine::ResourceDiagnostics& problem : problems)
        print_problems(problem.resource == file.filename() ? file.string() : problem.resource, problem.diagnostics);
}

// "process 'order'" for each that a file holds itself.
std::vector<std::string> names_of(const std::vector<engine::StoredDefinition>& definitions,
                                  const std::vector<engine::StoredDecision>& decisions, const std::string& file) {
    std::vector<std::string> names;
    for (const engine::StoredDefinition& each : definitions)
        if (each.resource == file) names.push_back("process '" + each.key + "'");
    for (const engine::StoredDecision& each : decisions)
        if (each.resource == file) names.push_back("decision '" + each.key + "'");
    return names;
}

void report(Server& server, const engine::Deployed& deployed, const fs::path& file, const engine::Files& files) {
    print_problems_of(file, deployed.warnings);
    for (const engine::StoredDefinition& definition : deployed.definitions) print_start(server, "deployed", definition);
    print_decisions(server, "deployed", deployed.decisions, files);
    if (deployed.definitions.empty() && deployed.decisions.empty())
        std::fprintf(stderr, "%s holds nothing that can be started.\n", file.c_str());
}

// What an unchanged file holds; nothing: it must be deployed again.
std::optional<Deployment> as_it_stands(Server& server, const engine::DeploymentId& deployment, const MayStay& may_stay,
                                       const engine::Files& files) {
    engine::Store& store = server.engine().store();
    const std::vector<engine::StoredDecision> decisions = store.decisions_of(deployment);
    print_decisions(server, "unchanged", decisions, files);
    const bool stands = stands_as_it_is(server, deployment, may_stay);
    std::fflush(stdout);
    if (!stands) return std::nullopt;
    std::vector<engine::StoredDefinition> definitions = store.definitions_of(deployment);
    std::erase_if(definitions, [&](const auto& each) { return newest_of_its_key(server, each).id != each.id; });
    return Deployment{names_of(definitions, decisions, files.front().first), false};
}

// The first of the files is the model that was saved. Nothing: it is not deployed.
std::optional<Deployment> deploy(Server& server, const fs::path& file, const engine::Files& files,
                                 const MayStay& may_stay) {
    engine::DeploymentRequest request;
    request.name = files.front().first;
    request.named = true;
    request.source = "pavane dev";
    request.filter_duplicates = true;
    request.resources = files;
    auto outcome = server.engine().deployments().deploy(request);
    const auto* known = std::get_if<engine::Deployed>(&outcome);
    if (known != nullptr && known->filtered) {
        if (auto deployment = as_it_stands(server, known->deployment.id, may_stay, files)) return deployment;
        request.filter_duplicates = false;
        outcome = server.engine().deployments().deploy(request);
    }
    if (const auto* refused = std::get_if<engine::NotDeployable>(&outcome)) {
        print_problems_of(file, refused->problems);
        std::fprintf(stderr, "%s is not deployed: mend it and save it again.\n", file.c_str());
        return std::nullopt;
    }
    if (const auto* refused = std::get_if<engine::RequestRefused>(&outcome)) {
        std::fprintf(stderr, "%s is not deployed: %s\n", file.c_str(), refused->message.c_str());
        return std::nullopt;
    }
    const auto& deployed = std::get<engine::Deployed>(outcome);
    report(server, deployed, file, files);
    std::fflush(stdout);
    return Deployment{names_of(deployed.definitions, deployed.decisions, files.front().first), true};
}

void tell(const std::string& sentence) { std::fprintf(stderr, "pavane dev: %s\n", sentence.c_str()); }

fs::file_time_type saved_at(const fs::path& path) {
    std::error_code gone;
    const fs::file_time_type time = fs::last_write_time(path, gone);
    return gone ? fs::file_time_type::min() : time;
}

constexpr int looks_until_gone = 3;

}  // namespace

void deploy_alone(Server& server, const std::string& name, std::string content) {
    deploy(server, name, {{name, std::move(content)}}, [](const std::string&) { return true; });
}

void Watch::look(Server& server) {
    const std::vector<std::string> models = with_models_of_folders(operands_);
    tell_gone();
    for (const fs::path model : models) {
        Times& seen = seen_[model];
        if (seen.empty() || seen != times_of(seen)) look_at(server, model, seen, models);
    }
    for (const std::string& sentence : unwatched_.look(operands_)) tell(sentence);
    is_first_look_ = false;
}

Watch::Times Watch::times_of(const Times& files) {
    Times times;
    for (const auto& [path, time] : files) times[path] = saved_at(path);
    return times;
}

// Once, and not at the first look: editors take a file away for a moment when they save it.
void Watch::tell_gone() {
    std::error_code unknown;
    for (auto& [model, times] : seen_) {
        if (times.empty()) continue;
        int& looks = absent_for_[model];
        looks = fs::exists(model, unknown) ? 0 : looks + 1;
        if (looks != looks_until_gone) continue;
        times.clear();
        tell(model.string() +
             " is not there any more. What was deployed of it stays; it is deployed again when it is back with a "
             "change.");
    }
}

// Once; what is not there at all is between two saves of an editor.
void Watch::tell_unreadable(const fs::path& file, const std::string& why) {
    std::error_code unknown;
    if (fs::exists(file, unknown) && unreadable_.insert(file).second)
        tell(why + " It is deployed when it can be read.");
}

// What is started by its key is the newest version, whichever file it is from.
void Watch::tell_shadowed(const fs::path& model, const std::vector<std::string>& deployed) {
    std::error_code unknown;
    for (const std::string& name : deployed) {
        const fs::path& holder = holder_[name];
        if (!holder.empty() && holder != model && fs::exists(holder, unknown))
            tell("The " + name + " of " + model.string() + " takes the place of that of " + holder.string() +
                 ", which has the same id: what is used now is this one. Give one of them an id of its own.");
    }
}

void Watch::look_at(Server& server, const fs::path& model, Times& seen, const std::vector<std::string>& watched) {
    // Before anything is read: what is saved meanwhile is seen at the next look.
    const fs::path folder = model.has_parent_path() ? model.parent_path() : fs::path(".");
    const fs::file_time_type folder_changed_at = saved_at(folder);
    Times times{{model, saved_at(model)}};
    engine::Files files;
    for (const FileToSend& file : with_files_along({model.string()})) {
        times[file.path] = saved_at(file.path);
        auto content = read_file(file.path);
        if (!content) return tell_unreadable(file.path, content.error());
        unreadable_.erase(file.path);
        files.emplace_back(file.name, std::move(*content));
    }
    const auto may_stay = [&](const std::string& name) {
        return is_first_look_ &&
               std::ranges::any_of(watched, [&](const fs::path& each) { return each.filename() == name; });
    };
    if (const auto deployment = deploy(server, model, files, may_stay)) {
        if (deployment->is_new) tell_shadowed(model, deployment->names);
        for (const std::string& name : deployment->names) holder_[name] = model;
    } else {
        times[folder] = folder_changed_at;  // what it lacks may come
    }
    seen = std::move(times);
}

}  // namespace pavane::app
