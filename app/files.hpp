// Files named on the command line.
#pragma once

#include <string>

#include "foundation/result.hpp"

namespace pavane::app {

// The content; the error is a plain sentence.
Result<std::string, std::string> read_file(const std::string& path);

}  // namespace pavane::app
