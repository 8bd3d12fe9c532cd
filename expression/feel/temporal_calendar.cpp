#include <algorithm>
#include <array>
#include <chrono>

#include "expression/feel/temporal.hpp"
#include "expression/time_zone.hpp"

namespace pavane::expression::feel {
namespace {

constexpr std::int64_t nanoseconds_per_second = 1'000'000'000;
constexpr std::int64_t seconds_per_day = 86'400;

std::int64_t days_in_month(std::int64_t year, std::int64_t month) {
    constexpr std::array<std::uint8_t, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : days[static_cast<std::size_t>(month - 1)];
}

// How far the clock of a region is ahead of UTC when it shows that time. Far beyond what the library's clock counts the
// offset no longer changes.
std::int64_t region_offset(Zone zone, std::int64_t wall_seconds) {
    constexpr std::int64_t most = 8'000'000'000'000'000;
    const std::int64_t wall = std::clamp(wall_seconds, -most, most);
    const LocalTime local{std::chrono::seconds{wall}};
    const Instant instant = TimeZone::numbered(zone.region_number()).to_instant(local);
    return wall - std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count();
}

std::int64_t floor_divide(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

std::int64_t wall_seconds(const DateTime& time) { return time.seconds + offset_seconds(time); }

}  // namespace

std::optional<Date> make_date(std::int64_t year, std::int64_t month, std::int64_t day) {
    if (year < -greatest_year || year > greatest_year || month < 1 || month > 12 || day < 1 ||
        day > days_in_month(year, month))
        return std::nullopt;
    return Date{static_cast<std::int32_t>(year), static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
}

std::optional<DateTime> make_date_time(const Date& date, const TimeOfDay& time) {
    if (date.year < -greatest_year || date.year > greatest_year) return std::nullopt;
    const std::int64_t wall = days_from(date) * seconds_per_day + time.nanoseconds / nanoseconds_per_second;
    std::int64_t offset = 0;
    if (time.zone.kind() == Zone::Kind::offset) offset = time.zone.offset_seconds();
    if (time.zone.kind() == Zone::Kind::region) offset = region_offset(time.zone, wall);
    return DateTime(wall - offset, static_cast<std::uint32_t>(time.nanoseconds % nanoseconds_per_second), time.zone);
}

bool is_in_calendar(const DateTime& time) {
    const Date date = date_of(time);
    return date.year >= -greatest_year && date.year <= greatest_year;
}

Date date_of(const DateTime& time) { return date_from(floor_divide(wall_seconds(time), seconds_per_day)); }

TimeOfDay time_of(const DateTime& time) {
    const std::int64_t wall = wall_seconds(time);
    const std::int64_t second = wall - floor_divide(wall, seconds_per_day) * seconds_per_day;
    return {second * nanoseconds_per_second + time.nanoseconds, time.zone};
}

YearsMonths years_and_months_between(const Date& from, const Date& to) {
    std::int64_t months = (std::int64_t{to.year} - from.year) * 12 + to.month - from.month;
    if (months > 0 && to.day < from.day) --months;
    if (months < 0 && to.day > from.day) ++months;
    return {months};
}

// 1970-01-01 was a Thursday.
std::int64_t weekday(const Date& date) {
    const std::int64_t days = days_from(date) + 3;
    return days - floor_divide(days, 7) * 7 + 1;
}

std::int64_t day_of_year(const Date& date) { return days_from(date) - days_from({date.year, 1, 1}) + 1; }

// The week of a day is that of its Thursday.
std::int64_t week_of_year(const Date& date) {
    const Date thursday = date_from(days_from(date) + 4 - weekday(date));
    return (day_of_year(thursday) - 1) / 7 + 1;
}

std::int64_t last_day_of_month(const Date& date) { return days_in_month(date.year, date.month); }

}  // namespace pavane::expression::feel
