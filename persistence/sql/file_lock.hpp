// A lock file beside a database file: held by the kernel, so that a killed process leaves none behind, and marked while
// in use, so that the next one knows whether the last ended in order.
#pragma once

#include <string>

namespace pavane::persistence {

class FileLock {
  public:
    // Throws std::runtime_error with a plain sentence when another process holds it or the file cannot be made.
    explicit FileLock(const std::string& database_path);
    ~FileLock();
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

    bool was_left_open() const { return was_left_open_; }

  private:
    int file_ = -1;
    bool was_left_open_ = false;
};

}  // namespace pavane::persistence
