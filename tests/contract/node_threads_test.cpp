// A machine that gives no more threads.
#include <boost/test/unit_test.hpp>
#include <system_error>

#include "persistence/memory/memory_store.hpp"
#include "tests/contract/node.hpp"
#include "tests/failing_threads/failing_threads.hpp"

using namespace pavane;
using namespace pavane::tests;

BOOST_AUTO_TEST_CASE(a_node_without_all_its_threads_leaves_nothing_behind) {
    persistence::MemoryStore store([] { return Instant(Milliseconds(0)); });
    engine::EngineSettings settings;
    settings.node = "node/1";
    settings.threads = 2;
    const auto is_out_of_threads = [](const std::system_error& error) {
        return error.code() == std::errc::resource_unavailable_try_again;
    };
    // Two for work, one that commits, one for jobs.
    for (int number = 1; number <= 4; ++number) {
        fail_threads(number);
        BOOST_CHECK_EXCEPTION(Node(store, settings), std::system_error, is_out_of_threads);
        BOOST_TEST(stop_failing_threads());
    }
    fail_threads(5);
    Node node(store, settings);
    BOOST_TEST(!stop_failing_threads());
    node.deploy("plain.bpmn", model("plain", "<startEvent id='s' camunda:asyncAfter='true'/>"));
    node.start("plain");
    BOOST_TEST(node.engine().drain());
}
