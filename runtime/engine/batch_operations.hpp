// Works off batch operations, a piece at a time on the executor; each node has at most one piece at work.
#pragma once

#include <cstdint>
#include <mutex>
#include <vector>

#include "runtime/engine/batch_operation_store.hpp"

namespace pavane::engine {

class Engine;

// So many records are one piece, and one transaction.
inline constexpr std::int32_t records_of_a_piece = 100;

class BatchOperations {
  public:
    explicit BatchOperations(Engine& engine) : engine_(engine) {}

    // Begins one on these records, which are all different, and at least one. It is durable when this returns. Throws
    // StoreUnavailable.
    BatchOperation begin(BatchWork work, const std::vector<DecisionInstanceId>& records);

    // Sees whether there is something to do: other nodes begin operations too, and may die.
    void look();

    // No piece is begun any more.
    void stop();

  private:
    void work();
    bool is_stopping();

    Engine& engine_;
    std::mutex mutex_;
    bool is_at_work_ = false;
    bool look_again_ = false;  // somebody has asked meanwhile
    bool is_stopping_ = false;
};

}  // namespace pavane::engine
