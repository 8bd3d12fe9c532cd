#include "app/server_arguments.hpp"

#include <charconv>

#include "persistence/open_store.hpp"

namespace pavane::app {

std::vector<Option> server_options() {
    return {
        {"db", true,
         "sqlite:PATH or postgresql://...; a password is safer in PAVANE_DB_FILE than here, where ps shows it", false},
        {"listen", true, "address and port, 127.0.0.1:8080 if not said; port 0 takes a free one", false},
        {"insecure", false, "allows another address than this machine's own although there is no authentication",
         false},
        {"config", true, "a file of lines 'name = value' with these options", false},
        {"log-format", true, "key-value (default) or json", false},
        {"log-requests", false, "a line for every request", false},
        {"definition-cache-mb", true, "about how much memory compiled process definitions may take, 256 if not said",
         false},
        {"no-jobs", false, "leaves due timers and async jobs to be executed over REST", false}};
}

Result<ServerOptions, std::string> server_options_of(const Arguments& arguments) {
    ServerOptions options;
    const auto listen = parse_listen(arguments.value("listen").value_or("127.0.0.1:8080"), arguments.has("insecure"));
    if (!listen) return tl::make_unexpected(listen.error());
    options.database = arguments.value("db").value_or(options.database);
    if (const std::string problem = persistence::problem_of_url(options.database); !problem.empty())
        return tl::make_unexpected("--db: " + problem);
    options.address = listen->address;
    options.port = listen->port;
    const std::string cache = arguments.value("definition-cache-mb").value_or("256");
    const auto [end, error] = std::from_chars(cache.data(), cache.data() + cache.size(), options.definition_cache_mb);
    constexpr std::size_t most_mb = 1'000'000;
    if (error != std::errc() || end != cache.data() + cache.size() || options.definition_cache_mb == 0 ||
        options.definition_cache_mb > most_mb)
        return tl::make_unexpected("--definition-cache-mb is a number of megabytes from 1 to 1000000.");
    options.run_jobs = !arguments.has("no-jobs");
    options.log_requests = arguments.has("log-requests");
    return options;
}

Result<Log::Format, std::string> log_format_of(const Arguments& arguments) {
    const std::string format = arguments.value("log-format").value_or("key-value");
    if (format == "key-value") return Log::Format::key_value;
    if (format == "json") return Log::Format::json;
    return tl::make_unexpected(std::string("--log-format is key-value or json."));
}

}  // namespace pavane::app
