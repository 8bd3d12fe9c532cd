// For a call that leases jobs in several statements.
#pragma once

#include <type_traits>
#include <vector>

#include "persistence/job_shares.hpp"
#include "runtime/engine/instance_store.hpp"

namespace pavane::persistence {

// What is leased by now is worked on by nobody else: it is handed out even if the database is away by now, and nothing
// more is looked for.
class UnlessAway {
  public:
    template <class Ask>
    auto operator()(const Ask& ask) -> decltype(ask()) {
        try {
            auto answer = ask();
            if constexpr (std::is_same_v<decltype(answer), std::vector<RankedJob>>)
                has_leased_ = has_leased_ || !answer.empty();
            return answer;
        } catch (const engine::StoreUnavailable&) {
            if (!has_leased_) throw;
            return {};
        }
    }

  private:
    bool has_leased_ = false;
};

}  // namespace pavane::persistence
