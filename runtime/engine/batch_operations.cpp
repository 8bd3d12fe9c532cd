#include "runtime/engine/batch_operations.hpp"

#include "runtime/engine/engine.hpp"

namespace pavane::engine {

std::string_view type_of(const BatchWork& work) {
    return std::holds_alternative<DeleteEvaluations>(work) ? "historic-decision-instance-deletion"
                                                           : "decision-set-removal-time";
}

BatchOperation BatchOperations::begin(BatchWork work, const std::vector<DecisionInstanceId>& records) {
    ENSURE(!records.empty());
    BatchOperation operation;
    operation.id = BatchOperationId{engine_.ids().next()};
    operation.work = std::move(work);
    operation.total = static_cast<std::int64_t>(records.size());
    operation.started_at = engine_.now();
    engine_.store().create(operation, records);
    look();
    return operation;
}

void BatchOperations::look() {
    {
        const std::lock_guard lock(mutex_);
        if (is_stopping_) return;
        look_again_ = is_at_work_;
        if (is_at_work_) return;
        is_at_work_ = true;
    }
    try {
        engine_.executor().run([this] { work(); });
    } catch (...) {
        const std::lock_guard lock(mutex_);
        is_at_work_ = false;
        throw;
    }
}

void BatchOperations::work() {
    bool has_more = false;
    try {
        has_more = engine_.store().run_piece(records_of_a_piece);
    } catch (const UnreadableRow& problem) {
        engine_.warn(problem.what());
        has_more = true;
    } catch (const std::exception& error) {
        engine_.warn(std::string("batch operations go on in a second: ") + error.what());
    }
    {
        const std::lock_guard lock(mutex_);
        is_at_work_ = false;
        has_more = has_more || look_again_;
    }
    if (has_more) look();
}

void BatchOperations::stop() {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
}

}  // namespace pavane::engine
