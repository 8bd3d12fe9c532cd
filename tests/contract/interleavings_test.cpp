// Two nodes and one process instance, in every order in which their reads and writes can meet (reliability contract
// F15, F19, F22): each command happens once or is told that it came too late, and the instance goes one way.
#include <boost/test/unit_test.hpp>
#include <condition_variable>
#include <set>
#include <thread>

#include "persistence/memory/memory_store.hpp"
#include "tests/contract/node.hpp"
#include "tests/contract/story.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;

namespace {

constexpr Milliseconds minute{60'000};

// Who calls, where the call does not say so itself.
thread_local char acting = 0;

// The first reads and writes of the nodes 'a' and 'b' happen in the order that was set; what follows is free.
class OrderedStore final : public persistence::MemoryStore {
  public:
    OrderedStore() : MemoryStore([this] { return Instant(Milliseconds(now_ms.load())); }) {}

    std::optional<StoredRoot> load(const core::ActivityId& root) override {
        await_turn(acting);
        return MemoryStore::load(root);
    }
    CommitResult commit(const Batch& batch) override {
        await_turn(batch.node.front());
        return MemoryStore::commit(batch);
    }

    void set_order(std::string order) {
        const std::lock_guard lock(mutex_);
        order_ = std::move(order);
    }
    // Nobody waits for this actor any more.
    void leave(char actor) {
        const std::lock_guard lock(mutex_);
        std::erase(order_, actor);
        changed_.notify_all();
    }

    std::atomic<std::int64_t> now_ms{1'893'456'000'000};

  private:
    void await_turn(char actor) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return order_.find(actor) == std::string::npos || order_.front() == actor; });
        if (order_.find(actor) == std::string::npos) return;
        order_.erase(0, 1);
        changed_.notify_all();
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    std::string order_;
};

std::string flows(const std::vector<std::pair<std::string, std::string>>& pairs) {
    std::string text;
    for (const auto& [from, to] : pairs)
        text += "<sequenceFlow id='" + from + "_" + to + "' sourceRef='" + from + "' targetRef='" + to + "'/>";
    return text;
}

std::string with_timer() {
    return model("p",
                 "<startEvent id='s'/><userTask id='ask'/><endEvent id='asked'/><endEvent id='late'/>"
                 "<boundaryEvent id='timer' attachedToRef='ask'><timerEventDefinition><timeDuration "
                 "xsi:type='tFormalExpression'>PT1H</timeDuration></timerEventDefinition></boundaryEvent>" +
                     flows({{"s", "ask"}, {"ask", "asked"}, {"timer", "late"}}));
}

std::string with_message() {
    std::string text = model("p", "<startEvent id='s'/><receiveTask id='wait' messageRef='m'/><endEvent id='told'/>" +
                                      flows({{"s", "wait"}, {"wait", "told"}}));
    return text.insert(text.find("<process"), "<message id='m' name='go'/>");
}

std::string with_join() {
    return model(
        "p",
        "<startEvent id='s'/><parallelGateway id='fork'/><userTask id='one'/><userTask id='two'/>"
        "<parallelGateway id='join'/><endEvent id='both'/>" +
            flows(
                {{"s", "fork"}, {"fork", "one"}, {"fork", "two"}, {"one", "join"}, {"two", "join"}, {"join", "both"}}));
}

std::string with_worker() {
    return model("p",
                 "<startEvent id='s'/><serviceTask id='work' camunda:type='external' camunda:topic='work'/>"
                 "<endEvent id='worked'/>" +
                     flows({{"s", "work"}, {"work", "worked"}}));
}

// What an actor does to the instance: known by what was stored before either of them began.
using Act = std::function<Answer(Node&, const StoredRoot&)>;

Act submitting(std::function<core::Command(const StoredRoot&)> command) {
    return [command = std::move(command)](Node& node, const StoredRoot& before) {
        return node.submit({command(before), before.root}).get();
    };
}

const Act complete_first =
    submitting([](const StoredRoot& before) { return core::CompleteUserTask{before.user_tasks.at(0).key, {}, {}}; });
const Act complete_second =
    submitting([](const StoredRoot& before) { return core::CompleteUserTask{before.user_tasks.at(1).key, {}, {}}; });
const Act remove_instance = submitting([](const StoredRoot& before) {
    core::DeleteProcessInstance command;
    command.process = before.root;
    return command;
});
const Act deliver =
    submitting([](const StoredRoot& before) { return core::DeliverMessage{before.subscriptions.at(0).key, {}, {}}; });
const Act fire_timer = [](Node& node, const StoredRoot& before) { return node.run_job(before.jobs.at(0).key); };

Act working(std::function<core::Command(const StoredRoot&)> command) {
    return [command = std::move(command)](Node& node, const StoredRoot& before) {
        Submission submission{command(before), before.root};
        submission.worker_fence = WorkerFence{before.external_tasks.at(0).key, "w"};
        return node.submit(std::move(submission)).get();
    };
}
const Act complete_work = working(
    [](const StoredRoot& before) { return core::CompleteExternalTask{before.external_tasks.at(0).key, {}, {}}; });
const Act fail_work = working([](const StoredRoot& before) {
    return core::FailExternalTask{before.external_tasks.at(0).key, "no paper", "", 1, {}, {}};
});

struct Outcome {
    int done = 0;      // of the two
    int too_late = 0;  // rejected, or the lock was lost
    std::string ends;  // where the instance has ended, each time it did
    bool is_live = false;
};

Outcome meet(const std::string& order, const std::string& model, const Act& first, const Act& second) {
    OrderedStore store;
    Node a(store, "a/1"), b(store, "b/1");
    a.deploy("p.bpmn", model);
    core::ActivityId root;
    {
        // Neither of the two has it at hand.
        Node starter(store, "s/1");
        root = starter.start("p");
    }
    const StoredRoot before = store.load(root).value();
    for (const ExternalTaskRow& task : before.external_tasks) BOOST_TEST(store.lock(task.key, "w", minute));
    store.set_order(order);
    Outcome outcome;
    const auto act = [&](char actor, Node& node, const Act& what) {
        return std::async(std::launch::async, [&store, &before, &node, &what, actor] {
            acting = actor;
            Answer answer = what(node, before);
            store.leave(actor);
            return answer;
        });
    };
    std::future<Answer> answers[] = {act('a', a, first), act('b', b, second)};
    for (std::future<Answer>& each : answers) {
        const Answer answer = each.get();
        if (std::holds_alternative<Done>(answer))
            ++outcome.done;
        else if (std::holds_alternative<core::Rejection>(answer) || std::holds_alternative<LeaseLost>(answer))
            ++outcome.too_late;
    }
    for (const HistoryProcessItem& item : store.list(HistoryProcessCriteria{}, {}))
        if (item.ended_at) outcome.ends += item.end_element.empty() ? "(deleted)" : item.end_element;
    outcome.is_live = store.load(root).has_value();
    return outcome;
}

// Two calls each: the read, and the write that follows.
const char* const orders[] = {"aabb", "abab", "abba", "baab", "baba", "bbaa"};

void one_of_them(const std::string& model, const Act& first, const Act& second, const std::set<std::string>& ends) {
    for (const std::string order : orders) BOOST_TEST_CONTEXT(order) {
            const Outcome outcome = meet(order, model, first, second);
            BOOST_TEST(outcome.done == 1);
            BOOST_TEST(outcome.too_late == 1);
            BOOST_TEST(ends.contains(outcome.ends), outcome.ends);
            BOOST_TEST(!outcome.is_live);
        }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(interleavings)

BOOST_AUTO_TEST_CASE(a_task_is_completed_once) { one_of_them(with_timer(), complete_first, complete_first, {"asked"}); }

BOOST_AUTO_TEST_CASE(a_task_is_completed_or_its_timer_fires) {
    one_of_them(with_timer(), complete_first, fire_timer, {"asked", "late"});
}

BOOST_AUTO_TEST_CASE(a_timer_fires_once) { one_of_them(with_timer(), fire_timer, fire_timer, {"late"}); }

BOOST_AUTO_TEST_CASE(an_instance_is_deleted_or_goes_on) {
    one_of_them(with_timer(), complete_first, remove_instance, {"asked", "(deleted)"});
    one_of_them(with_timer(), fire_timer, remove_instance, {"late", "(deleted)"});
    one_of_them(with_timer(), remove_instance, remove_instance, {"(deleted)"});
}

BOOST_AUTO_TEST_CASE(a_message_is_taken_once) { one_of_them(with_message(), deliver, deliver, {"told"}); }

BOOST_AUTO_TEST_CASE(work_is_completed_once) {
    one_of_them(with_worker(), complete_work, complete_work, {"worked"});
    one_of_them(with_worker(), complete_work, remove_instance, {"worked", "(deleted)"});
}

BOOST_AUTO_TEST_CASE(a_join_sees_both_branches) {
    for (const std::string order : orders) BOOST_TEST_CONTEXT(order) {
            const Outcome outcome = meet(order, with_join(), complete_first, complete_second);
            BOOST_TEST(outcome.done == 2);
            BOOST_TEST(outcome.ends == "both");
            BOOST_TEST(!outcome.is_live);
        }
}

BOOST_AUTO_TEST_CASE(a_failure_that_is_reported_beside_a_completion_is_before_it_or_too_late) {
    for (const std::string order : orders) BOOST_TEST_CONTEXT(order) {
            const Outcome outcome = meet(order, with_worker(), complete_work, fail_work);
            BOOST_TEST((outcome.done >= 1 && outcome.done + outcome.too_late == 2));
            BOOST_TEST(outcome.ends == "worked");
            BOOST_TEST(!outcome.is_live);
        }
}

// F22: a node that stands still for twice its lease, between its step and its commit.
BOOST_AUTO_TEST_CASE(what_a_node_does_after_it_has_slept_through_its_lease_does_not_count) {
    OrderedStore store;
    Node a(store, "a/1"), b(store, "b/1");
    a.deploy("p.bpmn", with_timer());
    const core::ActivityId root = b.start("p");
    const core::JobId timer = store.load(root).value().jobs.at(0).key;
    store.now_ms += 2 * 3'600'000;
    const auto leased = store.lease_jobs("a/1", 1, minute);
    BOOST_TEST_REQUIRE(leased.size() == 1u);
    store.set_order("ba");  // a's commit waits for one of b
    std::promise<Answer> of_a;
    {
        core::Command run = core::RunJob{timer};
        Submission submission{std::move(run), root, JobFence{timer, "a/1", leased[0].epoch}};
        submission.done = [&of_a](Answer answer) { of_a.set_value(std::move(answer)); };
        a.engine().submit(std::move(submission));
    }
    BOOST_TEST(store.lease_jobs("b/1", 1, minute).empty());
    store.now_ms += 2 * minute.count();
    const Answer of_b = b.run_job(timer);
    BOOST_TEST(std::holds_alternative<Done>(of_b));
    const Answer late = of_a.get_future().get();
    BOOST_TEST((std::holds_alternative<LeaseLost>(late) || std::holds_alternative<core::Rejection>(late)));
    const auto history = store.list(HistoryProcessCriteria{}, {});
    BOOST_TEST_REQUIRE(history.size() == 1u);
    BOOST_TEST(history[0].end_element == "late");
    BOOST_TEST(!store.load(root).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
