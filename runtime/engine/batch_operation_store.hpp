// The port for batch operations: one thing done to many records, piece by piece, in the background. What Camunda 7
// calls a batch; here a batch is what the committer writes (batch.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "runtime/engine/stored_decisions.hpp"

namespace pavane::engine {

using BatchOperationId = Id<struct BatchOperationTag>;

// What is done to evaluated decisions. The types are Camunda 7's names of it.
struct DeleteEvaluations {
    static constexpr std::string_view type = "historic-decision-instance-deletion";
    std::string reason;
};
struct SetRemovalTime {
    static constexpr std::string_view type = "decision-set-removal-time";
    // calculated: the time of the evaluation and the decision's history time to live; none where that is not set.
    enum class Mode : std::uint8_t { absolute, calculated, cleared };
    Mode mode = Mode::cleared;
    std::optional<Instant> at = {};  // of the absolute one
    bool hierarchical = false;  // of all decisions that were evaluated together, and calculated from the one asked for
};
// A calculated one is never later: a time to live of more days than there are until then means "always".
inline constexpr Instant latest_removal_time{Milliseconds{253'402'300'799'999}};  // 9999-12-31T23:59:59.999Z
inline constexpr std::int32_t days_of_always = 2'900'000;

using BatchWork = std::variant<DeleteEvaluations, SetRemovalTime>;

inline std::string_view type_of(const BatchWork& work) {
    return std::visit([](const auto& each) { return each.type; }, work);
}

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

// Whether an operation that ends early is kept in the history.
enum class HistoryOf : std::uint8_t { kept, deleted };

class BatchOperationStore {
  public:
    virtual ~BatchOperationStore() = default;

    // Durable when it returns, and nothing of it to be seen before. The records are all different, and at least one;
    // some may be gone by now.
    virtual void create_operation(const BatchOperation& operation, const std::vector<DecisionInstanceId>& records) = 0;

    // Does the next piece, up to `most` records, of the operation that has waited longest, in one transaction: a node
    // that dies has done it or not, and others pass over this operation meanwhile. False: nothing is to be done now.
    // When a piece throws, its operation waits, longer each time; throws UnreadableRow of one that cannot be read,
    // which is suspended. Operations of a type that this version does not know are for others to do.
    virtual bool run_piece(std::int32_t most) = 0;

    // False, each: no such operation is under way.
    virtual bool suspend_operation(const BatchOperationId& id, bool suspended) = 0;
    virtual bool end_operation(const BatchOperationId& id, HistoryOf history) = 0;  // what is done stays done
    // False: no such operation is in the history. One that is under way goes on.
    virtual bool forget_operation(const BatchOperationId& id) = 0;
};

}  // namespace pavane::engine
