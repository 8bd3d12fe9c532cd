#include "expression/work_done.hpp"

namespace pavane::expression {

std::uint64_t& units_evaluated() {
    static thread_local std::uint64_t units = 0;
    return units;
}

}  // namespace pavane::expression
