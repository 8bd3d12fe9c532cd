// Long polls: who is served when, and how often the store is asked.
#include <atomic>
#include <boost/test/unit_test.hpp>

#include "persistence/memory/memory_store.hpp"
#include "tests/contract/node.hpp"
#include "tests/contract/story.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;

namespace {

constexpr Milliseconds minute{60'000};

// How often it was asked to lock something.
class CountingStore final : public persistence::MemoryStore {
  public:
    CountingStore() : MemoryStore([] { return Instant{}; }) {}
    std::vector<LockedTask> fetch_and_lock(const FetchRequest& request) override {
        ++fetches;
        return MemoryStore::fetch_and_lock(request);
    }
    std::atomic<int> fetches = 0;
};

FetchRequest one_of(const std::string& topic, const std::string& worker) {
    FetchRequest request;
    request.worker = worker;
    request.max_tasks = 1;
    request.topics.emplace_back();
    request.topics[0].topic = topic;
    request.topics[0].lock = minute;
    return request;
}

// Long polls on a node, and the workers that got something, in the order in which they got it.
struct Polls {
    CountingStore store;
    Node node{store, "node/1"};
    std::vector<std::string> served;

    void poll(const std::string& topic, const std::string& worker) {
        node.engine().external_tasks().fetch(one_of(topic, worker), minute, [this, worker](const Fetched& found) {
            if (!found.tasks.empty()) served.push_back(worker);
        });
    }
    void settle() {
        BOOST_TEST(node.engine().executor().drain(std::chrono::steady_clock::time_point::max()).has_value());
    }
    void tick() {
        node.engine().external_tasks().tick();
        settle();
    }
    void add_task(const std::string& topic) {
        tests::Root root;
        RootRows rows;
        rows.external_tasks.inserted = {root.external_task(topic)};
        make(store, root, rows);
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(polls)

BOOST_AUTO_TEST_CASE(polls_that_wait_look_by_reading_and_lock_only_what_is_there) {
    Polls polls;
    polls.poll("charge", "w");
    for (int round = 0; round < 10; ++round) polls.tick();
    BOOST_TEST(polls.store.fetches == 1);
    polls.add_task("charge");  // of another node
    polls.tick();
    BOOST_TEST(polls.served == std::vector<std::string>{"w"}, boost::test_tools::per_element());
    BOOST_TEST(polls.store.fetches == 2);
}

BOOST_AUTO_TEST_CASE(whoever_waits_longest_is_served_first) {
    Polls polls;
    for (const char* worker : {"a", "b", "c"}) polls.poll("charge", worker);
    for (int round = 0; round < 6; ++round) {
        polls.add_task("charge");
        polls.node.engine().external_tasks().wake({"charge"});
        polls.settle();
        BOOST_REQUIRE(polls.served.size() == static_cast<std::size_t>(round) + 1);
        polls.poll("charge", polls.served.back());  // and comes back for more
    }
    const std::vector<std::string> expected{"a", "b", "c", "a", "b", "c"};
    BOOST_TEST(polls.served == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(as_many_polls_try_as_tasks_have_come) {
    Polls polls;
    for (const char* worker : {"a", "b", "c", "d"}) polls.poll("charge", worker);
    BOOST_TEST(polls.store.fetches == 4);
    polls.add_task("charge");
    polls.node.engine().external_tasks().wake({"charge"});
    polls.settle();
    BOOST_TEST(polls.store.fetches == 5);
    polls.node.engine().external_tasks().wake({"other"});
    polls.settle();
    BOOST_TEST(polls.store.fetches == 5);
    BOOST_TEST(polls.node.engine().external_tasks().waiting() == 3u);
}

BOOST_AUTO_TEST_CASE(a_poll_that_is_turned_away_leaves_the_task_to_the_next) {
    Polls polls;
    FetchRequest choosy = one_of("charge", "choosy");
    choosy.topics[0].business_key = "another";
    polls.node.engine().external_tasks().fetch(choosy, minute, [](const Fetched&) {});
    polls.poll("charge", "anybody");
    polls.add_task("charge");
    polls.node.engine().external_tasks().wake({"charge"});
    polls.settle();
    BOOST_TEST(polls.served == std::vector<std::string>{"anybody"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
