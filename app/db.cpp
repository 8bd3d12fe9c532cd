// pavane db: looks after a database without serving it.
#include <cstdio>
#include <filesystem>

#include "app/server.hpp"
#include "app/value_text.hpp"
#include "app/verb.hpp"
#include "persistence/db_check.hpp"
#include "persistence/open_store.hpp"

namespace pavane::app {

namespace {

constexpr std::string_view sqlite_prefix = "sqlite:";

void warn(const std::string& message) { std::fprintf(stderr, "pavane db: %s\n", message.c_str()); }

int check(const std::string& database) {
    const std::vector<std::string> findings = persistence::check_database(database, JsonValueText());
    for (const std::string& finding : findings) std::puts(finding.c_str());
    if (findings.empty()) {
        std::puts("ok: nothing is orphaned, stuck, missing or unreadable");
        return Exit::ok;
    }
    warn("The database has " + std::to_string(findings.size()) +
         " findings. Those that say so are of a model; of any other keep a copy of the database, and report it.");
    return Exit::failure;
}

int migrate(const std::string& database) {
    const JsonValueText text;
    persistence::StoreOptions options;
    options.warn = warn;
    persistence::make_store(database, text, options);
    std::puts("ok: the database has the schema of this version of Pavane");
    return Exit::ok;
}

int run(const Arguments& arguments) {
    const std::string database = arguments.value("db").value_or(ServerOptions().database);
    if (const std::string problem = persistence::problem_of_url(database); !problem.empty()) {
        warn("--db: " + problem);
        return Exit::usage;
    }
    const std::string verb = arguments.operands.size() == 1 ? arguments.operands.front() : "";
    if (verb != "check" && verb != "migrate") {
        warn("say what to do: check or migrate.");
        return Exit::usage;
    }
    if (database == "memory:") {
        warn("What memory: holds ends with its process; there is nothing to " + verb + ".");
        return Exit::usage;
    }
    // To open a file that is not there would make an empty one.
    if (database.starts_with(sqlite_prefix) && !std::filesystem::exists(database.substr(sqlite_prefix.size()))) {
        warn("There is no file '" + database.substr(sqlite_prefix.size()) + "'. 'pavane serve' makes a new one.");
        return Exit::not_found;
    }
    return verb == "check" ? check(database) : migrate(database);
}

}  // namespace

Verb db_verb() {
    return {
        "db",
        "check|migrate",
        "looks for damage in a database, or brings its schema up to date",
        "pavane db check --db sqlite:pavane.db",
        {{"db", true,
          "sqlite:PATH or postgresql://...; a password is safer in PAVANE_DB_FILE than here, where ps shows it", false},
         {"config", true, "a file of lines 'name = value' with these options", false}},
        run};
}

}  // namespace pavane::app
