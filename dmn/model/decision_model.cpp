#include "dmn/model/decision_model.hpp"

#include <algorithm>

namespace pavane::dmn {

std::optional<std::size_t> Model::find(NodeKind kind, std::string_view id_or_name) const {
    std::optional<std::size_t> best;
    const auto [first, last] = by_word.equal_range(id_or_name);
    for (auto at = first; at != last; ++at)
        if (nodes[at->second].kind == kind) best = std::min(best.value_or(at->second), at->second);
    return best;
}

}  // namespace pavane::dmn
