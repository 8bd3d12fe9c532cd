#include <array>

#include "expression/juel/coercion.hpp"
#include "expression/juel/methods.hpp"
#include "expression/temporal.hpp"

namespace pavane::expression::juel {
namespace {

using namespace std::chrono;
using Arguments = std::span<const Value>;

// One unit that a date is moved by.
struct Unit {
    std::int64_t months;
    std::int64_t ms;
};

constexpr Unit year_unit{12, 0};
constexpr Unit month_unit{1, 0};
constexpr Unit week_unit{0, Milliseconds(weeks{1}).count()};
constexpr Unit day_unit{0, Milliseconds(days{1}).count()};
constexpr Unit hour_unit{0, Milliseconds(hours{1}).count()};
constexpr Unit minute_unit{0, Milliseconds(minutes{1}).count()};
constexpr Unit second_unit{0, Milliseconds(seconds{1}).count()};
constexpr Unit ms_unit{0, 1};

Milliseconds offset_of(const DateTime& date) { return std::chrono::seconds{offset_seconds(date)}; }

// What the calendar and the clock say where the date was written.
Instant wall_clock(const Value& base) { return base.date_time()->instant() + offset_of(*base.date_time()); }

Outcome at_wall_clock(Instant clock, const DateTime& like) {
    return Value(DateTime{clock - offset_of(like), offset_seconds(like) / 60});
}

template <Unit unit, int sign>
Outcome moved(const Value& base, Arguments arguments, Evaluation&) {
    const auto count = to_integer(arguments[0]);
    if (!count) return unexpected(count.error());
    std::int64_t months = 0;
    std::int64_t ms = 0;
    if (__builtin_mul_overflow(*count, unit.months * sign, &months) ||
        __builtin_mul_overflow(*count, unit.ms * sign, &ms))
        return fault("the date cannot be moved by " + std::to_string(*count));
    const auto clock = add(wall_clock(base), Duration{months, Milliseconds{ms}});
    if (!clock) return fault(clock.error());
    return at_wall_clock(*clock, *base.date_time());
}

Outcome time(const Value& base, Arguments, Evaluation&) {
    return Value(std::int64_t{base.date_time()->instant().time_since_epoch().count()});
}

Outcome itself(const Value& base, Arguments, Evaluation&) { return base; }

// The other date of a comparison.
Result<Instant, Fault> other_date(Arguments arguments) {
    if (!arguments[0].date_time()) return fault("a date cannot be compared with " + described(arguments[0]));
    return arguments[0].date_time()->instant();
}

Outcome before(const Value& base, Arguments arguments, Evaluation&) {
    const auto other = other_date(arguments);
    if (!other) return unexpected(other.error());
    return Value(base.date_time()->instant() < *other);
}

Outcome after(const Value& base, Arguments arguments, Evaluation&) {
    const auto other = other_date(arguments);
    if (!other) return unexpected(other.error());
    return Value(base.date_time()->instant() > *other);
}

enum class Field : std::uint8_t { year, month, day, weekday, day_of_year, hour, minute, second, ms };

template <Field field>
Outcome read(const Value& base, Arguments, Evaluation&) {
    const Instant clock = wall_clock(base);
    const sys_days day = floor<days>(clock);
    const year_month_day date{day};
    const hh_mm_ss<Milliseconds> time{clock - day};
    const auto value = [&]() -> std::int64_t {
        switch (field) {
            case Field::year:
                return int{date.year()};
            case Field::month:
                return unsigned{date.month()};
            case Field::day:
                return unsigned{date.day()};
            case Field::weekday:
                return weekday{day}.iso_encoding();
            case Field::day_of_year:
                return (day - sys_days{date.year() / January / 1}).count() + 1;
            case Field::hour:
                return time.hours().count();
            case Field::minute:
                return time.minutes().count();
            case Field::second:
                return time.seconds().count();
            case Field::ms:
                return time.subseconds().count();
        }
        return 0;
    };
    return Value(value());
}

// The date with one field of its clock set; a value that the field cannot hold is a fault.
template <Field field, int limit>
Outcome with(const Value& base, Arguments arguments, Evaluation& evaluation) {
    const auto wanted = to_integer(arguments[0]);
    if (!wanted) return unexpected(wanted.error());
    if (*wanted < 0 || *wanted >= limit)
        return fault(std::to_string(*wanted) + " is not from 0 to " + std::to_string(limit - 1));
    auto present = read<field>(base, {}, evaluation);
    if (!present) return present;
    constexpr Unit unit = field == Field::hour     ? hour_unit
                          : field == Field::minute ? minute_unit
                          : field == Field::second ? second_unit
                                                   : ms_unit;
    return at_wall_clock(wall_clock(base) + Milliseconds{(*wanted - *present->integer()) * unit.ms}, *base.date_time());
}

Outcome at_start_of_day(const Value& base, Arguments, Evaluation&) {
    return at_wall_clock(Instant{floor<days>(wall_clock(base))}, *base.date_time());
}

// What a letter of a pattern stands for, and how many digits it writes at least.
std::optional<std::int64_t> field_of(char letter, const Value& base, Evaluation& evaluation) {
    const auto number = [&](auto read_field) { return *read_field(base, {}, evaluation)->integer(); };
    switch (letter) {
        case 'y':
            return number(read<Field::year>);
        case 'M':
            return number(read<Field::month>);
        case 'd':
            return number(read<Field::day>);
        case 'H':
            return number(read<Field::hour>);
        case 'm':
            return number(read<Field::minute>);
        case 's':
            return number(read<Field::second>);
        case 'S':
            return number(read<Field::ms>);
        default:
            return std::nullopt;
    }
}

// Of Java's patterns those whose fields are numbers; text stands between quotes.
Outcome formatted(const Value& base, const std::string& pattern, Evaluation& evaluation) {
    std::string text;
    for (std::size_t at = 0; at < pattern.size();) {
        const char letter = pattern[at];
        const std::size_t begin = at;
        if (letter == '\'') {
            const std::size_t end = pattern.find('\'', at + 1);
            if (end == std::string::npos) return fault("the pattern '" + pattern + "' has a quote without its end");
            text += end == at + 1 ? "'" : pattern.substr(at + 1, end - at - 1);
            at = end + 1;
            continue;
        }
        while (at < pattern.size() && pattern[at] == letter) ++at;
        const bool is_letter = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
        if (!is_letter) {
            text.append(pattern, begin, at - begin);
            continue;
        }
        const auto value = field_of(letter, base, evaluation);
        if (!value || (letter == 'M' && at - begin > 2))
            return fault("the pattern '" + pattern + "' has '" + pattern.substr(begin, at - begin) +
                         "', which is not written here: use yyyy, MM, dd, HH, mm, ss and SSS");
        std::string digits = std::to_string(*value);
        if (digits.size() < at - begin) digits.insert(0, at - begin - digits.size(), '0');
        text += letter == 'y' && at - begin == 2 ? digits.substr(digits.size() - 2) : digits;
    }
    return evaluation.produced(std::move(text));
}

Outcome to_string(const Value& base, Arguments arguments, Evaluation& evaluation) {
    auto text = to_text(arguments.empty() ? base : arguments[0], evaluation);
    if (!text) return unexpected(text.error());
    if (arguments.empty()) return evaluation.produced(std::move(*text));
    return formatted(base, *text, evaluation);
}

constexpr std::array methods{Method{"getTime", 0, 0, time},
                             Method{"getMillis", 0, 0, time},
                             Method{"toDate", 0, 0, itself},
                             Method{"toDateTime", 0, 0, itself},
                             Method{"before", 1, 1, before},
                             Method{"isBefore", 1, 1, before},
                             Method{"after", 1, 1, after},
                             Method{"isAfter", 1, 1, after},
                             Method{"plusYears", 1, 1, moved<year_unit, 1>},
                             Method{"plusMonths", 1, 1, moved<month_unit, 1>},
                             Method{"plusWeeks", 1, 1, moved<week_unit, 1>},
                             Method{"plusDays", 1, 1, moved<day_unit, 1>},
                             Method{"plusHours", 1, 1, moved<hour_unit, 1>},
                             Method{"plusMinutes", 1, 1, moved<minute_unit, 1>},
                             Method{"plusSeconds", 1, 1, moved<second_unit, 1>},
                             Method{"plusMillis", 1, 1, moved<ms_unit, 1>},
                             Method{"plus", 1, 1, moved<ms_unit, 1>},
                             Method{"minusYears", 1, 1, moved<year_unit, -1>},
                             Method{"minusMonths", 1, 1, moved<month_unit, -1>},
                             Method{"minusWeeks", 1, 1, moved<week_unit, -1>},
                             Method{"minusDays", 1, 1, moved<day_unit, -1>},
                             Method{"minusHours", 1, 1, moved<hour_unit, -1>},
                             Method{"minusMinutes", 1, 1, moved<minute_unit, -1>},
                             Method{"minusSeconds", 1, 1, moved<second_unit, -1>},
                             Method{"minusMillis", 1, 1, moved<ms_unit, -1>},
                             Method{"minus", 1, 1, moved<ms_unit, -1>},
                             Method{"getYear", 0, 0, read<Field::year>},
                             Method{"getMonthOfYear", 0, 0, read<Field::month>},
                             Method{"getDayOfMonth", 0, 0, read<Field::day>},
                             Method{"getDayOfWeek", 0, 0, read<Field::weekday>},
                             Method{"getDayOfYear", 0, 0, read<Field::day_of_year>},
                             Method{"getHourOfDay", 0, 0, read<Field::hour>},
                             Method{"getMinuteOfHour", 0, 0, read<Field::minute>},
                             Method{"getSecondOfMinute", 0, 0, read<Field::second>},
                             Method{"getMillisOfSecond", 0, 0, read<Field::ms>},
                             Method{"getDate", 0, 0, read<Field::day>},
                             Method{"getHours", 0, 0, read<Field::hour>},
                             Method{"getMinutes", 0, 0, read<Field::minute>},
                             Method{"getSeconds", 0, 0, read<Field::second>},
                             Method{"toString", 0, 1, to_string},
                             Method{"withHourOfDay", 1, 1, with<Field::hour, 24>},
                             Method{"withMinuteOfHour", 1, 1, with<Field::minute, 60>},
                             Method{"withSecondOfMinute", 1, 1, with<Field::second, 60>},
                             Method{"withMillisOfSecond", 1, 1, with<Field::ms, 1000>},
                             Method{"withTimeAtStartOfDay", 0, 0, at_start_of_day}};

}  // namespace

std::span<const Method> date_methods() { return methods; }

}  // namespace pavane::expression::juel
