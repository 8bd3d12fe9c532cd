// A machine that gives no more threads.
#include <boost/test/unit_test.hpp>
#include <future>
#include <system_error>

#include "tests/failing_threads/failing_threads.hpp"
#include "tests/unit/expression_javascript/world.hpp"

using namespace pavane;
using namespace pavane::expression;
using namespace pavane::tests;

BOOST_AUTO_TEST_CASE(without_a_thread_for_scripts_or_for_their_limits_none_is_taken_and_the_next_may_be) {
    const auto is_out_of_threads = [](const std::system_error& error) {
        return error.code() == std::errc::resource_unavailable_try_again;
    };
    ScriptWorld few;
    // The watchdog, then the one that runs scripts.
    for (int number = 1; number <= 2; ++number) {
        fail_threads(number);
        BOOST_CHECK_EXCEPTION(few.run("1 + 1"), std::system_error, is_out_of_threads);
        BOOST_TEST(stop_failing_threads());
    }
    const auto output = few.run("1 + 1");
    BOOST_TEST_REQUIRE(output.has_value());
    BOOST_TEST((output->value == Value(2)));
}

namespace {

// One script beside another that holds the only thread; whether a second one was asked for, and refused.
bool runs_beside_one_that_holds_the_thread() {
    std::promise<bool> has_run;  // outlives the threads, which may still be inside set_value when told
    std::future<bool> ran = has_run.get_future();
    ScriptWorld few({}, 2);
    const auto slow = few.engine.compile("while (true);");
    const auto quick = few.engine.compile("1 + 1");
    BOOST_REQUIRE((slow && quick));
    few.engine.evaluate(*slow, script_input(), {}, [&](const auto& result) { has_run.set_value(result.has_value()); });
    fail_threads(1);
    const auto output = few.engine.evaluate(*quick, script_input());
    const bool has_failed = stop_failing_threads();
    BOOST_TEST(output.has_value());
    BOOST_TEST(!ran.get(), "the one before it");
    return has_failed;
}

}  // namespace

// The thread that has compiled may still be on its way back when the next text comes, which then has made the second.
BOOST_AUTO_TEST_CASE(scripts_go_on_with_the_threads_there_are) {
    bool has_failed = false;
    for (int round = 0; round < 100 && !has_failed; ++round) has_failed = runs_beside_one_that_holds_the_thread();
    BOOST_TEST(has_failed);
}
