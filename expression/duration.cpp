#include <array>

#include "expression/temporal.hpp"
#include "expression/text_cursor.hpp"

namespace pavane::expression {
namespace {

constexpr std::int64_t max_years = 9999;
constexpr std::size_t max_digits = 10;  // so many of every unit still fit into 64 bits of milliseconds

struct Unit {
    char letter;
    std::int64_t months;
    Milliseconds time;
};

constexpr std::array<Unit, 4> date_units{{{'Y', 12, Milliseconds{0}},
                                          {'M', 1, Milliseconds{0}},
                                          {'W', 0, std::chrono::weeks{1}},
                                          {'D', 0, std::chrono::days{1}}}};
constexpr std::array<Unit, 3> time_units{
    {{'H', 0, std::chrono::hours{1}}, {'M', 0, std::chrono::minutes{1}}, {'S', 0, std::chrono::seconds{1}}}};

// Adds the parts that follow, each unit at most once and in its order. False if what follows is no such part.
template <std::size_t N>
bool read_parts(TextCursor& cursor, const std::array<Unit, N>& units, Duration& duration, int& parts) {
    std::size_t next = 0;
    while (!cursor.at_end() && cursor.peek() != 'T') {
        const auto number = cursor.number(max_digits);
        if (!number) return false;
        int fraction = 0;
        bool has_fraction = false;
        if (cursor.accept('.') || cursor.accept(',')) {
            const auto read = cursor.fraction_ms();
            if (!read) return false;
            has_fraction = true;
            fraction = *read;
        }
        while (next < N && units[next].letter != cursor.peek()) ++next;
        if (next == N || (has_fraction && units[next].letter != 'S')) return false;
        duration.months += units[next].months * *number;
        duration.time += units[next].time * *number + Milliseconds{fraction};
        cursor.skip(1);
        ++next;
        ++parts;
    }
    return true;
}

tl::unexpected<std::string> not_a_duration(std::string_view text) {
    return unexpected(quoted(text) +
                      " is not a duration: write it like PT10M (ten minutes), P1D (a day) or P1M (a month)");
}

tl::unexpected<std::string> beyond_the_calendar() {
    return unexpected(std::string("the time lies outside the years 0001 to 9999"));
}

}  // namespace

Result<Duration, std::string> parse_duration(std::string_view text) {
    if (text.starts_with("-P") || text.starts_with("P-") || text.starts_with("PT-"))
        return unexpected(quoted(text) + " is negative: a duration is zero or more");
    TextCursor cursor(text);
    Duration duration;
    int parts = 0;
    if (!cursor.accept('P') || !read_parts(cursor, date_units, duration, parts)) return not_a_duration(text);
    if (cursor.accept('T')) {
        const int before = parts;
        if (!read_parts(cursor, time_units, duration, parts) || parts == before) return not_a_duration(text);
    }
    if (parts == 0 || !cursor.at_end()) return not_a_duration(text);
    constexpr Milliseconds longest = std::chrono::years{max_years};
    if (duration.months > max_years * 12 || duration.time > longest)
        return unexpected(quoted(text) + " is longer than 9999 years");
    return duration;
}

Result<Instant, std::string> add(Instant instant, const Duration& duration) {
    using namespace std::chrono;
    constexpr std::int64_t most_months = 2 * max_years * 12;
    constexpr Milliseconds most_time = 2 * years{max_years};
    if (duration.months > most_months || duration.months < -most_months || duration.time > most_time ||
        duration.time < -most_time)
        return beyond_the_calendar();
    const auto day = floor<days>(instant);
    const year_month_day date{day};
    const year_month month = date.year() / date.month() + months{duration.months};
    const year_month_day wanted = month / date.day();
    const sys_days moved = wanted.ok() ? sys_days{wanted} : sys_days{month / last};
    const Instant result = moved + (instant - day) + duration.time;
    constexpr Instant earliest = sys_days{1y / January / 1};
    constexpr Instant end = sys_days{10000y / January / 1};
    if (result < earliest || result >= end) return beyond_the_calendar();
    return result;
}

}  // namespace pavane::expression
