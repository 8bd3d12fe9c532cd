// Scripts that take all that they can get, and those that do not end.
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <future>

#include "tests/unit/expression_javascript/world.hpp"

using namespace pavane;
using namespace pavane::expression;
using namespace pavane::tests;

namespace {

using Kind = ScriptFailure::Kind;

// Of what the system says is in memory now.
std::size_t resident_bytes() {
    std::ifstream file("/proc/self/statm");
    std::size_t pages = 0;
    std::size_t resident_pages = 0;
    file >> pages >> resident_pages;
    BOOST_REQUIRE(file);
    return resident_pages * 4096;
}

}  // namespace

BOOST_AUTO_TEST_CASE(memory_comes_back_after_a_script_that_took_too_much) {
    ScriptWorld own;
    BOOST_REQUIRE(own.run("1 + 1"));
    const std::size_t before = resident_bytes();
    for (int run = 0; run < 3; ++run) {
        const auto output = own.run("var all = []; for (;;) all.push({a: all.length, b: 'x' + all.length})");
        BOOST_REQUIRE(!output);
        BOOST_TEST((output.error().kind == Kind::memory || output.error().kind == Kind::time));
    }
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)  // a sanitizer keeps what was freed
    BOOST_TEST(resident_bytes() < before + (std::size_t{16} << 20));
#else
    BOOST_TEST_MESSAGE("what comes back is not measured under a sanitizer: it held " << before << " bytes before");
#endif
}

BOOST_AUTO_TEST_CASE(stuck_threads_are_stood_in_for_up_to_a_number) {
    // Whatever runs counts as stuck: what keeps a thread here is its `done`.
    ScriptLimits limits;
    limits.patience = -limits.time;
    std::promise<void> end;
    const std::shared_future<void> ended = end.get_future().share();
    std::vector<std::promise<void>> held(5);  // they outlive the threads, which may still be inside set_value when told
    ScriptWorld own(limits);
    BOOST_TEST(own.engine.stuck_threads() == 0U);
    // Not asked here: the thread that compiled may still be on its way back from telling so.
    const auto script = own.engine.compile("1 + 1");
    BOOST_REQUIRE(script);
    for (std::promise<void>& holds : held) {
        own.engine.evaluate(*script, script_input(), {}, [&holds, ended](const auto&) {
            holds.set_value();
            ended.wait();
        });
        holds.get_future().wait();
    }
    BOOST_TEST(own.engine.stuck_threads() == 5U);
    const auto refused = own.engine.evaluate(*script, script_input());
    BOOST_REQUIRE(!refused);
    BOOST_TEST((refused.error().kind == Kind::turned_away));
    BOOST_TEST(refused.error().message.starts_with("Scripts that do not end hold every thread for scripts"));
    const auto text = own.engine.compile("2 + 2");
    BOOST_REQUIRE(!text);
    BOOST_TEST(text.error().message.starts_with("Scripts that do not end"));
    end.set_value();
}

BOOST_AUTO_TEST_CASE(a_thread_that_runs_within_its_patience_is_not_stuck) {
    ScriptLimits limits;
    limits.patience = std::chrono::hours(24);
    std::promise<void> held, end;
    ScriptWorld own(limits);
    const auto script = own.engine.compile("1 + 1");
    BOOST_REQUIRE(script);
    own.engine.evaluate(*script, script_input(), {}, [&, ended = end.get_future().share()](const auto&) {
        held.set_value();
        ended.wait();
    });
    held.get_future().wait();
    BOOST_TEST(own.engine.stuck_threads() == 0U);
    end.set_value();
}
