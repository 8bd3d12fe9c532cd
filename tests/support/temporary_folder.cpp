#include "tests/support/temporary_folder.hpp"

#include <stdlib.h>

#include <stdexcept>

namespace pavane::tests {

TemporaryFolder::TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "pavane_XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("No temporary folder can be made.");
    path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;  // what cannot be removed is left to the system's own cleaning of temporary files
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace pavane::tests
