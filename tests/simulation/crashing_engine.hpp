// An engine on a store that fails: commands are handed in one or several at a time, and the node can die and start
// again.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "conformance/runner/world.hpp"
#include "runtime/engine/engine.hpp"
#include "tests/simulation/failing_store.hpp"

namespace pavane::tests {

class CrashingEngine {
  public:
    CrashingEngine(const engine::Compiler& compiler, const expression::Evaluator& evaluator);

    void deploy(const std::string& name, const std::string& bpmn);
    core::StartProcess start_command(const std::string& key, const core::Assignments& variables);

    // Hands the commands in at once, all for the instance started last; the first commit fails so. Each command's
    // answer, or nothing where the node has died under it: it has then started again.
    std::vector<std::optional<engine::Answer>> perform(const std::vector<core::Command>& commands, Fault fault);

    // The node ends and starts again: nothing may live in its memory only.
    void restart();
    // Time passes, until no lease is left from before.
    void let_leases_end() { now_ms_ += 61'000; }

    conformance::World look();
    // What is wrong with the rows of the instance started last, and what the engine has warned of beside the faults.
    std::vector<std::string> complaints();

  private:
    class Journal : public engine::Journal {
      public:
        void warn(const std::string& message) override;
        std::vector<std::string> take();

      private:
        std::mutex mutex_;
        std::vector<std::string> warnings_;
    };
    class Clock : public engine::Clock {
      public:
        explicit Clock(const std::atomic<std::int64_t>& now_ms) : now_ms_(now_ms) {}
        Milliseconds monotonic() const override { return Milliseconds(now_ms_); }

      private:
        const std::atomic<std::int64_t>& now_ms_;
    };

    void submit(const core::Command& command, engine::OnDone done);

    const engine::Compiler& compiler_;
    const expression::Evaluator& evaluator_;
    std::atomic<std::int64_t> now_ms_{1'893'456'000'000};  // 2030-01-01T00:00:00Z
    Clock clock_{now_ms_};
    FailingStore store_{[this] { return Instant(Milliseconds(now_ms_)); }};
    Journal journal_;
    int incarnation_ = 0;
    core::ActivityId root_;
    std::unique_ptr<engine::Engine> engine_;
};

}  // namespace pavane::tests
