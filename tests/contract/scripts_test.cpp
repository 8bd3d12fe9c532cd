// Commands that wait for a script, on every store: what the engine does meanwhile, and when the script's outcome
// counts.
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <condition_variable>
#include <deque>

#include "tests/contract/node.hpp"
#include "tests/contract/stores.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;

namespace {

using expression::ScriptFailure;
using expression::ScriptOutput;
using expression::Value;

constexpr std::chrono::seconds patience{30};

// Scripts that run when the test says so.
class HeldScripts final : public Scripts {
  public:
    void run(core::ScriptCall call, Done done) override {
        {
            const std::lock_guard lock(mutex_);
            if (!stopped_) {
                held_.push_back({std::move(call), std::move(done)});
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
    void end(core::ScriptOutcome outcome) {
        std::unique_lock lock(mutex_);
        const Held oldest = std::move(held_.front());
        held_.pop_front();
        lock.unlock();
        oldest.done(std::move(outcome));
    }
    void give(const Value& value) { end(ScriptOutput{value, {}, {}}); }

    static core::ScriptOutcome turned_away() {
        ScriptFailure failure;
        failure.kind = ScriptFailure::Kind::turned_away;
        failure.message = "Not now.";
        return tl::make_unexpected(failure);
    }

  private:
    struct Held {
        core::ScriptCall call;
        Done done;
    };
    std::mutex mutex_;
    std::condition_variable asked_for_;
    std::deque<Held> held_;
    std::size_t asked_ = 0;
    bool stopped_ = false;
};

std::string scripted_model() {
    return model("scripted",
                 "<startEvent id='s'/><userTask id='before'/><scriptTask id='compute' scriptFormat='javascript' "
                 "camunda:resultVariable='result'><script>n * 2</script></scriptTask><userTask id='after'/>"
                 "<sequenceFlow id='f1' sourceRef='s' targetRef='before'/><sequenceFlow id='f2' sourceRef='before' "
                 "targetRef='compute'/><sequenceFlow id='f3' sourceRef='compute' targetRef='after'/>");
}

StoredRoot stored(Store& store, const core::ActivityId& root) {
    const std::optional<StoredRoot> found = store.load(root);
    BOOST_REQUIRE(found.has_value());
    return *found;
}

// Ends the task before the script.
std::future<Answer> complete(Node& node, Store& store, const core::ActivityId& root) {
    const StoredRoot found = stored(store, root);
    BOOST_REQUIRE(found.user_tasks.size() == 1U);
    return node.submit({core::CompleteUserTask{found.user_tasks.front().key, {}, {}}, root});
}

Value variable(Store& store, const core::ActivityId& root, const std::string& name) {
    for (const VariableRow& row : stored(store, root).variables)
        if (row.key.name == name) return row.record.value.value;
    return {};
}

bool is_ready(const std::future<Answer>& answer) {
    return answer.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

Answer take(std::future<Answer>& answer) {
    BOOST_REQUIRE(answer.wait_for(patience) == std::future_status::ready);
    return answer.get();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(scripts)

BOOST_AUTO_TEST_CASE(an_instance_waits_for_its_script_and_no_other_does) {
    with_each_store([](OpenStore& store) {
        HeldScripts scripts;
        Node node(*store.store, "one/1", scripts);
        node.deploy("scripted.bpmn", scripted_model());
        const core::ActivityId root = node.start("scripted");
        auto completed = complete(node, *store.store, root);
        const core::ScriptCall call = scripts.await(1);
        BOOST_TEST(call.script.text == "n * 2");
        auto changed = node.set_variable(root, "n", Value(std::int64_t{7}));
        const core::ActivityId other = node.start("scripted");
        auto of_other = node.set_variable(other, "n", Value(std::int64_t{8}));
        BOOST_TEST(std::holds_alternative<Done>(take(of_other)));
        BOOST_TEST(node.engine().figures().waiting_scripts == 1U);
        BOOST_TEST(!is_ready(completed));
        BOOST_TEST(!is_ready(changed));
        BOOST_TEST((variable(*store.store, root, "n") == Value()));
        scripts.give(Value(std::int64_t{4}));
        BOOST_TEST(std::holds_alternative<Done>(take(completed)));
        BOOST_TEST(std::holds_alternative<Done>(take(changed)));
        BOOST_TEST((variable(*store.store, root, "result") == Value(std::int64_t{4})));
        BOOST_TEST((variable(*store.store, root, "n") == Value(std::int64_t{7})));
        BOOST_TEST(node.engine().figures().waiting_scripts == 0U);
    });
}

// Four times, more than the two attempts after which a command without scripts would lock its root: the other node
// would then wait for the script.
BOOST_AUTO_TEST_CASE(a_script_runs_again_when_another_node_has_changed_the_instance) {
    with_each_store([](OpenStore& store) {
        HeldScripts scripts;
        Node one(*store.store, "one/1", scripts), other(*store.store, "other/1");
        one.deploy("scripted.bpmn", scripted_model());
        const core::ActivityId root = one.start("scripted");
        auto completed = complete(one, *store.store, root);
        for (std::int64_t n = 1; n <= 4; ++n) {
            scripts.await(static_cast<std::size_t>(n));
            auto changed = other.set_variable(root, "n", Value(n));
            BOOST_TEST(std::holds_alternative<Done>(take(changed)));
            scripts.give(Value("of a state that is gone"));
        }
        const core::ScriptCall last = scripts.await(5);
        BOOST_REQUIRE(last.input.variables.size() == 1U);
        BOOST_TEST((last.input.variables.front().value == Value(std::int64_t{4})));
        scripts.give(Value(std::int64_t{8}));
        BOOST_TEST(std::holds_alternative<Done>(take(completed)));
        BOOST_TEST((variable(*store.store, root, "result") == Value(std::int64_t{8})));
    });
}

BOOST_AUTO_TEST_CASE(a_script_that_is_turned_away_changes_nothing) {
    with_each_store([](OpenStore& store) {
        HeldScripts scripts;
        Node node(*store.store, "one/1", scripts);
        node.deploy("scripted.bpmn", scripted_model());
        const core::ActivityId root = node.start("scripted");
        auto completed = complete(node, *store.store, root);
        scripts.await(1);
        scripts.end(HeldScripts::turned_away());
        BOOST_TEST(std::holds_alternative<Unavailable>(take(completed)));
        auto again = complete(node, *store.store, root);
        scripts.await(2);
        scripts.give(Value(std::int64_t{1}));
        BOOST_TEST(std::holds_alternative<Done>(take(again)));
    });
}

BOOST_AUTO_TEST_CASE(too_many_clients_that_wait_for_scripts_are_told_so) {
    with_each_store([](OpenStore& store) {
        HeldScripts scripts;
        Node node(*store.store, "one/1", scripts, 1);
        node.deploy("scripted.bpmn", scripted_model());
        const core::ActivityId first = node.start("scripted"), second = node.start("scripted");
        auto waits = complete(node, *store.store, first);
        scripts.await(1);
        auto refused = complete(node, *store.store, second);
        BOOST_TEST(std::holds_alternative<Unavailable>(take(refused)));
        scripts.give(Value(std::int64_t{1}));
        BOOST_TEST(std::holds_alternative<Done>(take(waits)));
        auto again = complete(node, *store.store, second);
        scripts.await(2);
        scripts.give(Value(std::int64_t{2}));
        BOOST_TEST(std::holds_alternative<Done>(take(again)));
    });
}

BOOST_AUTO_TEST_CASE(an_engine_that_ends_tells_who_waits_for_a_script) {
    with_each_store([](OpenStore& store) {
        HeldScripts scripts;
        std::future<Answer> completed;
        core::ActivityId root;
        {
            Node node(*store.store, "one/1", scripts);
            node.deploy("scripted.bpmn", scripted_model());
            root = node.start("scripted");
            completed = complete(node, *store.store, root);
            scripts.await(1);
        }
        BOOST_TEST(std::holds_alternative<Unavailable>(take(completed)));
        BOOST_TEST(stored(*store.store, root).user_tasks.size() == 1U);
    });
}

BOOST_AUTO_TEST_CASE(without_scripts_a_script_fails_and_says_how_to_allow_it) {
    with_each_store([](OpenStore& store) {
        Node node(*store.store, "one/1");
        node.deploy("scripted.bpmn", scripted_model());
        const core::ActivityId root = node.start("scripted");
        auto completed = complete(node, *store.store, root);
        const Answer answer = take(completed);
        BOOST_REQUIRE(std::holds_alternative<core::Failure>(answer));
        BOOST_TEST(std::get<core::Failure>(answer).element == "compute");
        BOOST_TEST(std::get<core::Failure>(answer).message.find("--scripts") != std::string::npos);
    });
}

BOOST_AUTO_TEST_SUITE_END()
