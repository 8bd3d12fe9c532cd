#include "runtime/core/parked_tokens.hpp"

#include "foundation/ensure.hpp"

namespace pavane::core {

void ParkedTokens::add(const TokenId& id, const Token& token) {
    waiting_[{token.scope, token.node}][token.flow].insert(id);
}

void ParkedTokens::remove(const TokenId& id, const Token& token) {
    const auto place = waiting_.find({token.scope, token.node});
    ENSURE(place != waiting_.end());
    const auto flow = place->second.find(token.flow);
    ENSURE(flow != place->second.end());
    flow->second.erase(id);
    if (flow->second.empty()) place->second.erase(flow);
    if (place->second.empty()) waiting_.erase(place);
}

const ParkedTokens::ByFlow& ParkedTokens::at(const ActivityId& scope, NodeIndex node) const {
    static const ByFlow nothing;
    const auto place = waiting_.find({scope, node});
    return place == waiting_.end() ? nothing : place->second;
}

std::vector<NodeIndex> ParkedTokens::waiting_nodes(const ActivityId& scope) const {
    std::vector<NodeIndex> nodes;
    for (auto place = waiting_.lower_bound({scope, 0}); place != waiting_.end() && place->first.first == scope; ++place)
        nodes.push_back(place->first.second);
    return nodes;
}

}  // namespace pavane::core
