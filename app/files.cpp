#include "app/files.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

namespace pavane::app {

Result<std::string, std::string> read_file(const std::string& path) {
    std::error_code ignored;
    std::ifstream file(path, std::ios::binary);
    if (!file || std::filesystem::is_directory(path, ignored))
        return tl::make_unexpected("There is no readable file '" + path + "'.");
    std::ostringstream content;
    content << file.rdbuf();
    return content.str();
}

}  // namespace pavane::app
