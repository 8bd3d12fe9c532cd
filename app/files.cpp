#include "app/files.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace pavane::app {

Result<std::string, std::string> read_file(const std::string& path) {
    std::error_code error;
    if (std::filesystem::is_directory(path, error))
        return tl::make_unexpected("'" + path + "' is a folder, and no file.");
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    std::ostringstream content;
    if (file) content << file.rdbuf();
    if (file && !content.bad()) return content.str();
    if (errno == ENOENT || errno == ENOTDIR) return tl::make_unexpected("There is no file '" + path + "'.");
    return tl::make_unexpected("'" + path + "' may not be read: " + std::strerror(errno) + ".");
}

}  // namespace pavane::app
