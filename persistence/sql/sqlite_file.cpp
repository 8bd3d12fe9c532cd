#include "persistence/sql/sqlite_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>

namespace pavane::persistence {

std::string problem_of_sqlite_file(const std::string& path) {
    struct stat about{};
    if (::stat(path.c_str(), &about) != 0) return "";
    if (S_ISDIR(about.st_mode)) return path + " is a folder. Name a file in it.";
    const int file = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    if (file < 0)
        return "The database file " + path + " may not be read and written: " + std::strerror(errno) +
               ". Give the user that runs Pavane the right to, or choose another file.";
    // The first bytes of every database that is not empty (SQLite's file format, 1.3.1).
    constexpr std::string_view magic{"SQLite format 3\0", 16};
    std::array<char, magic.size()> head{};
    const ssize_t size = ::read(file, head.data(), head.size());
    ::close(file);
    if (size == 0 || std::string_view(head.data(), head.size()) == magic) return "";
    return "The file " + path + " is no SQLite database. Choose another file.";
}

}  // namespace pavane::persistence
