// pavane serve: the server, until a signal ends it.
#include <cstdio>

#include "app/open_store.hpp"
#include "app/server_arguments.hpp"
#include "app/signals.hpp"
#include "app/verb.hpp"

namespace pavane::app {

namespace {

// Null: a signal has ended the waiting for the database.
std::unique_ptr<Server> start(const ServerOptions& options, Log& log) {
    try {
        std::unique_ptr<engine::Store> store = wait_for_store(options, log);
        return store ? std::make_unique<Server>(options, log, std::move(store)) : nullptr;
    } catch (const http::CannotListen& error) {
        throw std::runtime_error(std::string(error.what()) + " Choose another with --listen.");
    }
}

int run(const Arguments& arguments) {
    auto options = server_options_of(arguments);
    const auto format = log_format_of(arguments);
    if (!options || !format || !arguments.operands.empty()) {
        const std::string problem =
            !options  ? options.error()
            : !format ? format.error()
                      : "serve takes options only; 'pavane deploy FILE' gives a running server its models.";
        std::fprintf(stderr, "pavane serve: %s\n", problem.c_str());
        return Exit::usage;
    }
    options->scripts = arguments.has("scripts");
    catch_stop_signals();
    Log log(*format);
    std::unique_ptr<Server> server = start(*options, log);
    if (!server) return Exit::ok;
    std::printf("ready %s\n", server->url().c_str());
    std::fflush(stdout);
    wait_for_stop(std::nullopt);
    log.info("stopping: what runs is finished first");
    end_at_next_signal();
    server->drain();
    return Exit::ok;
}

}  // namespace

Verb serve_verb() {
    std::vector<Option> options = server_options();
    options.push_back({"scripts", false, "runs the JavaScript of models; without it they are not deployed", false});
    return {"serve",
            "",
            "serves the REST API on a database",
            "pavane serve --db postgresql://localhost/pavane --listen 127.0.0.1:8080",
            options,
            run};
}

}  // namespace pavane::app
