#include "persistence/sql/file_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>

#include "persistence/sql/private_file.hpp"

namespace pavane::persistence {

FileLock::FileLock(const std::string& database_path) {
    const std::string path = database_path + ".lock";
    make_private_file(path);
    file_ = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    if (file_ < 0)
        throw std::runtime_error("The file " + path + " cannot be opened: " + std::strerror(errno) +
                                 ". Choose a folder that exists and may be written.");
    if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
        ::close(file_);
        throw std::runtime_error("The database " + database_path +
                                 " is in use by another Pavane process. Stop it, or choose another file.");
    }
    struct stat about{};
    was_left_open_ = ::fstat(file_, &about) == 0 && about.st_size > 0;
    if (!was_left_open_ && ::write(file_, "open\n", 5) != 5) {
        ::close(file_);
        throw std::runtime_error("The file " + path + " cannot be written.");
    }
}

FileLock::~FileLock() {
    // Failing here only costs the next start a check of the database.
    if (::ftruncate(file_, 0) != 0) errno = 0;
    ::close(file_);
}

}  // namespace pavane::persistence
