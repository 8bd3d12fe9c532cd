// Dates, times and durations as FEEL reads, computes and asks about them (DMN 1.5 §10.3.2.3, §10.3.2.5). Nothing is
// what FEEL calls null: a text of no such form, kinds that do not go together, a result beyond the years ±999,999,999.
#pragma once

#include <compare>
#include <optional>
#include <string_view>

#include "expression/value.hpp"

namespace pavane::expression::feel {

inline constexpr std::int32_t greatest_year = 999'999'999;

// Nothing if there is no such day.
std::optional<Date> make_date(std::int64_t year, std::int64_t month, std::int64_t day);
// What the clock on the wall shows; nothing only for a date beyond the calendar.
std::optional<DateTime> make_date_time(const Date& date, const TimeOfDay& time);

// "2024-02-29", "-0044-03-15": four digits or more without needless zeros.
std::optional<Date> parse_date(std::string_view text);
// "10:30:00", "10:30:00.5Z", "10:30:00+05:30", "10:30:00@Europe/Berlin". What is finer than nanoseconds is cut off.
std::optional<TimeOfDay> parse_time(std::string_view text);
// A date, T and a time; a date alone is its midnight, and 24:00:00 the midnight after it.
std::optional<DateTime> parse_date_time(std::string_view text);
// Years and months ("P1Y2M"), or days and time ("-P1DT2H0.5S"): never both.
std::optional<Value> parse_duration(std::string_view text);
// Any of these, as the text of @"...".
std::optional<Value> parse_temporal(std::string_view text);

// Whether its date on the wall is one of the calendar; only a point that was moved may have none.
bool is_in_calendar(const DateTime& time);

Date date_of(const DateTime& time);       // on the wall
TimeOfDay time_of(const DateTime& time);  // on the wall, with its zone

// Dates, times and durations with durations; a date stays a date. In any other case nothing.
std::optional<Value> temporal_sum(const Value& a, const Value& b);
// As the sum, and the time from one point to another: a date is the midnight of UTC, and a point with a zone has no
// distance from one without.
std::optional<Value> temporal_difference(const Value& a, const Value& b);
std::optional<Value> negated_duration(const Value& duration);
// Months are cut off to whole ones, seconds rounded to nanoseconds.
std::optional<Value> multiplied_duration(const Value& duration, const Decimal& factor);
std::optional<Value> divided_duration(const Value& duration, const Decimal& divisor);
// How often one duration goes into another of its kind.
std::optional<Decimal> duration_ratio(const Value& duration, const Value& divisor);

// Of two values of one temporal kind. Nothing also where a zone is missing on one side only, and for times of day in
// different regions, which have no order without a date.
std::optional<std::strong_ordering> temporal_order(const Value& a, const Value& b);
// As FEEL's = on two values of one temporal kind: fractions of a second do not count in times (§10.3.2.3.6). Nothing
// where temporal_order gives nothing.
std::optional<bool> temporal_equality(const Value& a, const Value& b);
// As FEEL's is(): the same kind, and the same date, time and zone as they are written.
bool identical_temporal(const Value& a, const Value& b);

// year, month, day, weekday (1 is Monday), hour, minute, second, time offset, timezone; years, months; days, hours,
// minutes, seconds. A property that this value could have and has not is null; nothing for any other name.
std::optional<Value> temporal_property(const Value& temporal, std::string_view name);

// The whole years and months from one date to another (negative backwards).
YearsMonths years_and_months_between(const Date& from, const Date& to);
std::int64_t weekday(const Date& date);       // 1 is Monday
std::int64_t day_of_year(const Date& date);   // 1 to 366
std::int64_t week_of_year(const Date& date);  // of ISO 8601
std::int64_t last_day_of_month(const Date& date);

}  // namespace pavane::expression::feel
