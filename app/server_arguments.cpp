#include "app/server_arguments.hpp"

#include <algorithm>
#include <charconv>

#include "api/cors.hpp"
#include "api/foreign_pages.hpp"
#include "persistence/open_store.hpp"

namespace pavane::app {

namespace {

Result<unsigned, std::string> number_of(const Arguments& arguments, const std::string& name, unsigned otherwise,
                                        unsigned most) {
    const std::optional<std::string> text = arguments.value(name);
    if (!text) return otherwise;
    unsigned number = 0;
    const char* const end = text->data() + text->size();
    const auto [read, error] = std::from_chars(text->data(), end, number);
    if (error == std::errc() && read == end && number >= 1 && number <= most) return number;
    return tl::make_unexpected("--" + name + " is a number from 1 to " + std::to_string(most) + ".");
}

// "one,another": each must be one of the kind.
Result<std::vector<std::string>, std::string> list_of(const Arguments& arguments, const std::string& name,
                                                      bool (*is_one)(std::string_view), const char* how_to_write) {
    const std::string list = arguments.value(name).value_or("");
    std::vector<std::string> all;
    for (std::string_view rest = list; !rest.empty();) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        const std::string one(rest.substr(0, comma));
        rest.remove_prefix(std::min(comma + 1, rest.size()));
        if (!is_one(one)) return tl::make_unexpected("--" + name + ": '" + one + "' " + how_to_write);
        all.push_back(one);
    }
    return all;
}

constexpr const char* how_to_write_origins =
    "is not an origin. Write them as browsers do, 'https://host' or 'http://host:port', with commas between them and "
    "no "
    "spaces; '*' is not taken.";
constexpr const char* how_to_write_hosts =
    "is not the name of a host. Write them in small letters, without scheme and port, with commas between them and no "
    "spaces: 'pavane.example,10.0.0.7'.";

}  // namespace

std::vector<Option> server_options() {
    return {
        {"db", true,
         "sqlite:PATH (if not said sqlite:pavane.db, and for dev sqlite:.pavane/pavane.db), postgresql://..., or "
         "memory: (nothing is kept); a password is safer in PAVANE_DB_FILE than here, where ps shows it",
         false},
        {"listen", true, "address and port, 127.0.0.1:8080 if not said; port 0 takes a free one", false},
        {"insecure", false, "allows another address than this machine's own although there is no authentication",
         false},
        {"config", true, "a file of lines 'name = value' with these options", false},
        {"cors-origins", true, "whose pages may use the API from a browser: https://host,http://host:port; nobody's",
         false},
        {"hosts", true,
         "names of this server that a proxy in front of it sends as Host: pavane.example,b.example; none if only this "
         "machine is served, else any",
         false},
        {"log-format", true, "key-value (default) or json", false},
        {"log-requests", false, "a line for every request", false},
        {"definition-cache-mb", true,
         "about how much memory compiled process definitions may take, and as much again decisions; 256 if not said",
         false},
        {"instance-cache-mb", true,
         "about how much memory process instances may take that are kept at hand, 256 if not said", false},
        {"script-threads", true, "how many threads run JavaScript, 2 if not said", false},
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
    const auto definitions_mb = number_of(arguments, "definition-cache-mb", 256, 1'000'000);
    if (!definitions_mb) return tl::make_unexpected(definitions_mb.error());
    options.definition_cache_mb = *definitions_mb;
    const auto instances_mb = number_of(arguments, "instance-cache-mb", 256, 1'000'000);
    if (!instances_mb) return tl::make_unexpected(instances_mb.error());
    options.instance_cache_mb = *instances_mb;
    auto origins = list_of(arguments, "cors-origins", api::is_origin, how_to_write_origins);
    if (!origins) return tl::make_unexpected(origins.error());
    options.cors_origins = std::move(*origins);
    auto hosts = list_of(arguments, "hosts", api::is_host_name, how_to_write_hosts);
    if (!hosts) return tl::make_unexpected(hosts.error());
    options.hosts = std::move(*hosts);
    options.run_jobs = !arguments.has("no-jobs");
    options.log_requests = arguments.has("log-requests");
    const auto threads = number_of(arguments, "script-threads", 2, 64);
    if (!threads) return tl::make_unexpected(threads.error());
    options.script_threads = *threads;
    return options;
}

Result<Log::Format, std::string> log_format_of(const Arguments& arguments) {
    const std::string format = arguments.value("log-format").value_or("key-value");
    if (format == "key-value") return Log::Format::key_value;
    if (format == "json") return Log::Format::json;
    return tl::make_unexpected(std::string("--log-format is key-value or json."));
}

}  // namespace pavane::app
