// The product as it is built, on a SQLite file of its own and a free port, running no jobs by itself.
#pragma once

#include <sys/types.h>

#include <string>

#include "tests/support/temporary_folder.hpp"

namespace pavane::tests {

class ServerProcess {
  public:
    // Starts it and waits until it serves. PAVANE names the program; without it, it is looked for beside this one.
    // Throws std::runtime_error.
    ServerProcess();
    ~ServerProcess();  // ends it by SIGTERM and waits
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;

    const std::string& url() const { return url_; }  // "http://127.0.0.1:PORT/engine-rest"

  private:
    TemporaryFolder folder_;
    pid_t pid_ = -1;
    std::string url_;
};

}  // namespace pavane::tests
