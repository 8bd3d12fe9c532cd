// Times as processes write them (ISO 8601): dates with times, durations and repeating intervals, and cron. Every error
// is a plain sentence that quotes the text. Years are 0001 to 9999.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "expression/cron.hpp"
#include "expression/time_zone.hpp"
#include "expression/value.hpp"
#include "foundation/instant.hpp"
#include "foundation/result.hpp"

namespace pavane::expression {

// "2025-01-15T10:30:00.000+0100" with Z, +01:00, +0100 or +01, with [Europe/Berlin] behind the time or the offset,
// without any of them (then the time is `zone`'s), without seconds, or only a date (its midnight). An offset wins over
// a zone.
Result<DateTime, std::string> parse_date_time(std::string_view text, TimeZone zone = {});

// Only `yyyy-MM-dd'T'HH:mm:ss.SSSZ`, the form of the REST contract §3.3: "2025-01-15T10:30:00.000+0100".
Result<DateTime, std::string> parse_strict_date_time(std::string_view text);

// The form that parse_strict_date_time reads, in UTC: "2025-01-15T09:30:00.000+0000".
std::string format_instant(Instant instant);

// Months are kept apart from time: how long one is depends on the month. A day is 24 hours.
struct Duration {
    std::int64_t months = 0;
    Milliseconds time{0};

    friend bool operator==(const Duration&, const Duration&) = default;
};

// "P1Y2M3DT4H5M6.789S", "P2W"; not negative, not longer than 9999 years.
Result<Duration, std::string> parse_duration(std::string_view text);

// Months first, by the calendar of UTC (one month after 31 January is the last day of February), then the time.
Result<Instant, std::string> add(Instant instant, const Duration& duration);

// "R3/PT10H", "R/2025-01-01T00:00:00Z/PT1H", "R3/PT1H/2025-01-02T00:00:00Z", "R3/2025-01-01/2025-01-02". R3 is due
// three times in all: at the start, one period and two periods later; without a start or an end, first one period from
// now.
struct RepeatingInterval {
    std::optional<std::int64_t> repeats;  // nothing: without end
    Duration period;                      // at least one second
    std::optional<Instant> start;
    std::optional<Instant> end;  // with an end and no start, the last one is due at the end
};

using Cycle = std::variant<RepeatingInterval, Cron>;

// A repeating interval or a cron; dates without an offset and the hours of a cron are those of `zone`.
Result<Cycle, std::string> parse_cycle(std::string_view text, TimeZone zone = {});

// Where a cycle stands: plain data to be stored with what waits for it. Counting periods from the anchor keeps the
// 31st: a month after a month after 31 January is 31 March.
struct CyclePosition {
    Instant anchor;
    std::int64_t index = 0;
    Instant due;
};

// The first one that is due at `now` or later; an error if there is none.
Result<CyclePosition, std::string> first_due(const Cycle& cycle, Instant now);

// The first one behind `position` that is due later than `after` (those that are not are left out, and counted);
// nothing when the cycle is over. Give `position.due` as `after` to leave none out.
std::optional<CyclePosition> next_due(const Cycle& cycle, const CyclePosition& position, Instant after);

}  // namespace pavane::expression
