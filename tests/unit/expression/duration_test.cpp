#include <boost/test/unit_test.hpp>

#include "expression/temporal.hpp"

using namespace pavane;
using namespace pavane::expression;

namespace {

std::string read(std::string_view text) {
    const auto duration = parse_duration(text);
    if (!duration) return duration.error();
    return std::to_string(duration->months) + " months " + std::to_string(duration->time.count()) + " ms";
}

std::string after(std::string_view date, std::string_view duration) {
    const auto sum = add(parse_date_time(date).value().instant(), parse_duration(duration).value());
    return sum ? format_instant(*sum).substr(0, 19) : sum.error();
}

}  // namespace

BOOST_AUTO_TEST_CASE(months_and_time_are_kept_apart) {
    BOOST_TEST(read("PT1M") == "0 months 60000 ms");
    BOOST_TEST(read("P1M") == "1 months 0 ms");
    BOOST_TEST(read("P1Y2M3DT4H5M6.789S") == "14 months 273906789 ms");
    BOOST_TEST(read("P2W") == "0 months 1209600000 ms");
    BOOST_TEST(read("P1W1D") == "0 months 691200000 ms");
    BOOST_TEST(read("PT0S") == "0 months 0 ms");
    BOOST_TEST(read("PT36H") == "0 months 129600000 ms");
    BOOST_TEST(read("PT0,5S") == "0 months 500 ms");
    BOOST_TEST(read("PT2147483648S") == "0 months 2147483648000 ms");
    BOOST_TEST(read("P9999Y") == "119988 months 0 ms");
}

BOOST_AUTO_TEST_CASE(what_is_no_duration_is_refused) {
    for (const char* text : {"",      "P",     "PT",           "P1",     "1D",    "PT1D",    "P1H",
                             "P1DT",  "P1D1Y", "PT1S1H",       "P1DP1D", "P1.5D", "PT1.5H",  "P1Y1Y",
                             "PT1.S", "PT.5S", "pt1s",         " PT1S",  "PT1S ", "P1D T1H", "PT1.1234567890S",
                             "P+1D",  "P1DT1", "P99999999999D"})
        BOOST_TEST(!parse_duration(text).has_value(), text);
    BOOST_TEST(read("ten minutes") ==
               "'ten minutes' is not a duration: write it like PT10M (ten minutes), P1D (a day) or P1M (a month)");
    for (const char* text : {"-PT1H", "P-1D", "PT-5M"})
        BOOST_TEST(read(text) == "'" + std::string(text) + "' is negative: a duration is zero or more");
    for (const char* text : {"P9999999Y", "P10000Y", "P9999999999W", "P9999999999WT9999999999H9999999999M9999999999S"})
        BOOST_TEST(read(text) == "'" + std::string(text) + "' is longer than 9999 years");
}

BOOST_AUTO_TEST_CASE(adding_months_stays_within_the_month_it_leads_to) {
    BOOST_TEST(after("2025-01-31T10:00:00Z", "P1M") == "2025-02-28T10:00:00");
    BOOST_TEST(after("2024-01-31T10:00:00Z", "P1M") == "2024-02-29T10:00:00");
    BOOST_TEST(after("2024-02-29", "P1Y") == "2025-02-28T00:00:00");
    BOOST_TEST(after("2024-02-29", "P4Y") == "2028-02-29T00:00:00");
    BOOST_TEST(after("2025-10-31", "P13M") == "2026-11-30T00:00:00");
    BOOST_TEST(after("2025-01-31T23:59:59Z", "P1MT1S") == "2025-03-01T00:00:00");
    BOOST_TEST(after("1969-12-31T23:00:00Z", "PT2H") == "1970-01-01T01:00:00");
}

BOOST_AUTO_TEST_CASE(a_sum_beyond_the_calendar_is_an_error) {
    BOOST_TEST(after("9999-12-31", "P1D") == "the time lies outside the years 0001 to 9999");
    BOOST_TEST(after("2025-01-01", "P9999Y") == "the time lies outside the years 0001 to 9999");
    BOOST_TEST(after("9999-12-30", "P1D") == "9999-12-31T00:00:00");
    const Instant start = parse_date_time("0001-01-31")->instant();
    BOOST_TEST(!add(start, Duration{-1, Milliseconds{0}}).has_value());
    BOOST_TEST(!add(start, Duration{INT64_MAX, Milliseconds{0}}).has_value());
    BOOST_TEST(!add(start, Duration{0, Milliseconds::min()}).has_value());
}
