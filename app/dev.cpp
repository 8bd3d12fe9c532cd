// pavane dev: a server on an embedded database for whoever draws a process: deploys the files it is given and, whenever
// one is saved, deploys it again. A file that has not changed makes no new version.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <map>
#include <set>

#include "app/demo_process.hpp"
#include "app/diagnostic_text.hpp"
#include "app/files.hpp"
#include "app/files_along.hpp"
#include "app/model_files.hpp"
#include "app/named_files.hpp"
#include "app/open_store.hpp"
#include "app/rest_client.hpp"
#include "app/server_arguments.hpp"
#include "app/signals.hpp"
#include "app/verb.hpp"
#include "runtime/engine/model_names.hpp"

namespace pavane::app {

namespace {

namespace fs = std::filesystem;

constexpr Milliseconds watch_period{300};

void print_start(const Server& server, const char* state, const engine::StoredDefinition& definition) {
    std::printf(
        "%s %s version %d from %s\n"
        "  start it: curl -X POST -H 'Content-Type: application/json' -d '{}' %s/process-definition/key/%s/start\n",
        state, definition.key.c_str(), definition.version, definition.resource.c_str(), server.url().c_str(),
        encoded(definition.key).c_str());
}

void print_decisions(const Server& server, const char* state, const std::vector<engine::StoredDecision>& decisions) {
    for (const engine::StoredDecision& decision : decisions)
        std::printf(
            "%s decision %s version %d from %s\n"
            "  evaluate it: curl -X POST -H 'Content-Type: application/json' -d '{\"variables\": {}}' "
            "%s/decision-definition/key/%s/evaluate\n",
            state, decision.key.c_str(), decision.version, decision.resource.c_str(), server.url().c_str(),
            encoded(decision.key).c_str());
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

void report(Server& server, const engine::Deployed& deployed, const fs::path& file) {
    print_problems_of(file, deployed.warnings);
    for (const engine::StoredDefinition& definition : deployed.definitions) print_start(server, "deployed", definition);
    print_decisions(server, "deployed", deployed.decisions);
    if (deployed.definitions.empty() && deployed.decisions.empty())
        std::fprintf(stderr, "%s holds nothing that can be started.\n", file.c_str());
}

// The first of the files is the model that was saved. False: nothing is deployed.
bool deploy(Server& server, const fs::path& file, engine::Files files, const MayStay& may_stay) {
    const std::string name = files.front().first;
    engine::DeploymentRequest request;
    request.name = name;
    request.named = true;
    request.source = "pavane dev";
    request.filter_duplicates = true;
    request.resources = std::move(files);
    auto outcome = server.engine().deployments().deploy(request);
    const auto* known = std::get_if<engine::Deployed>(&outcome);
    if (known != nullptr && known->filtered) {
        print_decisions(server, "unchanged", server.engine().store().decisions_of(known->deployment.id));
        const bool stands = stands_as_it_is(server, known->deployment.id, may_stay);
        std::fflush(stdout);
        if (stands) return true;
        request.filter_duplicates = false;
        outcome = server.engine().deployments().deploy(request);
    }
    if (const auto* refused = std::get_if<engine::NotDeployable>(&outcome)) {
        print_problems_of(file, refused->problems);
        std::fprintf(stderr, "%s is not deployed: mend it and save it again.\n", file.c_str());
        return false;
    }
    if (const auto* refused = std::get_if<engine::RequestRefused>(&outcome)) {
        std::fprintf(stderr, "%s is not deployed: %s\n", file.c_str(), refused->message.c_str());
        return false;
    }
    report(server, std::get<engine::Deployed>(outcome), file);
    std::fflush(stdout);
    return true;
}

int complain(const std::string& message, int exit) {
    std::fprintf(stderr, "pavane dev: %s\n", message.c_str());
    return exit;
}

// Deploys every model that is new or was saved since it was last looked at, or of which a file that it uses was: a
// saved file is the newest version of what it holds. At the first look that holds for what came from a file that is not
// watched; of two watched files that hold the same process, neither is deployed anew at every start.
class Watch {
  public:
    explicit Watch(std::vector<std::string> operands) : operands_(std::move(operands)) {}

    void look(Server& server) {
        const std::vector<std::string> models = with_models_of_folders(operands_);
        const auto is_watched = [&models](const std::string& name) {
            return std::ranges::any_of(models, [&name](const fs::path& each) { return each.filename() == name; });
        };
        tell_gone();
        for (const fs::path model : models) {
            Times& seen = seen_[model];
            if (!seen.empty() && seen == times_of(seen)) continue;
            look_at(server, model, seen,
                    [&](const std::string& resource) { return is_first_look_ && is_watched(resource); });
        }
        is_first_look_ = false;
    }

  private:
    // Of a model, and of what it uses; of one that was not deployed its folder, too.
    using Times = std::map<fs::path, fs::file_time_type>;

    static fs::file_time_type saved_at(const fs::path& path) {
        std::error_code gone;
        const fs::file_time_type time = fs::last_write_time(path, gone);
        return gone ? fs::file_time_type::min() : time;
    }
    static Times times_of(const Times& files) {
        Times times;
        for (const auto& [path, time] : files) times[path] = saved_at(path);
        return times;
    }

    // Once, and not at the first look: editors take a file away for a moment when they save it.
    void tell_gone() {
        std::error_code unknown;
        for (auto& [model, times] : seen_) {
            if (times.empty()) continue;
            int& looks = absent_for_[model];
            looks = fs::exists(model, unknown) ? 0 : looks + 1;
            if (looks != looks_until_gone) continue;
            times.clear();
            complain(model.string() +
                         " is not there any more. What was deployed of it stays; it is deployed again when it "
                         "is back with a change.",
                     Exit::ok);
        }
    }

    // Once; what is not there at all is between two saves of an editor.
    void tell_unreadable(const fs::path& file, const std::string& why) {
        std::error_code unknown;
        if (fs::exists(file, unknown) && unreadable_.insert(file).second)
            complain(why + " It is deployed when it can be read.", Exit::ok);
    }

    void look_at(Server& server, const fs::path& model, Times& seen, const MayStay& may_stay) {
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
        // What it lacks may come.
        if (!deploy(server, model, std::move(files), may_stay)) times[folder] = folder_changed_at;
        seen = std::move(times);
    }

    static constexpr int looks_until_gone = 3;

    std::vector<std::string> operands_;
    std::map<fs::path, Times> seen_;
    std::map<fs::path, int> absent_for_;  // how many looks
    std::set<fs::path> unreadable_;       // and told so
    bool is_first_look_ = true;
};

// The usual port if it is free, else any.
std::unique_ptr<Server> start(ServerOptions options, bool port_was_named, Log& log) {
    try {
        return std::make_unique<Server>(options, log, open_store(options, log));
    } catch (const http::CannotListen& error) {
        if (port_was_named) throw std::runtime_error(std::string(error.what()) + " Choose another with --listen.");
        options.port = 0;
        auto server = std::make_unique<Server>(options, log, open_store(options, log));
        std::fprintf(stderr, "pavane dev: %s It takes a free port instead.\n", error.what());
        return server;
    }
}

// What is of no use to watch ends it; a folder may be empty, since its models may still be drawn.
int look_at(const std::vector<std::string>& operands) {
    for (const std::string& operand : operands) {
        std::error_code error;
        if (fs::is_directory(operand, error)) {
            const auto models = models_in(operand);
            if (!models) return complain(models.error(), Exit::not_found);
            if (models->empty()) complain(no_model_in(operand) + " What is saved there is deployed.", Exit::ok);
            continue;
        }
        const auto content = read_file(operand);
        if (!content) return complain(content.error(), Exit::not_found);
        const std::string advice = advice_on_name(operand, *content);
        if (!advice.empty()) return complain("'" + operand + "' is not deployed. " + advice, Exit::invalid);
    }
    return Exit::ok;
}

int run(const Arguments& arguments) {
    auto options = server_options_of(arguments);
    const auto format = log_format_of(arguments);
    if (!options || !format) {
        std::fprintf(stderr, "pavane dev: %s\n", !options ? options.error().c_str() : format.error().c_str());
        return Exit::usage;
    }
    if (const int exit = look_at(arguments.operands); exit != Exit::ok) return exit;
    if (!arguments.has("db")) {
        fs::create_directories(".pavane");
        options->database = "sqlite:.pavane/pavane.db";
    }
    options->scripts = !arguments.has("no-scripts");
    catch_stop_signals();
    Log log(*format);
    const std::unique_ptr<Server> server = start(*options, arguments.has("listen"), log);
    std::printf("ready %s\n", server->url().c_str());
    if (!arguments.has("db")) std::puts("data is kept in ./.pavane; Ctrl-C stops");
    std::fflush(stdout);
    if (arguments.has("demo"))
        deploy(*server, "demo.bpmn", {{"demo.bpmn", std::string(demo_process)}},
               [](const std::string&) { return true; });
    Watch watch(arguments.operands);
    do watch.look(*server);
    while (!wait_for_stop(watch_period));
    end_at_next_signal();
    server->drain();
    return Exit::ok;
}

}  // namespace

Verb dev_verb() {
    std::vector<Option> options = server_options();
    options.push_back({"no-scripts", false, "deploys no model that has JavaScript, as serve does", false});
    options.push_back({"demo", false, "deploys a small demo process", false});
    return {"dev",
            "[FILE|DIR...]",
            "serves on an embedded database and deploys what you save",
            "pavane dev order.bpmn",
            options,
            run};
}

}  // namespace pavane::app
