#include "persistence/sql/private_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace pavane::persistence {

void make_private_file(const std::string& path) {
    constexpr mode_t owner_alone = S_IRUSR | S_IWUSR;
    struct stat about{};
    if (::stat(path.c_str(), &about) == 0) return;
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, owner_alone);
    if (file < 0)
        throw std::runtime_error("The file " + path + " cannot be made: " + std::strerror(errno) +
                                 ". Choose a folder that exists and may be written.");
    // A umask may take rights from the owner too.
    const bool is_private = ::fchmod(file, owner_alone) == 0;
    ::close(file);
    if (!is_private)
        throw std::runtime_error("The rights of the file " + path +
                                 " cannot be set. Put the database on a local disk.");
}

}  // namespace pavane::persistence
