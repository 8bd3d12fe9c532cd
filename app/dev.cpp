// pavane dev: a server on an embedded database for whoever draws a process: deploys the files it is given and, whenever
// one is saved, deploys it again. A file that has not changed makes no new version.
#include <cstdio>
#include <filesystem>

#include "app/demo_process.hpp"
#include "app/files.hpp"
#include "app/named_files.hpp"
#include "app/open_store.hpp"
#include "app/server_arguments.hpp"
#include "app/signals.hpp"
#include "app/verb.hpp"
#include "app/watch.hpp"

namespace pavane::app {

namespace {

namespace fs = std::filesystem;

constexpr Milliseconds watch_period{300};

int complain(const std::string& message, int exit) {
    std::fprintf(stderr, "pavane dev: %s\n", message.c_str());
    return exit;
}

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
    if (arguments.has("demo")) deploy_alone(*server, "demo.bpmn", std::string(demo_process));
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
