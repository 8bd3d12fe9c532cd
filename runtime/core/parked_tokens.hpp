// Which tokens wait where: derived from the tokens, never stored. What a join asks costs the same however many tokens
// wait in its scope.
#pragma once

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "runtime/core/records.hpp"

namespace pavane::core {

class ParkedTokens {
  public:
    using ByFlow = std::map<FlowIndex, std::set<TokenId>>;

    void add(const TokenId& id, const Token& token);
    void remove(const TokenId& id, const Token& token);

    // The tokens that wait at `node` in `scope`, by the flow each has taken; flows without one are not listed.
    const ByFlow& at(const ActivityId& scope, NodeIndex node) const;
    // The nodes of `scope` that tokens wait at, in the order of the file.
    std::vector<NodeIndex> waiting_nodes(const ActivityId& scope) const;

    friend bool operator==(const ParkedTokens&, const ParkedTokens&) = default;

  private:
    std::map<std::pair<ActivityId, NodeIndex>, ByFlow> waiting_;
};

}  // namespace pavane::core
