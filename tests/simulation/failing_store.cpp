#include "tests/simulation/failing_store.hpp"

namespace pavane::tests {

namespace {

constexpr std::string_view injected = "(injected)";

template <class Error>
[[noreturn]] void fail(const char* what) {
    throw Error(std::string(what) + " " + std::string(injected));
}

}  // namespace

bool is_injected(std::string_view warning) { return warning.find(injected) != std::string_view::npos; }

void FailingStore::fail_next(Fault fault) {
    const std::lock_guard lock(mutex_);
    next_ = fault;
}

void FailingStore::on_death(std::function<void()> died) {
    const std::lock_guard lock(mutex_);
    died_ = std::move(died);
}

void FailingStore::revive() {
    const std::lock_guard lock(mutex_);
    dead_ = false;
    next_ = Fault::none;
}

void FailingStore::require_alive() const {
    const std::lock_guard lock(mutex_);
    if (dead_) fail<engine::StoreUnavailable>("the node is dead");
}

void FailingStore::die() {
    std::function<void()> died;
    {
        const std::lock_guard lock(mutex_);
        dead_ = true;
        died = died_;
    }
    died();
    fail<engine::CommitUnknown>("the node died");
}

engine::CommitResult FailingStore::commit(const engine::Batch& batch) {
    require_alive();
    Fault fault = Fault::none;
    {
        const std::lock_guard lock(mutex_);
        std::swap(fault, next_);
    }
    if (fault == Fault::refused) fail<engine::StoreUnavailable>("the database is away");
    if (fault == Fault::unknown_unwritten) fail<engine::CommitUnknown>("the connection broke");
    if (fault == Fault::crash_before) die();
    engine::CommitResult result = MemoryStore::commit(batch);
    if (fault == Fault::unknown_written) fail<engine::CommitUnknown>("the connection broke");
    if (fault == Fault::crash_after) die();
    return result;
}

std::optional<engine::CommitResult> FailingStore::resolve(const Uuid& operation) {
    require_alive();
    return MemoryStore::resolve(operation);
}

std::optional<engine::StoredRoot> FailingStore::load(const core::ActivityId& root) {
    require_alive();
    return MemoryStore::load(root);
}

}  // namespace pavane::tests
