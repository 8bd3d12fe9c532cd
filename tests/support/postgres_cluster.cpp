#include "tests/support/postgres_cluster.hpp"

#include <stdio.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <iostream>
#include <stdexcept>

namespace pavane::tests {

namespace {

namespace fs = std::filesystem;

// The newest version Debian has installed.
fs::path programs() {
    fs::path newest;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", none))
        if (fs::exists(entry.path() / "bin" / "initdb") && entry.path() > newest) newest = entry.path();
    return newest.empty() ? newest : newest / "bin";
}

std::string quoted(const std::string& text) {
    std::string result = "'";
    for (const char c : text) {
        if (c == '\'')
            result += "'\\''";
        else
            result += c;
    }
    return result + '\'';
}

// Runs a shell command and returns what it prints.
std::string shell(const std::string& command) {
    FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    if (pipe == nullptr) throw std::runtime_error("No shell can be started.");
    std::string output;
    std::array<char, 4096> part{};
    for (std::size_t got = 0; (got = ::fread(part.data(), 1, part.size(), pipe)) > 0;) output.append(part.data(), got);
    const int status = ::pclose(pipe);
    while (!output.empty() && output.back() == '\n') output.pop_back();
    if (status != 0) throw std::runtime_error("'" + command + "' failed: " + output);
    return output;
}

// PostgreSQL refuses to run as root.
std::string as_server_user(const std::string& command) {
    if (::getuid() != 0) return command;
    return "setpriv --reuid=postgres --regid=postgres --clear-groups " + command;
}

constexpr const char* settings =
    "-c listen_addresses= -c shared_buffers=16MB -c max_connections=60 -c fsync=on -c synchronous_commit=on "
    "-c autovacuum=off -c logging_collector=off";

}  // namespace

bool PostgresCluster::is_installed() { return std::getenv("PAVANE_TEST_POSTGRES") != nullptr || !programs().empty(); }

PostgresCluster* PostgresCluster::shared() {
    if (!is_installed()) {
        std::cerr << "PostgreSQL is not installed (package postgresql): its tests are skipped.\n";
        return nullptr;
    }
    static PostgresCluster cluster;
    return &cluster;
}

PostgresCluster::PostgresCluster() {
    if (const char* url = std::getenv("PAVANE_TEST_POSTGRES"))
        external_url_ = url;
    else
        start();
}

void PostgresCluster::start() {
    folder_.emplace();
    const std::string home = folder_->path().string();
    if (::getuid() == 0) shell("chown postgres:postgres " + quoted(home));
    const std::string bin = programs().string();
    shell("cd / && " + as_server_user(quoted(bin + "/initdb") + " -D " + quoted(home + "/data") +
                                      " -U postgres -A trust --locale=C -E UTF8 --no-sync"));
    // Everything the server prints goes to a file: it would keep our pipe open.
    shell("cd / && " + as_server_user(quoted(bin + "/pg_ctl") + " -D " + quoted(home + "/data") + " -l " +
                                      quoted(home + "/log") + " -w -t 60 -o " + quoted("-k " + home + " " + settings) +
                                      " start >" + quoted(home + "/start")));
}

PostgresCluster::~PostgresCluster() {
    if (!folder_) return;
    try {
        shell("cd / && " + as_server_user(quoted(programs().string() + "/pg_ctl") + " -D " +
                                          quoted(folder_->path().string() + "/data") + " -m immediate -w stop"));
    } catch (const std::exception& error) {
        std::cerr << "The test's PostgreSQL could not be stopped: " << error.what() << '\n';
    }
}

std::string PostgresCluster::url_of(const std::string& database) const {
    if (external_url_.empty())
        return "postgresql:///" + database + "?host=" + folder_->path().string() + "&user=postgres";
    const auto query = external_url_.find('?');
    const std::string base = external_url_.substr(0, query);
    const auto slash = base.find('/', base.find("//") + 2);
    return base.substr(0, slash) + '/' + database +
           (query == std::string::npos ? std::string("?") : external_url_.substr(query));
}

std::string PostgresCluster::create_database() {
    if (database_.empty()) {
        database_ = "pavane_" + std::to_string(::getpid());
        run(admin_url(), "create database " + database_);
    }
    const std::string schema = "place_" + std::to_string(++schemas_);
    run(url_of(database_), "create schema " + schema);
    return url_of(database_) + "&options=-csearch_path%3D" + schema;
}

std::string PostgresCluster::run(const std::string& url, const std::string& sql) const {
    return shell("psql -X -A -t -q -v ON_ERROR_STOP=1 -d " + quoted(url) + " -c " + quoted(sql));
}

}  // namespace pavane::tests
