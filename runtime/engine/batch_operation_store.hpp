// The port for batch operations: one thing done to many records, piece by piece, in the background. What Camunda 7
// calls a batch; here a batch is what the committer writes (batch.hpp).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "runtime/engine/stored_decisions.hpp"

namespace pavane::engine {

using BatchOperationId = Id<struct BatchOperationTag>;

// What is done to evaluated decisions. Camunda 7's names of these are what a batch operation's type is called.
struct DeleteEvaluations {
    std::string reason;
};
struct SetRemovalTime {
    // calculated: the time of the evaluation and the decision's history time to live; none where that is not set.
    enum class Mode : std::uint8_t { absolute, calculated, cleared };
    Mode mode = Mode::cleared;
    std::optional<Instant> at = {};  // of the absolute one
    bool hierarchical = false;  // of all decisions that were evaluated together, and calculated from the one asked for
};
using BatchWork = std::variant<DeleteEvaluations, SetRemovalTime>;

std::string_view type_of(const BatchWork& work);

struct BatchOperation {
    BatchOperationId id;
    std::string tenant;
    BatchWork work;
    std::int64_t total = 0;  // of records
    std::int64_t done = 0;
    bool suspended = false;
    bool in_history = true;
    Instant started_at;
    std::optional<Instant> first_piece_at = {};
    std::optional<Instant> ended_at = {};
};

// Whether an operation that ends early, or ended before, is kept in the history.
enum class HistoryOf : std::uint8_t { kept, deleted };

class BatchOperationStore {
  public:
    virtual ~BatchOperationStore() = default;

    // Durable when it returns. The records are all different, and at least one; some may be gone by now.
    virtual void create(const BatchOperation& operation, const std::vector<DecisionInstanceId>& records) = 0;

    // Does the next piece, up to `most` records, of the operation that has waited longest, in one transaction: a node
    // that dies has done it or not, and others do other pieces meanwhile. False: nothing is to be done. An operation
    // whose piece throws goes behind the others; throws UnreadableRow of one that cannot be read, which is suspended.
    virtual bool run_piece(std::int32_t most) = 0;

    // False, each: no such operation is under way.
    virtual bool set_suspended(const BatchOperationId& id, bool suspended) = 0;
    virtual bool end_early(const BatchOperationId& id, HistoryOf history) = 0;  // what is done stays done
    // False: no such operation is in the history. One that is under way goes on.
    virtual bool forget_operation(const BatchOperationId& id) = 0;
};

}  // namespace pavane::engine
