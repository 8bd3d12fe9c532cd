// pavane dev: a server on an embedded database for whoever draws a process: deploys the files it is given and, whenever
// one is saved, deploys it again. A file that has not changed makes no new version.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>

#include "app/demo_process.hpp"
#include "app/files.hpp"
#include "app/server_arguments.hpp"
#include "app/signals.hpp"
#include "app/verb.hpp"

namespace pavane::app {

namespace {

namespace fs = std::filesystem;

constexpr Milliseconds watch_period{300};

bool is_model(const fs::path& path) {
    return path.string().ends_with(".bpmn") || path.string().ends_with(".bpmn20.xml");
}

std::vector<fs::path> models_in(const std::vector<std::string>& operands) {
    std::vector<fs::path> models;
    for (const std::string& operand : operands) {
        if (!fs::is_directory(operand)) {
            models.emplace_back(operand);
            continue;
        }
        for (const fs::directory_entry& entry : fs::directory_iterator(operand))
            if (entry.is_regular_file() && is_model(entry.path())) models.push_back(entry.path());
    }
    std::sort(models.begin(), models.end());
    return models;
}

void print_diagnostics(const std::string& file, const bpmn::Diagnostics& diagnostics) {
    for (const bpmn::Diagnostic& diagnostic : diagnostics) {
        if (diagnostic.severity == bpmn::Severity::info) continue;
        std::fprintf(stderr, "%s:%u:%u: %s: %s\n", file.c_str(), diagnostic.location.line, diagnostic.location.column,
                     diagnostic.severity == bpmn::Severity::error ? "error" : "warning", diagnostic.message.c_str());
    }
}

void deploy(Server& server, const std::string& name, const std::string& content) {
    engine::DeploymentRequest request;
    request.name = name;
    request.named = true;
    request.source = "pavane dev";
    request.filter_duplicates = true;
    request.resources.emplace_back(name, content);
    const auto outcome = server.engine().deployments().deploy(request);
    if (const auto* refused = std::get_if<engine::NotDeployable>(&outcome)) {
        for (const engine::ResourceDiagnostics& problem : refused->problems)
            print_diagnostics(problem.resource, problem.diagnostics);
        std::fprintf(stderr, "%s is not deployed: mend it and save it again.\n", name.c_str());
        return;
    }
    const auto& deployed = std::get<engine::Deployed>(outcome);
    for (const engine::ResourceDiagnostics& warning : deployed.warnings)
        print_diagnostics(warning.resource, warning.diagnostics);
    for (const engine::StoredDefinition& definition : deployed.definitions) {
        std::printf("deployed %s version %d from %s\n", definition.key.c_str(), definition.version, name.c_str());
        std::printf(
            "  start it: curl -X POST -H 'Content-Type: application/json' -d '{}' %s/process-definition/key/%s/start\n",
            server.url().c_str(), definition.key.c_str());
    }
    std::fflush(stdout);
}

// Deploys every model that is new or was saved since it was last looked at.
class Watch {
  public:
    explicit Watch(std::vector<std::string> operands) : operands_(std::move(operands)) {}

    void look(Server& server) {
        for (const fs::path& model : models_in(operands_)) {
            std::error_code gone;
            const fs::file_time_type saved = fs::last_write_time(model, gone);
            if (gone) continue;  // between two saves of an editor
            const auto [known, is_new] = seen_.try_emplace(model, saved);
            if (!is_new && known->second == saved) continue;
            known->second = saved;
            if (const auto content = read_file(model.string())) deploy(server, model.filename().string(), *content);
        }
    }

  private:
    std::vector<std::string> operands_;
    std::map<fs::path, fs::file_time_type> seen_;
};

// The usual port if it is free, else any.
std::unique_ptr<Server> start(ServerOptions options, bool port_was_named, Log& log) {
    try {
        return std::make_unique<Server>(options, log);
    } catch (const std::runtime_error& error) {
        if (port_was_named) throw;
        options.port = 0;
        auto server = std::make_unique<Server>(options, log);
        std::fprintf(stderr, "pavane dev: %s. It takes a free port instead.\n", error.what());
        return server;
    }
}

int run(const Arguments& arguments) {
    auto options = server_options_of(arguments);
    const auto format = log_format_of(arguments);
    if (!options || !format) {
        std::fprintf(stderr, "pavane dev: %s\n", !options ? options.error().c_str() : format.error().c_str());
        return Exit::usage;
    }
    for (const std::string& operand : arguments.operands)
        if (!fs::exists(operand)) {
            std::fprintf(stderr, "pavane dev: There is no file or folder '%s'.\n", operand.c_str());
            return Exit::not_found;
        }
    if (!arguments.has("db")) {
        fs::create_directories(".pavane");
        options->database = "sqlite:.pavane/pavane.db";
    }
    catch_stop_signals();
    Log log(*format);
    const std::unique_ptr<Server> server = start(*options, arguments.has("listen"), log);
    std::printf("ready %s\n", server->url().c_str());
    if (!arguments.has("db")) std::puts("data is kept in ./.pavane; Ctrl-C stops");
    std::fflush(stdout);
    if (arguments.has("demo")) deploy(*server, "demo.bpmn", std::string(demo_process));
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
    options.push_back({"demo", false, "deploys a small demo process", false});
    return {"dev",
            "[FILE|DIR...]",
            "serves on an embedded database and deploys what you save",
            "pavane dev order.bpmn",
            options,
            run};
}

}  // namespace pavane::app
