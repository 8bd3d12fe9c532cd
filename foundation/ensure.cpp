#include "foundation/ensure.hpp"

namespace pavane {

void broken_invariant(const char* condition, const char* file, int line) {
    throw BrokenInvariant(std::string("broken invariant: ") + condition + " at " + file + ":" + std::to_string(line));
}

}  // namespace pavane
