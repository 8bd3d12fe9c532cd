#include <boost/test/unit_test.hpp>

#include "expression/temporal.hpp"

using namespace pavane;
using namespace pavane::expression;

namespace {

Instant at(std::string_view text) { return parse_date_time(text).value().instant(); }

// The first `most` dues of a cycle that begins at `now`, or the error.
std::string dues(std::string_view text, std::string_view now, int most = 5) {
    const auto cycle = parse_cycle(text);
    if (!cycle) return cycle.error();
    const auto first = first_due(*cycle, at(now));
    if (!first) return first.error();
    std::string all;
    for (std::optional<CyclePosition> position = *first; position && most > 0; --most) {
        all += (all.empty() ? "" : " ") + format_instant(position->due).substr(0, 19);
        position = next_due(*cycle, *position, position->due);
    }
    return all;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_period_alone_begins_one_period_from_now) {
    BOOST_TEST(dues("R3/PT10H", "2025-01-01") == "2025-01-01T10:00:00 2025-01-01T20:00:00 2025-01-02T06:00:00");
    BOOST_TEST(dues("R/PT1S", "2025-01-01", 2) == "2025-01-01T00:00:01 2025-01-01T00:00:02");
    BOOST_TEST(dues("R2147483647/PT1S", "2025-01-01", 1) == "2025-01-01T00:00:01");
    BOOST_TEST(dues("R1/P1D", "2025-01-01") == "2025-01-02T00:00:00");
}

BOOST_AUTO_TEST_CASE(a_start_is_the_first_one_and_what_is_past_is_left_out) {
    BOOST_TEST(dues("R3/2025-01-01T00:00:00Z/PT1H", "2024-12-31") ==
               "2025-01-01T00:00:00 2025-01-01T01:00:00 2025-01-01T02:00:00");
    BOOST_TEST(dues("R3/2025-01-01T00:00:00Z/PT1H", "2025-01-01T00:30:00Z") ==
               "2025-01-01T01:00:00 2025-01-01T02:00:00");
    BOOST_TEST(dues("R/2000-01-01T00:00:00Z/PT1H", "2025-01-01T00:30:00Z", 1) == "2025-01-01T01:00:00");
    BOOST_TEST(dues("R3/2025-01-01T00:00:00Z/PT1H", "2025-02-01") ==
               "no repetition of the cycle is left, all lie in the past or behind the year 9999");
}

BOOST_AUTO_TEST_CASE(an_end_is_the_last_one) {
    BOOST_TEST(dues("R3/PT1H/2025-01-01T12:00:00Z", "2025-01-01") ==
               "2025-01-01T10:00:00 2025-01-01T11:00:00 2025-01-01T12:00:00");
    BOOST_TEST(dues("R/P1D/2025-01-03T12:00:00Z", "2025-01-02") == "2025-01-02T12:00:00 2025-01-03T12:00:00");
    BOOST_TEST(dues("R3/PT1H/2025-01-01T12:00:00Z", "2025-01-02") ==
               "no repetition of the cycle is left, all lie in the past or behind the year 9999");
}

BOOST_AUTO_TEST_CASE(a_start_and_an_end_make_the_period) {
    BOOST_TEST(dues("R2/2025-01-01T00:00:00Z/2025-01-01T06:00:00Z", "2025-01-01") ==
               "2025-01-01T00:00:00 2025-01-01T06:00:00");
    BOOST_TEST(dues("R/2025-01-01T00:00:00Z/2025-01-01T06:00:00Z", "2025-01-03", 1) == "2025-01-03T00:00:00");
}

BOOST_AUTO_TEST_CASE(the_end_of_the_month_is_not_lost_in_a_shorter_one) {
    BOOST_TEST(dues("R4/2024-01-31T00:00:00Z/P1M", "2024-01-31") ==
               "2024-01-31T00:00:00 2024-02-29T00:00:00 2024-03-31T00:00:00 2024-04-30T00:00:00");
}

BOOST_AUTO_TEST_CASE(repetitions_that_were_missed_can_be_left_out) {
    const Cycle cycle = parse_cycle("R10/PT1M").value();
    const CyclePosition first = first_due(cycle, at("2025-01-01")).value();
    const auto next = next_due(cycle, first, at("2025-01-01T00:04:00Z"));
    BOOST_REQUIRE(next.has_value());
    BOOST_TEST(format_instant(next->due) == "2025-01-01T00:05:00.000+0000");
    BOOST_TEST(next->index == first.index + 4);
    BOOST_TEST(!next_due(cycle, first, at("2025-01-01T01:00:00Z")).has_value());
}

BOOST_AUTO_TEST_CASE(a_cycle_ends_with_the_calendar) {
    BOOST_TEST(dues("R/P1Y", "9997-06-01") == "9998-06-01T00:00:00 9999-06-01T00:00:00");
    BOOST_TEST(dues("R/P9999Y", "2025-01-01") ==
               "no repetition of the cycle is left, all lie in the past or behind the year 9999");
}

BOOST_AUTO_TEST_CASE(hostile_cycles_are_refused_in_plain_words) {
    BOOST_TEST(dues("R/PT0S", "2025-01-01") == "'R/PT0S' repeats more often than once a second, which is not allowed");
    BOOST_TEST(dues("R/PT0.5S", "2025-01-01") ==
               "'R/PT0.5S' repeats more often than once a second, which is not allowed");
    BOOST_TEST(dues("R/2025-01-02/2025-01-01", "2025-01-01") ==
               "'R/2025-01-02/2025-01-01' repeats more often than once a second, which is not allowed");
    BOOST_TEST(dues("R-1/PT1H", "2025-01-01") ==
               "'R-1/PT1H' does not repeat a whole number of times: write R3/ for three times, R/ for ever");
    BOOST_TEST(dues("R0/PT1H", "2025-01-01") == "'R0/PT1H' repeats zero times: write R1/ for once, R/ for ever");
    BOOST_TEST(dues("PT1H", "2025-01-01") == "'PT1H' is a duration that does not repeat: write R/ in front of it");
    for (const char* text :
         {"R", "R/", "R3", "R3PT1H", "R2147483648/PT1S", "R99999999999/PT1S", "R/P9999999Y", "R/-PT1H", "R/2025-01-01",
          "R/PT1H/PT1H", "R/PT1H/2025-01-01/PT1H", "R/2025-01-01T00:00:00[No/Where]/PT1H",
          "R/10000-01-01T00:00:00Z/PT1H", "r3/PT1H", "Rx/PT1H", "R//PT1H", "", "* * * *"})
        BOOST_TEST(!parse_cycle(text).has_value(), text);
}

BOOST_AUTO_TEST_CASE(the_next_date_of_a_cron_is_counted_from_its_own_date) {
    const Cycle hourly = parse_cycle("0 0 * * * ?").value();
    CyclePosition position = first_due(hourly, at("2025-01-01T11:30:00Z")).value();
    // The run of 12:00 has failed and was put off by hours; somebody had it run at 12:30.
    position.due = at("2025-01-01T18:00:00Z");
    BOOST_TEST((next_due(hourly, position, at("2025-01-01T12:30:00Z"))->due == at("2025-01-01T13:00:00Z")));
    // Somebody had it run before its date: that date is the one that has been.
    position = first_due(hourly, at("2025-01-01T11:30:00Z")).value();
    BOOST_TEST((next_due(hourly, position, at("2025-01-01T11:40:00Z"))->due == at("2025-01-01T13:00:00Z")));
}

BOOST_AUTO_TEST_CASE(a_cron_is_a_cycle_without_end) {
    BOOST_TEST(dues("0 0/20 * * * ?", "2025-01-01T00:05:00Z", 3) ==
               "2025-01-01T00:20:00 2025-01-01T00:40:00 2025-01-01T01:00:00");
}
