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

std::vector<std::size_t> Model::closure(std::size_t node) const {
    std::vector<std::size_t> found{node};
    std::vector<bool> seen(nodes.size());
    seen[node] = true;
    const auto add = [&](std::size_t required) {
        if (!seen[required]) found.push_back(required);
        seen[required] = true;
    };
    for (std::size_t at = 0; at < found.size(); ++at) {
        const Node& each = nodes[found[at]];
        for (const Requirement& requirement : each.requirements) add(requirement.node);
        for (const auto* part : {&each.service.outputs, &each.service.encapsulated, &each.service.parameters})
            for (const std::size_t required : *part) add(required);
    }
    return found;
}

}  // namespace pavane::dmn
