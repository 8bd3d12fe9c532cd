// Cron expressions as Quartz and Spring write them: seconds, minutes, hours, day of month, month, day of week and, if
// wanted, the year; or the five fields of Unix, which begin with minutes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "expression/time_zone.hpp"
#include "foundation/instant.hpp"
#include "foundation/result.hpp"

namespace pavane::expression {

// One field: bit n is set when n matches.
using CronField = std::uint64_t;

// A day of the month that depends on the month.
struct CronMonthDay {
    enum class Kind : std::uint8_t {
        last,          // L and L-n: n days before the last
        nearest,       // nW: the weekday nearest to day n
        last_weekday,  // LW
    };
    Kind kind;
    unsigned number = 0;
};

// n-th (1 to 5) or last (0) such weekday of the month.
struct CronNthWeekday {
    unsigned weekday;  // 0 is Sunday
    unsigned nth;
};

struct Cron {
    CronField seconds = 1;
    CronField minutes = 0;
    CronField hours = 0;
    CronField days = 0;
    CronField months = 0;
    CronField weekdays = 0;           // bit 0 is Sunday
    std::vector<std::int32_t> years;  // in order; empty: every year
    std::vector<CronMonthDay> month_days;
    std::vector<CronNthWeekday> nth_weekdays;
    bool any_day = true;      // the day of the month is * or ?
    bool any_weekday = true;  // the day of the week is * or ?
    bool either_day = false;  // Unix: one of the two day fields is enough; otherwise both must match
    TimeZone zone;
};

// Six and seven fields count the days of the week from 1 = SUN as Quartz does, five fields from 0 = Sunday (7 too) as
// Unix does. Names, lists, ranges (also over the end: FRI-MON), steps, ?, L, W, #, and @hourly, @daily, @weekly,
// @monthly,
// @yearly. The error is a sentence that names the field.
Result<Cron, std::string> parse_cron(std::string_view text, TimeZone zone = {});

// The first moment later than `after` that matches; nothing if there is none in the next hundred years. When the clock
// changes, a cron of every hour runs by real time; another runs once: at the first of two equal times, and a time that
// is left out comes as much later as the clock has jumped.
std::optional<Instant> next_due(const Cron& cron, Instant after);

}  // namespace pavane::expression
