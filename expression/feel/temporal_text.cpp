#include <array>

#include "expression/feel/temporal.hpp"
#include "expression/text_cursor.hpp"
#include "expression/time_zone.hpp"

namespace pavane::expression::feel {
namespace {

constexpr std::int64_t nanoseconds_per_second = 1'000'000'000;
constexpr std::int64_t nanoseconds_per_day = 86'400 * nanoseconds_per_second;
constexpr int greatest_offset_seconds = 18 * 3600;
constexpr std::size_t most_digits = 18;  // every number of so many digits fits into 64 bits

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<Date> read_date(TextCursor& cursor) {
    const bool negative = cursor.accept('-');
    const std::string_view digits = cursor.rest();
    const auto year = cursor.number(9);
    if (!year || !cursor.accept('-')) return std::nullopt;
    const std::size_t length = digits.size() - cursor.rest().size() - 1;
    if (length < 4 || (length > 4 && digits[0] == '0')) return std::nullopt;
    const auto month = cursor.digits(2);
    if (!month || !cursor.accept('-')) return std::nullopt;
    const auto day = cursor.digits(2);
    if (!day || is_digit(cursor.peek())) return std::nullopt;
    return make_date(negative ? -*year : *year, *month, *day);
}

// The digits of a fraction as nanoseconds; those behind the ninth are skipped.
std::int64_t read_fraction(TextCursor& cursor) {
    std::int64_t unit = nanoseconds_per_second / 10;
    std::int64_t fraction = 0;
    for (; is_digit(cursor.peek()); cursor.skip(1)) {
        fraction += unit * (cursor.peek() - '0');
        unit /= 10;
    }
    return fraction;
}

// hh:mm:ss with a fraction, in nanoseconds; 24:00:00 is a whole day.
std::optional<std::int64_t> read_wall(TextCursor& cursor) {
    const auto hour = cursor.digits(2);
    if (!hour || !cursor.accept(':')) return std::nullopt;
    const auto minute = cursor.digits(2);
    if (!minute || *minute > 59 || !cursor.accept(':')) return std::nullopt;
    const auto second = cursor.digits(2);
    if (!second || *second > 59) return std::nullopt;
    std::int64_t time = (*hour * std::int64_t{3600} + *minute * 60 + *second) * nanoseconds_per_second;
    if (cursor.accept('.')) {
        if (!is_digit(cursor.peek())) return std::nullopt;
        time += read_fraction(cursor);
    }
    if (time > nanoseconds_per_day) return std::nullopt;
    return time;
}

std::optional<Zone> read_offset(TextCursor& cursor) {
    const bool west = cursor.peek() == '-';
    cursor.skip(1);
    const auto hour = cursor.digits(2);
    if (!hour || !cursor.accept(':')) return std::nullopt;
    const auto minute = cursor.digits(2);
    if (!minute || *minute > 59) return std::nullopt;
    int offset = *hour * 3600 + *minute * 60;
    if (cursor.accept(':')) {
        const auto second = cursor.digits(2);
        if (!second || *second > 59) return std::nullopt;
        offset += *second;
    }
    if (offset > greatest_offset_seconds) return std::nullopt;
    return Zone::offset(west ? -offset : offset);
}

std::optional<Zone> read_region(TextCursor& cursor) {
    const auto zone = TimeZone::find(cursor.rest());
    if (!zone) return std::nullopt;
    cursor.skip(cursor.rest().size());
    return Zone::region(zone->number());
}

// What stands between the time and the end of the text.
std::optional<Zone> read_zone(TextCursor& cursor) {
    std::optional<Zone> zone = Zone();
    if (cursor.accept('Z'))
        zone = Zone::offset(0);
    else if (cursor.accept('@'))
        zone = read_region(cursor);
    else if (!cursor.at_end() && (cursor.peek() == '+' || cursor.peek() == '-'))
        zone = read_offset(cursor);
    return cursor.at_end() ? zone : std::nullopt;
}

struct Unit {
    char letter;
    std::int64_t size;
};

constexpr std::array<Unit, 2> month_units{{{'Y', 12}, {'M', 1}}};
constexpr std::array<Unit, 1> day_units{{{'D', 86'400}}};
constexpr std::array<Unit, 3> time_units{{{'H', 3600}, {'M', 60}, {'S', 1}}};

struct Amount {
    std::int64_t whole = 0;
    std::int64_t nanoseconds = 0;
    int parts = 0;
};

// Adds the parts that follow, each unit at most once and in its order; only seconds have a fraction.
template <std::size_t N>
bool read_units(TextCursor& cursor, const std::array<Unit, N>& units, Amount& amount) {
    std::size_t next = 0;
    while (is_digit(cursor.peek())) {
        const auto number = cursor.number(most_digits);
        if (!number) return false;
        const bool has_fraction = cursor.accept('.');
        const std::int64_t fraction = has_fraction ? read_fraction(cursor) : 0;
        while (next < N && units[next].letter != cursor.peek()) ++next;
        if (next == N || (has_fraction && units[next].letter != 'S')) return false;
        std::int64_t part = 0;
        if (__builtin_mul_overflow(*number, units[next].size, &part) ||
            __builtin_add_overflow(amount.whole, part, &amount.whole))
            return false;
        amount.nanoseconds += fraction;
        cursor.skip(1);
        ++next;
        ++amount.parts;
    }
    return true;
}

Value days_time(const Amount& amount, bool negative) {
    if (!negative) return Value(DaysTime{amount.whole, static_cast<std::uint32_t>(amount.nanoseconds)});
    if (amount.nanoseconds == 0) return Value(DaysTime{-amount.whole, 0});
    return Value(DaysTime{-amount.whole - 1, static_cast<std::uint32_t>(nanoseconds_per_second - amount.nanoseconds)});
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
    TextCursor cursor(text);
    const auto date = read_date(cursor);
    return cursor.at_end() ? date : std::nullopt;
}

std::optional<TimeOfDay> parse_time(std::string_view text) {
    TextCursor cursor(text);
    const auto time = read_wall(cursor);
    if (!time) return std::nullopt;
    const auto zone = read_zone(cursor);
    if (!zone) return std::nullopt;
    return TimeOfDay{*time % nanoseconds_per_day, *zone};
}

std::optional<DateTime> parse_date_time(std::string_view text) {
    TextCursor cursor(text);
    auto date = read_date(cursor);
    if (!date) return std::nullopt;
    if (cursor.at_end()) return make_date_time(*date, TimeOfDay{});
    const auto time = cursor.accept('T') ? read_wall(cursor) : std::nullopt;
    if (!time) return std::nullopt;
    const auto zone = read_zone(cursor);
    if (!zone) return std::nullopt;
    if (*time < nanoseconds_per_day) return make_date_time(*date, TimeOfDay{*time, *zone});
    if (date->year == greatest_year && date->month == 12 && date->day == 31) return std::nullopt;
    return make_date_time(date_from(days_from(*date) + 1), TimeOfDay{0, *zone});
}

std::optional<Value> parse_duration(std::string_view text) {
    TextCursor cursor(text);
    const bool negative = cursor.accept('-');
    if (!cursor.accept('P')) return std::nullopt;
    const TextCursor start = cursor;
    Amount months;
    if (read_units(cursor, month_units, months) && months.parts > 0 && cursor.at_end())
        return Value(YearsMonths{negative ? -months.whole : months.whole});
    cursor = start;
    Amount time;
    if (!read_units(cursor, day_units, time)) return std::nullopt;
    if (cursor.accept('T')) {
        const int before = time.parts;
        if (!read_units(cursor, time_units, time) || time.parts == before) return std::nullopt;
    }
    if (time.parts == 0 || !cursor.at_end()) return std::nullopt;
    return days_time(time, negative);
}

std::optional<Value> parse_temporal(std::string_view text) {
    if (const auto date = parse_date(text)) return Value(*date);
    if (const auto time = parse_date_time(text)) return Value(*time);
    if (const auto time = parse_time(text)) return Value(*time);
    return parse_duration(text);
}

}  // namespace pavane::expression::feel
