#include "runtime/engine/batch_operations.hpp"

#include "foundation/ensure.hpp"
#include "runtime/engine/engine.hpp"

namespace pavane::engine {

BatchOperation BatchOperations::begin(BatchWork work, const std::vector<DecisionInstanceId>& records) {
    ENSURE(!records.empty());
    BatchOperation operation;
    operation.id = BatchOperationId{engine_.ids().next()};
    operation.work = std::move(work);
    operation.total = static_cast<std::int64_t>(records.size());
    operation.started_at = engine_.now();
    engine_.store().create_operation(operation, records);
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
    bool is_away = false;
    try {
        has_more = !is_stopping() && engine_.store().run_piece(records_of_a_piece);
    } catch (const StoreUnavailable& error) {
        engine_.warn(std::string("batch operations wait for the database: ") + error.what());
        is_away = true;
    } catch (const std::exception& error) {
        engine_.warn(error.what());
        has_more = true;  // of others: this one waits
    }
    {
        const std::lock_guard lock(mutex_);
        is_at_work_ = false;
        has_more = (has_more || look_again_) && !is_away;
    }
    if (has_more) look();
}

bool BatchOperations::is_stopping() {
    const std::lock_guard lock(mutex_);
    return is_stopping_;
}

void BatchOperations::stop() {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
}

}  // namespace pavane::engine
