#include "expression/javascript/turns.hpp"

#include <boost/test/unit_test.hpp>
#include <future>
#include <mutex>
#include <string>

#include "tests/unit/expression_javascript/world.hpp"

using namespace pavane;
using namespace pavane::expression;
using namespace pavane::tests;

namespace {

using Rank = ScriptRank;
using Waiting = javascript::Turns<std::string>;

constexpr Uuid first_model{1, 1};
constexpr Uuid other_model{1, 2};

// All that wait, in the order in which they go.
std::string order_of(Waiting& waiting) {
    std::string order;
    while (const std::optional<std::string> next = waiting.pop()) order += (order.empty() ? "" : " ") + *next;
    return order;
}

}  // namespace

BOOST_AUTO_TEST_CASE(texts_go_before_clients_and_these_before_jobs) {
    Waiting waiting;
    waiting.push({Rank::job, first_model}, "job");
    waiting.push({Rank::client, first_model}, "client");
    waiting.push({Rank::text, {}}, "text");
    BOOST_TEST(waiting.size() == 3U);
    BOOST_TEST(order_of(waiting) == "text client job");
    BOOST_TEST(waiting.size() == 0U);
}

BOOST_AUTO_TEST_CASE(models_take_turns) {
    Waiting waiting;
    for (const char* name : {"a1", "a2", "a3"}) waiting.push({Rank::job, first_model}, name);
    for (const char* name : {"b1", "b2"}) waiting.push({Rank::job, other_model}, name);
    BOOST_TEST(waiting.pop().value() == "a1");
    waiting.push({Rank::job, Uuid{1, 3}}, "c1");
    BOOST_TEST(order_of(waiting) == "b1 a2 c1 b2 a3");
}

BOOST_AUTO_TEST_CASE(a_kind_that_was_passed_over_often_goes_all_the_same) {
    Waiting waiting;
    waiting.push({Rank::job, first_model}, "job");
    waiting.push({Rank::client, first_model}, "client");
    std::size_t texts = 0;
    std::string others;
    // Texts without end.
    for (int turn = 0; turn < 100; ++turn) {
        waiting.push({Rank::text, {}}, "text");
        const std::string next = waiting.pop().value();
        if (next == "text")
            ++texts;
        else
            others += next + " after " + std::to_string(texts) + "; ";
    }
    BOOST_TEST(others == "client after 20; job after 20; ");
    BOOST_TEST(texts == 98U);
}

BOOST_AUTO_TEST_CASE(a_kind_that_is_taken_waits_no_longer) {
    Waiting waiting;
    waiting.push({Rank::client, first_model}, "a");
    waiting.push({Rank::client, other_model}, "b");
    waiting.push({Rank::text, {}}, "text");
    BOOST_TEST(waiting.take(Rank::client).size() == 2U);
    BOOST_TEST(waiting.size() == 1U);
    waiting.push({Rank::client, first_model}, "c");
    BOOST_TEST(order_of(waiting) == "text c");
}

// While its one thread is kept in an answer, everybody comes.
BOOST_AUTO_TEST_CASE(the_engine_lets_scripts_take_turns) {
    ScriptWorld one;
    const auto script = one.engine.compile("name");
    BOOST_REQUIRE(script);
    std::promise<void> is_held, may_go_on, all_done;
    one.engine.evaluate(*script, script_input({{"name", Value("")}}), {}, [&](const auto&) {
        is_held.set_value();
        may_go_on.get_future().wait();
    });
    is_held.get_future().wait();
    std::string order;
    const auto come = [&](const char* name, Rank rank, const Uuid& model) {
        one.engine.evaluate(*script, script_input({{"name", Value(name)}}), {rank, model}, [&](const auto& output) {
            order += *output.value().value.string() + " ";
            if (order.size() == 5 * 3) all_done.set_value();
        });
    };
    come("j1", Rank::job, first_model);
    come("j2", Rank::job, first_model);
    come("j3", Rank::job, other_model);
    come("c1", Rank::client, first_model);
    come("c2", Rank::client, other_model);
    may_go_on.set_value();
    all_done.get_future().wait();
    BOOST_TEST(order == "c1 c2 j1 j3 j2 ");
}
