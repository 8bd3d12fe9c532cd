// Files that hold what processes work on, and are nobody's business but their owner's.
#pragma once

#include <string>

namespace pavane::persistence {

// Makes an empty file that its owner alone may read and write, whatever the umask says. One that is there stays as it
// is. Throws std::runtime_error with a plain sentence if it cannot be made.
void make_private_file(const std::string& path);

}  // namespace pavane::persistence
