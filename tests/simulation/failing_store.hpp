// A store in memory whose next commit fails as it is told to, in every way a database can fail one.
#pragma once

#include <functional>
#include <mutex>
#include <string_view>

#include "persistence/memory/memory_store.hpp"

namespace pavane::tests {

enum class Fault {
    none,
    refused,            // nothing is written, and the engine is told so
    unknown_written,    // it is written; the connection breaks before the answer
    unknown_unwritten,  // it is not written; the connection breaks before the answer
    crash_before,       // the node dies before the write
    crash_after         // the node dies after the write, before anybody hears of it
};

// Whether a warning tells of such a fault.
bool is_injected(std::string_view warning);

class FailingStore final : public persistence::MemoryStore {
  public:
    explicit FailingStore(std::function<Instant()> clock) : MemoryStore(std::move(clock)) {}

    // Of the next commit; once.
    void fail_next(Fault fault);
    // The node is dead: nothing it asks is answered any more. `died` is told when it happens.
    void on_death(std::function<void()> died);
    // A new node asks.
    void revive();

    engine::CommitResult commit(const engine::Batch& batch) override;
    std::optional<engine::CommitResult> resolve(const Uuid& operation) override;
    std::optional<engine::StoredRoot> load(const core::ActivityId& root) override;

  private:
    void require_alive() const;
    void die();

    mutable std::mutex mutex_;
    Fault next_ = Fault::none;
    bool dead_ = false;
    std::function<void()> died_ = [] {};
};

}  // namespace pavane::tests
