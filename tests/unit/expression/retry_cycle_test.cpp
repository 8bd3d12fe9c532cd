// How failedJobRetryTimeCycle is read.
#include <boost/test/unit_test.hpp>

#include "expression/retry_cycle.hpp"

using namespace pavane;
using expression::parse_retry_cycle;

namespace {

void check_unreadable(std::string_view text) {
    const expression::RetryCycle cycle = parse_retry_cycle(text);
    BOOST_TEST(!cycle.valid, text);
    BOOST_TEST(!cycle.retries);
    BOOST_TEST(cycle.delays.empty());
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_repeat_says_how_often_and_how_long) {
    const expression::RetryCycle cycle = parse_retry_cycle("R5/PT10M");
    BOOST_TEST(cycle.valid);
    BOOST_TEST(cycle.retries.value_or(0) == 5);
    BOOST_REQUIRE(cycle.delays.size() == 1U);
    BOOST_TEST((cycle.delays[0].time == std::chrono::minutes(10)));
}

BOOST_AUTO_TEST_CASE(a_list_is_one_run_more_than_delays) {
    const expression::RetryCycle cycle = parse_retry_cycle("PT1M, PT5M ,P1M");
    BOOST_TEST(cycle.valid);
    BOOST_TEST(cycle.retries.value_or(0) == 4);
    BOOST_REQUIRE(cycle.delays.size() == 3U);
    BOOST_TEST((cycle.delays[1].time == std::chrono::minutes(5)));
    BOOST_TEST(cycle.delays[2].months == 1);
}

BOOST_AUTO_TEST_CASE(one_delay_says_only_how_long) {
    const expression::RetryCycle cycle = parse_retry_cycle("PT30S");
    BOOST_TEST(cycle.valid);
    BOOST_TEST(!cycle.retries);
    BOOST_TEST(cycle.delays.size() == 1U);
}

BOOST_AUTO_TEST_CASE(nothing_says_nothing) {
    const expression::RetryCycle cycle = parse_retry_cycle("");
    BOOST_TEST(cycle.valid);
    BOOST_TEST(!cycle.retries);
    BOOST_TEST(cycle.delays.empty());
}

BOOST_AUTO_TEST_CASE(what_is_neither_is_not_valid) {
    for (const char* text : {"R/PT5M", "R0/PT5M", "R-1/PT5M", "R3", "R3/", "R3/soon", "Rx/PT5M", "R99999999999/PT5M",
                             "5m", "PT5M,", ",PT5M", "PT5M,,PT6M", "R3/PT5M,PT6M"})
        check_unreadable(text);
}
