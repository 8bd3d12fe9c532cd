// ENSURE(condition): an invariant of ours, checked in release too. A broken one is our bug, never the user's:
// it throws BrokenInvariant, which the engine turns into "nothing committed, the instance quarantined".
#pragma once

#include <stdexcept>
#include <string>

namespace pavane {

class BrokenInvariant : public std::logic_error {
  public:
    using std::logic_error::logic_error;
};

[[noreturn]] void broken_invariant(const char* condition, const char* file, int line);

}  // namespace pavane

#define ENSURE(condition)                                                             \
    do {                                                                              \
        if (!(condition)) ::pavane::broken_invariant(#condition, __FILE__, __LINE__); \
    } while (false)
