// Scripts that run when the test says so, and models that meet them.
#pragma once

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <condition_variable>
#include <deque>

#include "tests/contract/node.hpp"
#include "tests/contract/stores.hpp"

namespace pavane::tests {

inline constexpr std::chrono::seconds patience{30};

// Scripts that run when the test says so.
class HeldScripts final : public engine::Scripts {
  public:
    void run(core::ScriptCall call, engine::AskedBy asked_by, Done done) override {
        {
            const std::lock_guard lock(mutex_);
            if (!stopped_) {
                held_.push_back({std::move(call), asked_by, std::move(done)});
                ++asked_;
                asked_for_.notify_all();
                return;
            }
        }
        done(turned_away());
    }
    void stop() override {
        std::deque<Held> held;
        {
            const std::lock_guard lock(mutex_);
            stopped_ = true;
            held.swap(held_);
        }
        for (const Held& each : held) each.done(turned_away());
    }

    // Waits until so many have been asked for since the beginning, and gives what the oldest held one is given.
    core::ScriptCall await(std::size_t asked) {
        std::unique_lock lock(mutex_);
        BOOST_REQUIRE(asked_for_.wait_for(lock, patience, [&] { return asked_ >= asked; }));
        return held_.front().call;
    }
    // For whom the oldest held one is.
    engine::AskedBy asked_by() {
        const std::lock_guard lock(mutex_);
        return held_.front().asked_by;
    }
    void end(core::ScriptOutcome outcome) {
        std::unique_lock lock(mutex_);
        const Held oldest = std::move(held_.front());
        held_.pop_front();
        lock.unlock();
        oldest.done(std::move(outcome));
    }
    void give(const expression::Value& value) { end(expression::ScriptOutput{value, {}, {}}); }

    static core::ScriptOutcome turned_away() {
        expression::ScriptFailure failure;
        failure.kind = expression::ScriptFailure::Kind::turned_away;
        failure.message = "Not now.";
        return tl::make_unexpected(failure);
    }

  private:
    struct Held {
        core::ScriptCall call;
        engine::AskedBy asked_by;
        Done done;
    };
    std::mutex mutex_;
    std::condition_variable asked_for_;
    std::deque<Held> held_;
    std::size_t asked_ = 0;
    bool stopped_ = false;
};

inline engine::StoredRoot stored(engine::Store& store, const core::ActivityId& root) {
    const std::optional<engine::StoredRoot> found = store.load(root);
    BOOST_REQUIRE(found.has_value());
    return *found;
}

// Ends the one user task of the root.
inline std::future<engine::Answer> complete(Node& node, engine::Store& store, const core::ActivityId& root) {
    const engine::StoredRoot found = stored(store, root);
    BOOST_REQUIRE(found.user_tasks.size() == 1U);
    return node.submit({core::CompleteUserTask{found.user_tasks.front().key, {}, {}}, root});
}

inline expression::Value variable(engine::Store& store, const core::ActivityId& root, const std::string& name) {
    for (const engine::VariableRow& row : stored(store, root).variables)
        if (row.key.name == name) return row.record.value.value;
    return {};
}

inline engine::Answer take(std::future<engine::Answer>& answer) {
    BOOST_REQUIRE(answer.wait_for(patience) == std::future_status::ready);
    return answer.get();
}

}  // namespace pavane::tests
