#include <boost/test/unit_test.hpp>

#include "expression/temporal.hpp"

using namespace pavane;
using namespace pavane::expression;

namespace {

// The next `count` times after `from`, or the error.
std::string next(std::string_view text, std::string_view from, int count = 1, TimeZone zone = {}) {
    const auto cron = parse_cron(text, zone);
    if (!cron) return cron.error();
    std::string all;
    std::optional<Instant> due = parse_date_time(from).value().instant();
    for (int i = 0; i < count; ++i) {
        due = next_due(*cron, *due);
        if (!due) return all + (i == 0 ? "never" : " never");
        all += (i == 0 ? "" : " ") + format_instant(*due).substr(0, 19);
    }
    return all;
}

TimeZone berlin() { return TimeZone::find("Europe/Berlin").value(); }

}  // namespace

BOOST_AUTO_TEST_CASE(plain_fields_steps_ranges_lists_and_names) {
    BOOST_TEST(next("0 0/5 * * * ?", "2025-01-01T00:02:00Z", 2) == "2025-01-01T00:05:00 2025-01-01T00:10:00");
    BOOST_TEST(next("0 0/5 * * * ?", "2025-01-01T00:05:00Z") == "2025-01-01T00:10:00");
    BOOST_TEST(next("* * * * * ?", "2025-01-01T00:00:00.500Z") == "2025-01-01T00:00:01");
    BOOST_TEST(next("*/20 * * * * *", "2025-01-01T00:00:41Z", 2) == "2025-01-01T00:01:00 2025-01-01T00:01:20");
    BOOST_TEST(next("0 0 9-17/4 * * ?", "2025-01-01T10:00:00Z", 3) ==
               "2025-01-01T13:00:00 2025-01-01T17:00:00 2025-01-02T09:00:00");
    BOOST_TEST(next("0 15,45 8 * * ?", "2025-01-01T08:20:00Z", 2) == "2025-01-01T08:45:00 2025-01-02T08:15:00");
    BOOST_TEST(next("0 0 12 1 jan,JUL ?", "2025-01-02", 2) == "2025-07-01T12:00:00 2026-01-01T12:00:00");
    BOOST_TEST(next("0 0 0 ? * MON-FRI", "2025-01-03T00:00:00Z") == "2025-01-06T00:00:00");
    BOOST_TEST(next("0 0 0 ? * FRI-MON", "2025-01-06T00:00:00Z") == "2025-01-10T00:00:00");
    BOOST_TEST(next("0 0 22-2 * * ?", "2025-01-01T23:30:00Z", 3) ==
               "2025-01-02T00:00:00 2025-01-02T01:00:00 2025-01-02T02:00:00");
    BOOST_TEST(next("59 59 23 31 12 ?", "2025-01-01") == "2025-12-31T23:59:59");
}

BOOST_AUTO_TEST_CASE(days_of_the_week_are_counted_as_quartz_and_unix_do) {
    BOOST_TEST(next("0 0 0 ? * 1", "2025-01-01") == "2025-01-05T00:00:00");  // SUN
    BOOST_TEST(next("0 0 0 ? * 7", "2025-01-01") == "2025-01-04T00:00:00");  // SAT
    BOOST_TEST(next("0 0 * * 0", "2025-01-01") == "2025-01-05T00:00:00");
    BOOST_TEST(next("0 0 * * 7", "2025-01-01") == "2025-01-05T00:00:00");
    BOOST_TEST(next("0 0 * * 1", "2025-01-01") == "2025-01-06T00:00:00");
    BOOST_TEST(next("0 0 * * 5-7", "2025-01-04", 2) == "2025-01-05T00:00:00 2025-01-10T00:00:00");
    BOOST_TEST(next("0 0 0 ? * 0", "2025-01-01") == "in '0 0 0 ? * 0' '0' is not a day of week of a cron (1 to 7)");
}

BOOST_AUTO_TEST_CASE(five_fields_are_those_of_unix) {
    BOOST_TEST(next("* * * * *", "2025-01-01T00:00:00Z") == "2025-01-01T00:01:00");
    BOOST_TEST(next("30 4 1,15 * *", "2025-01-02", 2) == "2025-01-15T04:30:00 2025-02-01T04:30:00");
    // One of the two day fields is enough, as in Unix; both are needed with six fields, as in Spring.
    BOOST_TEST(next("0 0 13 * FRI", "2025-01-09", 2) == "2025-01-10T00:00:00 2025-01-13T00:00:00");
    BOOST_TEST(next("0 0 0 13 * FRI", "2025-01-09") == "2025-06-13T00:00:00");
}

BOOST_AUTO_TEST_CASE(the_last_day_and_the_nearest_weekday) {
    BOOST_TEST(next("0 0 0 L * ?", "2024-01-31", 3) == "2024-02-29T00:00:00 2024-03-31T00:00:00 2024-04-30T00:00:00");
    BOOST_TEST(next("0 0 0 L-3 * ?", "2025-02-01") == "2025-02-25T00:00:00");
    BOOST_TEST(next("0 0 0 LW * ?", "2025-05-01", 2) == "2025-05-30T00:00:00 2025-06-30T00:00:00");
    BOOST_TEST(next("0 0 0 15W * ?", "2025-02-01", 2) == "2025-02-14T00:00:00 2025-03-14T00:00:00");  // Saturdays
    BOOST_TEST(next("0 0 0 15W * ?", "2025-06-01") == "2025-06-16T00:00:00");                         // a Sunday
    BOOST_TEST(next("0 0 0 1W * ?", "2025-02-01") == "2025-02-03T00:00:00");  // Saturday the 1st: not back into January
    BOOST_TEST(next("0 0 0 31W * ?", "2025-08-01") == "2025-08-29T00:00:00");  // Sunday the 31st: not on into September
    BOOST_TEST(next("0 0 0 1,L * ?", "2025-01-15", 2) == "2025-01-31T00:00:00 2025-02-01T00:00:00");
}

BOOST_AUTO_TEST_CASE(the_nth_and_the_last_weekday_of_a_month) {
    BOOST_TEST(next("0 0 0 ? * 6#3", "2025-01-01", 2) == "2025-01-17T00:00:00 2025-02-21T00:00:00");
    BOOST_TEST(next("0 0 0 ? * FRI#5", "2025-02-01") == "2025-05-30T00:00:00");
    BOOST_TEST(next("0 0 0 ? * 6L", "2025-01-01", 2) == "2025-01-31T00:00:00 2025-02-28T00:00:00");
    BOOST_TEST(next("0 0 0 ? * MONL", "2025-01-01") == "2025-01-27T00:00:00");
    BOOST_TEST(next("0 0 0 ? * L", "2025-01-01") == "2025-01-04T00:00:00");
    BOOST_TEST(next("0 0 * * 1#1", "2025-01-07") == "2025-02-03T00:00:00");
}

BOOST_AUTO_TEST_CASE(leap_days_and_years) {
    BOOST_TEST(next("0 0 0 29 2 ?", "2025-01-01", 2) == "2028-02-29T00:00:00 2032-02-29T00:00:00");
    BOOST_TEST(next("0 0 0 29 2 MON", "2025-01-01") == "2044-02-29T00:00:00");
    BOOST_TEST(next("0 0 0 1 1 ? 2030-2031", "2025-01-01", 3) == "2030-01-01T00:00:00 2031-01-01T00:00:00 never");
    BOOST_TEST(next("0 0 0 1 1 ? 2024", "2025-01-01") == "never");
    BOOST_TEST(next("0 0 0 1 1 ? 2026/2", "2026-06-01") == "2028-01-01T00:00:00");
}

BOOST_AUTO_TEST_CASE(macros) {
    BOOST_TEST(next("@hourly", "2025-01-01T00:10:00Z") == "2025-01-01T01:00:00");
    BOOST_TEST(next("@daily", "2025-01-01T00:10:00Z") == "2025-01-02T00:00:00");
    BOOST_TEST(next("@weekly", "2025-01-01T00:10:00Z") == "2025-01-05T00:00:00");
    BOOST_TEST(next("@monthly", "2025-01-01T00:10:00Z") == "2025-02-01T00:00:00");
    BOOST_TEST(next("@yearly", "2025-01-01T00:10:00Z") == "2026-01-01T00:00:00");
}

BOOST_AUTO_TEST_CASE(a_daily_cron_keeps_its_local_hour_when_the_clock_changes) {
    BOOST_TEST(next("0 0 8 * * ?", "2025-03-29T12:00:00Z", 1, berlin()) == "2025-03-30T06:00:00");
    BOOST_TEST(next("0 0 8 * * ?", "2025-10-25T12:00:00Z", 1, berlin()) == "2025-10-26T07:00:00");
    // 02:30 is left out on 30 March and comes twice on 26 October: once each.
    BOOST_TEST(next("0 30 2 * * ?", "2025-03-29T12:00:00Z", 2, berlin()) == "2025-03-30T01:30:00 2025-03-31T00:30:00");
    BOOST_TEST(next("0 30 2 * * ?", "2025-10-25T12:00:00Z", 2, berlin()) == "2025-10-26T00:30:00 2025-10-27T01:30:00");
}

BOOST_AUTO_TEST_CASE(a_cron_of_every_hour_runs_by_real_time_when_the_clock_changes) {
    BOOST_TEST(next("0 0 * * * ?", "2025-10-25T23:30:00Z", 4, berlin()) ==
               "2025-10-26T00:00:00 2025-10-26T01:00:00 2025-10-26T02:00:00 2025-10-26T03:00:00");
    BOOST_TEST(next("0 0 * * * ?", "2025-03-30T00:30:00Z", 2, berlin()) == "2025-03-30T01:00:00 2025-03-30T02:00:00");
    BOOST_TEST(next("0 0/30 * * * ?", "2025-10-26T00:30:00Z", 3, berlin()) ==
               "2025-10-26T01:00:00 2025-10-26T01:30:00 2025-10-26T02:00:00");
}

BOOST_AUTO_TEST_CASE(what_is_no_cron_is_refused_by_the_name_of_the_field) {
    BOOST_TEST(next("0 60 * * * ?", "2025-01-01") == "in '0 60 * * * ?' '60' is not a minute of a cron (0 to 59)");
    BOOST_TEST(next("0 0 0 30 2 ?", "2025-01-01") == "'0 0 0 30 2 ?' is never due: no day has all of that");
    for (const char* text : {"",
                             "*",
                             "* * * *",
                             "* * * * * * * *",
                             "a * * * * ?",
                             "0 0 24 * * ?",
                             "0 0 0 0 * ?",
                             "0 0 0 32 * ?",
                             "0 0 0 1 13 ?",
                             "0 0 0 ? * 8",
                             "0 0 0 ? * FRI#6",
                             "0 0 0 ? * FRI#0",
                             "0 0 0 ? * XXXL",
                             "0 0/0 * * * ?",
                             "0 0/61 * * * ?",
                             "0 1- * * * ?",
                             "0 -1 * * * ?",
                             "0 1,,2 * * * ?",
                             "0 1, * * * ?",
                             "? * * * * ?",
                             "0 0 0 W * ?",
                             "0 0 0 0W * ?",
                             "0 0 0 L-31 * ?",
                             "0 0 0 1 1 ? 1969",
                             "0 0 0 1 1 ? 2031-2030",
                             "0 0 0 1 1 ? 99999",
                             "@never",
                             "0 99999999999999999999 * * * ?"})
        BOOST_TEST(!parse_cron(text).has_value(), text);
    BOOST_TEST(!parse_cron(std::string(100'000, '*')).has_value());
    BOOST_TEST(!parse_cron("0 " + std::string(200, ',') + " * * * ?").has_value());
}
