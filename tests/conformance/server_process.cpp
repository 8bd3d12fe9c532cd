#include "tests/conformance/server_process.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <stdexcept>

extern char** environ;

namespace pavane::tests {

namespace {

std::string program() {
    if (const char* named = std::getenv("PAVANE")) return named;
    return (std::filesystem::read_symlink("/proc/self/exe").parent_path() / "pavane").string();
}

// The server's first line on its standard output, without the line break.
std::string first_line(int from) {
    std::string line;
    char c = 0;
    while (read(from, &c, 1) == 1 && c != '\n') line += c;
    return line;
}

}  // namespace

ServerProcess::ServerProcess() {
    std::array<int, 2> out{};
    if (pipe2(out.data(), O_CLOEXEC) != 0) throw std::runtime_error("There is no pipe to be had for the server.");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    const std::string log = (folder_.path() / "log").string();
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, log.c_str(), O_CREAT | O_WRONLY, 0600);
    const std::string path = program();
    const std::string database = "sqlite:" + (folder_.path() / "pavane.db").string();
    std::array<const char*, 9> arguments{path.c_str(),     "serve",    "--no-jobs",   "--scripts", "--db",
                                         database.c_str(), "--listen", "127.0.0.1:0", nullptr};
    const int failed =
        posix_spawn(&pid_, path.c_str(), &actions, nullptr, const_cast<char* const*>(arguments.data()), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(out[1]);
    const std::string line = failed == 0 ? first_line(out[0]) : "";
    close(out[0]);
    if (!line.starts_with("ready ")) {
        if (failed == 0) waitpid(pid_, nullptr, 0);
        throw std::runtime_error("'" + path + " serve' did not say that it is ready, but '" + line + "'.");
    }
    url_ = line.substr(6);
}

ServerProcess::~ServerProcess() {
    kill(pid_, SIGTERM);
    waitpid(pid_, nullptr, 0);
}

}  // namespace pavane::tests
