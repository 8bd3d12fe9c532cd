#include <algorithm>
#include <bit>

#include "expression/cron.hpp"

namespace pavane::expression {
namespace {

using namespace std::chrono;

constexpr std::int32_t years_searched = 100;
constexpr CronField every_hour = (CronField{1} << 24) - 1;

bool has(CronField field, unsigned value) { return (field >> value & 1) != 0; }

unsigned last_day(const year_month_day& date) { return unsigned{(date.year() / date.month() / last).day()}; }

unsigned weekday_of(const year_month_day& date) { return weekday{sys_days{date}}.c_encoding(); }

// The weekday (Monday to Friday) of the month that is nearest to the day.
unsigned nearest_weekday(const year_month_day& date, unsigned day) {
    const unsigned end = last_day(date);
    day = std::min(day, end);
    const unsigned on = weekday_of(date.year() / date.month() / std::chrono::day{day});
    if (on == 6) return day == 1 ? 3 : day - 1;
    if (on == 0) return day == end ? day - 2 : day + 1;
    return day;
}

bool matches(const CronMonthDay& rule, const year_month_day& date) {
    const unsigned day{date.day()};
    switch (rule.kind) {
        case CronMonthDay::Kind::last:
            return day + rule.number == last_day(date);
        case CronMonthDay::Kind::nearest:
            return rule.number <= last_day(date) && day == nearest_weekday(date, rule.number);
        case CronMonthDay::Kind::last_weekday:
            return day == nearest_weekday(date, last_day(date));
    }
    return false;
}

bool matches(const CronNthWeekday& rule, const year_month_day& date) {
    const unsigned day{date.day()};
    if (weekday_of(date) != rule.weekday) return false;
    return rule.nth == 0 ? day + 7 > last_day(date) : (day - 1) / 7 + 1 == rule.nth;
}

bool matches_day(const Cron& cron, const year_month_day& date) {
    const auto holds = [&](const auto& rule) { return matches(rule, date); };
    const bool by_day = has(cron.days, unsigned{date.day()}) || std::ranges::any_of(cron.month_days, holds);
    const bool by_weekday = has(cron.weekdays, weekday_of(date)) || std::ranges::any_of(cron.nth_weekdays, holds);
    if (cron.either_day && !cron.any_day && !cron.any_weekday) return by_day || by_weekday;
    return (cron.any_day || by_day) && (cron.any_weekday || by_weekday);
}

// The lowest value of the field that is `from` or more.
std::optional<int> next_in(CronField field, int from) {
    if (from > 63 || field >> from == 0) return std::nullopt;
    return from + std::countr_zero(field >> from);
}

// The first matching time of a day that is `from` or later.
std::optional<seconds> next_time(const Cron& cron, seconds from) {
    const hh_mm_ss<seconds> start{from};
    const int start_hour = static_cast<int>(start.hours().count());
    const int start_minute = static_cast<int>(start.minutes().count());
    const int start_second = static_cast<int>(start.seconds().count());
    for (auto hour = next_in(cron.hours, start_hour); hour; hour = next_in(cron.hours, *hour + 1)) {
        const bool first_hour = *hour == start_hour;
        for (auto minute = next_in(cron.minutes, first_hour ? start_minute : 0); minute;
             minute = next_in(cron.minutes, *minute + 1)) {
            const bool first_minute = first_hour && *minute == start_minute;
            if (const auto second = next_in(cron.seconds, first_minute ? start_second : 0))
                return hours{*hour} + minutes{*minute} + seconds{*second};
        }
    }
    return std::nullopt;
}

// The first of the matching years that is `year` or later.
std::optional<std::int32_t> next_year(const Cron& cron, std::int32_t year) {
    if (cron.years.empty()) return year;
    const auto found = std::lower_bound(cron.years.begin(), cron.years.end(), year);
    return found == cron.years.end() ? std::nullopt : std::optional(*found);
}

// The first matching local time later than `after`.
std::optional<LocalTime> next_local(const Cron& cron, LocalTime after) {
    const auto from = floor<seconds>(after) + seconds{1};
    local_days day = floor<days>(from);
    seconds time_from = from - day;
    const std::int32_t first = static_cast<std::int32_t>(year_month_day{day}.year());
    while (true) {
        const year_month_day date{day};
        const auto year_now = static_cast<std::int32_t>(date.year());
        const auto wanted = next_year(cron, year_now);
        if (!wanted || *wanted > std::max(first, cron.years.empty() ? first : cron.years.front()) + years_searched)
            return std::nullopt;
        if (*wanted != year_now) {
            day = local_days{year{*wanted} / January / 1};
        } else if (!has(cron.months, unsigned{date.month()})) {
            day = local_days{(date.year() / date.month() + months{1}) / 1};
        } else {
            const auto time = matches_day(cron, date) ? next_time(cron, time_from) : std::nullopt;
            if (time) return LocalTime{day + *time};
            day += days{1};
        }
        time_from = seconds{0};
    }
}

// By real time: within one offset from UTC, local times and moments run alike; behind its end begin again with the
// next.
std::optional<Instant> next_of_every_hour(const Cron& cron, Instant after) {
    LocalTime local = cron.zone.to_local(after);
    Milliseconds offset = local.time_since_epoch() - after.time_since_epoch();
    Instant end = cron.zone.offset_ends(after);
    while (const auto next = next_local(cron, local)) {
        const Instant due{next->time_since_epoch() - offset};
        if (due < end) return due;
        local = cron.zone.to_local(end);
        offset = local.time_since_epoch() - end.time_since_epoch();
        end = cron.zone.offset_ends(end);
        local -= Milliseconds{1};
    }
    return std::nullopt;
}

}  // namespace

std::optional<Instant> next_due(const Cron& cron, Instant after) {
    if (cron.hours == every_hour) return next_of_every_hour(cron, after);
    auto local = next_local(cron, cron.zone.to_local(after));
    while (local) {
        const Instant due = cron.zone.to_instant(*local);
        if (due > after) return due;
        local = next_local(cron, *local);
    }
    return std::nullopt;
}

}  // namespace pavane::expression
