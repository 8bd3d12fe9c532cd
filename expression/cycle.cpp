#include "expression/temporal.hpp"
#include "expression/text_cursor.hpp"

namespace pavane::expression {
namespace {

constexpr std::int64_t max_repeats = 2'147'483'647;
constexpr std::int64_t most_periods = 400'000'000'000;  // seconds in 9999 years, rounded up
constexpr Milliseconds shortest_period = std::chrono::seconds{1};

tl::unexpected<std::string> refuse(std::string_view text, std::string_view why) {
    return unexpected(quoted(text) + " " + std::string(why));
}

// The indexes that a repeating interval goes through, counted in periods from its anchor.
struct Turns {
    std::int64_t first;
    std::int64_t last;
};

Turns turns_of(const RepeatingInterval& interval) {
    const std::int64_t count = interval.repeats.value_or(most_periods);
    if (interval.start) return {0, count - 1};
    if (interval.end) return {1 - count, 0};
    return {1, count};
}

// Nothing beyond the calendar.
std::optional<Instant> due_at(const RepeatingInterval& interval, Instant anchor, std::int64_t index) {
    Duration distance;
    std::int64_t time_ms = 0;
    if (__builtin_mul_overflow(interval.period.months, index, &distance.months) ||
        __builtin_mul_overflow(std::int64_t{interval.period.time.count()}, index, &time_ms))
        return std::nullopt;
    distance.time = Milliseconds{time_ms};
    const auto due = add(anchor, distance);
    return due ? std::optional(*due) : std::nullopt;
}

// The first of the turns that is due at `from` or later: dues grow with the index, so it is searched by halving.
std::optional<CyclePosition> first_from(const RepeatingInterval& interval, Instant anchor, Turns turns, Instant from) {
    const auto is_late_enough = [&](std::int64_t index) {
        const auto due = due_at(interval, anchor, index);
        return due ? *due >= from : index > 0;
    };
    std::int64_t low = turns.first;
    std::int64_t high = turns.last;
    while (low < high) {
        const std::int64_t middle = low + (high - low) / 2;
        if (is_late_enough(middle))
            high = middle;
        else
            low = middle + 1;
    }
    if (low != high) return std::nullopt;
    const auto due = due_at(interval, anchor, low);
    if (!due || *due < from) return std::nullopt;
    return CyclePosition{anchor, low, *due};
}

Result<std::optional<std::int64_t>, std::string> parse_repeats(std::string_view text, std::string_view whole) {
    if (text == "R") return std::optional<std::int64_t>{};
    TextCursor cursor(text.substr(1));
    const auto count = cursor.number(10);
    if (!count || !cursor.at_end() || *count > max_repeats)
        return refuse(whole, "does not repeat a whole number of times: write R3/ for three times, R/ for ever");
    if (*count == 0) return refuse(whole, "repeats zero times: write R1/ for once, R/ for ever");
    return count;
}

bool is_duration(std::string_view text) { return !text.empty() && (text[0] == 'P' || text.starts_with("-P")); }

// Reads what follows the first slash: a period, a start and a period, a period and an end, or a start and an end.
Result<RepeatingInterval, std::string> parse_interval_parts(std::string_view first,
                                                            std::optional<std::string_view> second, TimeZone zone) {
    RepeatingInterval interval;
    std::optional<std::string_view> period;
    if (is_duration(first)) {
        period = first;
    } else {
        const auto start = parse_date_time(first, zone);
        if (!start) return unexpected(start.error());
        interval.start = start->instant();
    }
    if (second && is_duration(*second) && !period) {
        period = second;
    } else if (second) {
        const auto end = parse_date_time(*second, zone);
        if (!end) return unexpected(end.error());
        interval.end = end->instant();
    }
    if (period) {
        const auto duration = parse_duration(*period);
        if (!duration) return unexpected(duration.error());
        interval.period = *duration;
    } else if (interval.start && interval.end) {
        interval.period.time = *interval.end - *interval.start;
    } else {
        return refuse(first, "is a start without a period: write R/<start>/<period>");
    }
    return interval;
}

Result<RepeatingInterval, std::string> parse_repeating_interval(std::string_view text, TimeZone zone) {
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) return refuse(text, "has no period: write it like R3/PT10M");
    const auto repeats = parse_repeats(text.substr(0, slash), text);
    if (!repeats) return unexpected(repeats.error());
    const std::string_view rest = text.substr(slash + 1);
    const std::size_t second_slash = rest.find('/');
    auto interval = second_slash == std::string_view::npos
                        ? parse_interval_parts(rest, std::nullopt, zone)
                        : parse_interval_parts(rest.substr(0, second_slash), rest.substr(second_slash + 1), zone);
    if (!interval) return refuse(text, "is not a repeating interval: " + interval.error());
    interval->repeats = *repeats;
    if (interval->period.months == 0 && interval->period.time < shortest_period)
        return refuse(text, "repeats more often than once a second, which is not allowed");
    return interval;
}

}  // namespace

Result<Cycle, std::string> parse_cycle(std::string_view text, TimeZone zone) {
    if (is_duration(text)) return refuse(text, "is a duration that does not repeat: write R/ in front of it");
    if (text.starts_with("R")) {
        auto interval = parse_repeating_interval(text, zone);
        if (!interval) return unexpected(interval.error());
        return Cycle(*interval);
    }
    auto cron = parse_cron(text, zone);
    if (!cron) return unexpected(cron.error());
    return Cycle(std::move(*cron));
}

Result<CyclePosition, std::string> first_due(const Cycle& cycle, Instant now) {
    if (const auto* cron = std::get_if<Cron>(&cycle)) {
        const auto due = next_due(*cron, now);
        if (!due) return unexpected(std::string("the cron is never due again"));
        return CyclePosition{*due, 1, *due};
    }
    const auto& interval = std::get<RepeatingInterval>(cycle);
    const Instant anchor = interval.start ? *interval.start : interval.end.value_or(now);
    const auto position = first_from(interval, anchor, turns_of(interval), now);
    if (!position)
        return unexpected(
            std::string("no repetition of the cycle is left, all lie in the past or behind the year 9999"));
    return *position;
}

std::optional<CyclePosition> next_due(const Cycle& cycle, const CyclePosition& position, Instant after) {
    if (const auto* cron = std::get_if<Cron>(&cycle)) {
        // From its own date, which may be past the moment at which somebody had it run; a run that was put off is not.
        const auto due = next_due(*cron, std::max(position.anchor, after));
        return due ? std::optional(CyclePosition{*due, position.index + 1, *due}) : std::nullopt;
    }
    const auto& interval = std::get<RepeatingInterval>(cycle);
    const Turns behind{position.index + 1, turns_of(interval).last};
    if (behind.first > behind.last) return std::nullopt;
    return first_from(interval, position.anchor, behind, after + Milliseconds{1});
}

}  // namespace pavane::expression
