#include "dmn/model/decision_model.hpp"

#include <tuple>

namespace pavane::dmn {

std::optional<std::size_t> Model::find(NodeKind kind, std::string_view id_or_name) const {
    const auto rank = [&](std::size_t index) {
        const Node& node = nodes[index];
        return std::tuple(node.namespace_uri != namespace_uri, node.id != id_or_name, index);
    };
    std::optional<std::size_t> best;
    const auto [first, last] = by_word.equal_range(id_or_name);
    for (auto at = first; at != last; ++at)
        if (nodes[at->second].kind == kind && (!best || rank(at->second) < rank(*best))) best = at->second;
    return best;
}

}  // namespace pavane::dmn
