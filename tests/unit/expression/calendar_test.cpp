#include "expression/calendar.hpp"

#include <boost/test/unit_test.hpp>

#include "expression/time_zone.hpp"
#include "expression/typed_value.hpp"

using namespace pavane;
using namespace pavane::expression;

BOOST_AUTO_TEST_SUITE(calendar)

BOOST_AUTO_TEST_CASE(days_and_dates_are_the_same_both_ways) {
    BOOST_TEST(days_from({1970, 1, 1}) == 0);
    BOOST_TEST(days_from({2000, 3, 1}) == 11'017);
    BOOST_TEST(days_from({1, 1, 1}) == -719'162);
    for (const std::int64_t day : {-400'000'000'000LL / 1000, -719'529LL, -719'468LL, -1LL, 0LL, 58LL, 59LL, 60LL,
                                   11'016LL, 19'782LL, 365'000'000'000LL})
        BOOST_TEST(days_from(date_from(day)) == day);
    BOOST_TEST(format(date_from(19'782)) == "2024-02-29");
    BOOST_TEST(format(Date{999'999'999, 12, 31}) == "999999999-12-31");
    BOOST_TEST(format(Date{-1, 1, 1}) == "-0001-01-01");
}

BOOST_AUTO_TEST_CASE(times_are_written_with_the_zone_they_have) {
    const std::int64_t half_past_ten = (10 * 3600 + 30 * 60) * 1'000'000'000LL;
    BOOST_TEST(format(TimeOfDay{half_past_ten, {}}) == "10:30:00");
    BOOST_TEST(format(TimeOfDay{half_past_ten + 500'000'000, Zone::offset(3600)}) == "10:30:00.5+01:00");
    BOOST_TEST(format(TimeOfDay{half_past_ten, Zone::offset(-(5 * 3600 + 30 * 60 + 15))}) == "10:30:00-05:30:15");
    const Zone berlin = Zone::region(TimeZone::find("Europe/Berlin").value().number());
    BOOST_TEST(format(TimeOfDay{half_past_ten, berlin}) == "10:30:00@Europe/Berlin");
    BOOST_TEST(format(DateTime{days_from({2024, 7, 1}) * 86'400, 1, berlin}) ==
               "2024-07-01T02:00:00.000000001@Europe/Berlin");
    BOOST_TEST(format(DateTime{-1, 0, {}}) == "1969-12-31T23:59:59");
    BOOST_TEST(offset_seconds(DateTime{days_from({2024, 7, 1}) * 86'400, 0, berlin}) == 7200);
}

BOOST_AUTO_TEST_CASE(durations_are_written_in_their_largest_units) {
    BOOST_TEST(format(YearsMonths{0}) == "P0M");
    BOOST_TEST(format(YearsMonths{14}) == "P1Y2M");
    BOOST_TEST(format(YearsMonths{-24}) == "-P2Y");
    BOOST_TEST(format(DaysTime{0, 0}) == "PT0S");
    BOOST_TEST(format(DaysTime{93'784, 500'000'000}) == "P1DT2H3M4.5S");
    BOOST_TEST(format(DaysTime{-1, 500'000'000}) == "-PT0.5S");
    BOOST_TEST(format(DaysTime{172'800, 0}) == "P2D");
}

BOOST_AUTO_TEST_CASE(a_time_far_beyond_an_instant_is_its_nearest_end) {
    BOOST_TEST((DateTime(31'556'889'864'403'199, 0, {}).instant() == Instant::max()));
    BOOST_TEST((DateTime(-31'557'014'167'219'200, 0, {}).instant() == Instant::min()));
    BOOST_TEST((DateTime(Instant{Milliseconds{-1}}, 60).instant() == Instant{Milliseconds{-1}}));
}

BOOST_AUTO_TEST_CASE(a_variable_keeps_what_the_contract_has_types_for) {
    const auto kept = [](Value value) { return storable(value).value(); };
    BOOST_TEST((kept(Decimal::parse("5.0").value()) == Value(5)));
    BOOST_TEST((kept(Decimal::parse("2.5").value()) == Value(2.5)));
    BOOST_TEST((kept(Date{1970, 1, 2}) == Value(DateTime{Instant{Milliseconds{86'400'000}}, 0})));
    BOOST_TEST((kept(YearsMonths{14}) == Value("P1Y2M")));
    BOOST_TEST((kept(Range{1, Decimal::parse("2.5").value(), true, false}) == Value("[1..2.5)")));
    BOOST_TEST((kept(List{Value(TimeOfDay{}), Value("x")}) == Value(List{Value("00:00:00"), Value("x")})));
    BOOST_TEST((kept(Context({{"d", Value(DaysTime{60, 0})}})) == Value(Context({{"d", Value("PT1M")}}))));
    const Value function(std::shared_ptr<const Function>(std::make_shared<Function>()));
    constexpr double infinite = std::numeric_limits<double>::infinity();
    for (const double number : {infinite, -infinite, std::numeric_limits<double>::quiet_NaN()})
        for (const Value& value : {Value(number), Value(List{Value(number)}), Value(Context({{"a", Value(number)}}))})
            BOOST_TEST(storable(value).error() == "a number that is infinite, or no number (NaN), cannot be kept");
    BOOST_TEST(storable(Value(List{function})).error() == "a function cannot be kept in a variable");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_CASE(what_no_database_can_give_back_is_not_kept) {
    const std::string with_zero("a\0b", 3);
    BOOST_TEST(storable(Value(with_zero)).error() == "a text with the character U+0000 cannot be kept");
    BOOST_TEST(storable(Value(List{Value(with_zero)})).error() == "a text with the character U+0000 cannot be kept");
    BOOST_TEST(storable(Value(Context({{with_zero, Value(1)}}))).error() ==
               "a key with the character U+0000 cannot be kept");
    BOOST_TEST(storable(Value(Date{999'999'999, 12, 31})).error() ==
               "a date outside of the years 1 to 9999 cannot be kept");
    BOOST_TEST(storable(Value(DateTime{253'402'300'800, 0, Zone::offset(0)})).error() ==
               "a date outside of the years 1 to 9999 cannot be kept");
    BOOST_TEST(storable(Value(Date{9999, 12, 31})).has_value());
}
