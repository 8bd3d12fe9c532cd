// A node works off batch operations.
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <thread>

#include "persistence/memory/memory_store.hpp"
#include "tests/contract/batches.hpp"
#include "tests/contract/node.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;

namespace {

// Its pieces can fail.
class FailingPieces final : public persistence::MemoryStore {
  public:
    FailingPieces() : MemoryStore([] { return at(1'000); }) {}

    bool run_piece(std::int32_t most) override {
        if (fails.exchange(false)) throw StoreUnavailable("the database is away");
        return MemoryStore::run_piece(most);
    }

    std::atomic<bool> fails = false;
};

// Fails, where it does not end.
void wait_for_end(Store& store, const BatchOperation& operation) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(2);
    while (!find(store, operation)->ended_at) {
        BOOST_REQUIRE(std::chrono::steady_clock::now() < deadline);
        std::this_thread::yield();
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(batch_runner)

BOOST_AUTO_TEST_CASE(a_node_works_them_off) {
    FailingPieces store;
    Node node(store, "node/1");
    Engine& engine = node.engine();
    const auto all_done = [&] {
        return engine.executor().drain(std::chrono::steady_clock::time_point::max()).has_value();
    };
    const BatchOperation operation = engine.batch_operations().begin(DeleteEvaluations{}, unknown(250));
    BOOST_TEST((operation.total == 250 && operation.done == 0));
    BOOST_TEST(all_done());
    BOOST_TEST((find(store, operation)->done == 250 && find(store, operation)->ended_at));
    BOOST_TEST(node.warnings().empty());
}

BOOST_AUTO_TEST_CASE(a_piece_is_tried_again_when_the_database_is_back) {
    FailingPieces store;
    Node node(store, "node/1");
    Engine& engine = node.engine();
    store.fails = true;
    const BatchOperation operation = engine.batch_operations().begin(DeleteEvaluations{}, unknown(1));
    wait_for_end(store, operation);  // when the node looks again, in a second
    BOOST_TEST(node.warnings() == "batch operations wait for the database: the database is away\n");
}

BOOST_AUTO_TEST_CASE(a_node_that_stops_begins_no_piece) {
    FailingPieces store;
    BatchOperation operation;
    {
        Node node(store, "node/1");
        node.engine().batch_operations().stop();
        operation = node.engine().batch_operations().begin(DeleteEvaluations{}, unknown(1));
    }
    BOOST_TEST(!find(store, operation)->ended_at);
    Node next(store, "node/2");
    wait_for_end(store, operation);
}

BOOST_AUTO_TEST_SUITE_END()
