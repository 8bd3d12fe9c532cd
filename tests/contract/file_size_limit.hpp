// Makes the system refuse writes with EFBIG, as a failing disk does with EIO.
#pragma once

#include <sys/resource.h>

#include <csignal>
#include <cstdint>

namespace pavane::tests {

// No file of this process may grow beyond `bytes` while this stands.
class FileSizeLimit {
  public:
    explicit FileSizeLimit(std::uintmax_t bytes) : on_signal_(std::signal(SIGXFSZ, SIG_IGN)) {
        getrlimit(RLIMIT_FSIZE, &before_);
        rlimit limit = before_;
        limit.rlim_cur = bytes;
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() {
        setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, on_signal_);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

  private:
    void (*on_signal_)(int);
    rlimit before_{};
};

}  // namespace pavane::tests
