#include <algorithm>

#include "expression/feel/temporal.hpp"

namespace pavane::expression::feel {
namespace {

using Kind = Value::Kind;

constexpr std::int64_t nanoseconds_per_second = 1'000'000'000;
constexpr std::int64_t seconds_per_day = 86'400;
constexpr std::int64_t nanoseconds_per_day = seconds_per_day * nanoseconds_per_second;

std::int64_t floor_divide(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

std::optional<std::int64_t> sum(std::int64_t a, std::int64_t b) {
    std::int64_t result = 0;
    if (__builtin_add_overflow(a, b, &result)) return std::nullopt;
    return result;
}

constexpr std::int64_t most_days_of_offset = 2;

bool is_day_of_calendar(std::int64_t days, std::int64_t margin = 0) {
    static const std::int64_t first = days_from({-greatest_year, 1, 1});
    static const std::int64_t last = days_from({greatest_year, 12, 31});
    return days >= first - margin && days <= last + margin;
}

std::optional<Value> negated(const YearsMonths& duration) {
    std::int64_t months = 0;
    if (__builtin_sub_overflow(std::int64_t{0}, duration.months, &months)) return std::nullopt;
    return Value(YearsMonths{months});
}

std::optional<Value> negated(const DaysTime& duration) {
    std::int64_t seconds = 0;
    if (__builtin_sub_overflow(std::int64_t{duration.nanoseconds == 0 ? 0 : -1}, duration.seconds, &seconds))
        return std::nullopt;
    const std::int64_t fraction = duration.nanoseconds == 0 ? 0 : nanoseconds_per_second - duration.nanoseconds;
    return Value(DaysTime{seconds, static_cast<std::uint32_t>(fraction)});
}

std::optional<DaysTime> sum(const DaysTime& a, const DaysTime& b) {
    const std::int64_t fraction = std::int64_t{a.nanoseconds} + b.nanoseconds;
    const auto whole = sum(a.seconds, b.seconds);
    const auto seconds = whole ? sum(*whole, fraction / nanoseconds_per_second) : std::nullopt;
    if (!seconds) return std::nullopt;
    return DaysTime{*seconds, static_cast<std::uint32_t>(fraction % nanoseconds_per_second)};
}

// A day that the month does not have is its last one.
std::optional<Date> moved(const Date& date, const YearsMonths& by) {
    const auto month = sum(std::int64_t{date.year} * 12 + date.month - 1, by.months);
    if (!month) return std::nullopt;
    const std::int64_t year = floor_divide(*month, 12);
    const auto first = make_date(year, *month - year * 12 + 1, 1);
    if (!first) return std::nullopt;
    return make_date(year, first->month, std::min<std::int64_t>(date.day, last_day_of_month(*first)));
}

std::optional<Value> plus(const Date& date, const YearsMonths& by) {
    const auto result = moved(date, by);
    return result ? std::optional(Value(*result)) : std::nullopt;
}

std::optional<Value> plus(const Date& date, const DaysTime& by) {
    const auto seconds = sum(days_from(date) * seconds_per_day, by.seconds);
    if (!seconds || !is_day_of_calendar(floor_divide(*seconds, seconds_per_day))) return std::nullopt;
    return Value(date_from(floor_divide(*seconds, seconds_per_day)));
}

std::optional<Value> plus(const DateTime& time, const YearsMonths& by) {
    const auto date = moved(date_of(time), by);
    const auto result = date ? make_date_time(*date, time_of(time)) : std::nullopt;
    return result ? std::optional(Value(*result)) : std::nullopt;
}

std::optional<Value> plus(const DateTime& time, const DaysTime& by) {
    const auto moved_time = sum(DaysTime{time.seconds, time.nanoseconds}, by);
    // The day of UTC first: farther out there is no date to ask for.
    if (!moved_time || !is_day_of_calendar(floor_divide(moved_time->seconds, seconds_per_day), most_days_of_offset))
        return std::nullopt;
    const DateTime result(moved_time->seconds, moved_time->nanoseconds, time.zone);
    return is_in_calendar(result) ? std::optional(Value(result)) : std::nullopt;
}

Value plus(const TimeOfDay& time, const DaysTime& by) {
    const std::int64_t seconds = by.seconds - floor_divide(by.seconds, seconds_per_day) * seconds_per_day;
    const std::int64_t nanoseconds = time.nanoseconds + seconds * nanoseconds_per_second + by.nanoseconds;
    return Value(TimeOfDay{nanoseconds % nanoseconds_per_day, time.zone});
}

template <class Duration>
std::optional<Value> point_plus(const Value& point, const Duration& by) {
    if (point.date() != nullptr) return plus(*point.date(), by);
    if (point.date_time() != nullptr) return plus(*point.date_time(), by);
    return std::nullopt;
}

std::optional<Value> plus_duration(const Value& a, const Value& duration) {
    if (const YearsMonths* months = duration.years_months()) {
        if (a.years_months() == nullptr) return point_plus(a, *months);
        const auto total = sum(a.years_months()->months, months->months);
        return total ? std::optional(Value(YearsMonths{*total})) : std::nullopt;
    }
    const DaysTime* time = duration.days_time();
    if (time == nullptr) return std::nullopt;
    if (a.time() != nullptr) return plus(*a.time(), *time);
    if (a.days_time() == nullptr) return point_plus(a, *time);
    const auto total = sum(*a.days_time(), *time);
    return total ? std::optional(Value(*total)) : std::nullopt;
}

std::optional<Value> between(std::int64_t seconds, std::int64_t nanoseconds) {
    const std::int64_t carry = floor_divide(nanoseconds, nanoseconds_per_second);
    return Value(DaysTime{seconds + carry, static_cast<std::uint32_t>(nanoseconds - carry * nanoseconds_per_second)});
}

// A date is the midnight of UTC.
std::optional<DateTime> point(const Value& value) {
    if (value.date_time() != nullptr) return *value.date_time();
    if (value.date() != nullptr) return make_date_time(*value.date(), TimeOfDay{0, Zone::offset(0)});
    return std::nullopt;
}

// Nanoseconds since midnight of one clock that both can be read on; nothing if there is none.
struct Clocks {
    std::int64_t a = 0;
    std::int64_t b = 0;
};
std::optional<Clocks> on_one_clock(const TimeOfDay& a, const TimeOfDay& b) {
    if (a.zone == b.zone || (a.zone.is_on_the_wall() && b.zone.is_on_the_wall()))
        return Clocks{a.nanoseconds, b.nanoseconds};
    if (a.zone.kind() != Zone::Kind::offset || b.zone.kind() != Zone::Kind::offset) return std::nullopt;
    return Clocks{a.nanoseconds - a.zone.offset_seconds() * nanoseconds_per_second,
                  b.nanoseconds - b.zone.offset_seconds() * nanoseconds_per_second};
}

bool have_one_clock(const DateTime& a, const DateTime& b) {
    return (a.zone.kind() == Zone::Kind::none) == (b.zone.kind() == Zone::Kind::none) ||
           (a.zone.is_on_the_wall() && b.zone.is_on_the_wall());
}

std::optional<Value> distance(const Value& a, const Value& b) {
    if (a.time() != nullptr && b.time() != nullptr) {
        const auto clocks = on_one_clock(*a.time(), *b.time());
        return clocks ? between(0, clocks->a - clocks->b) : std::nullopt;
    }
    const auto to = point(a);
    const auto from = point(b);
    if (!to || !from || !have_one_clock(*to, *from)) return std::nullopt;
    return between(to->seconds - from->seconds, std::int64_t{to->nanoseconds} - from->nanoseconds);
}

const Decimal& nanosecond() {
    static const Decimal unit = *Decimal::parse("1E-9");
    return unit;
}

std::optional<Decimal> in_seconds(const DaysTime& duration) {
    const auto fraction = multiply(Decimal(std::int64_t{duration.nanoseconds}), nanosecond());
    return fraction ? add(Decimal(duration.seconds), *fraction) : std::nullopt;
}

std::optional<Value> from_seconds(const Decimal& seconds) {
    const auto exact = round(seconds, 9, Rounding::half_even);
    const auto whole = exact ? round(*exact, 0, Rounding::floor) : std::nullopt;
    const auto rest = whole ? subtract(*exact, *whole) : std::nullopt;
    const auto fraction = rest ? divide(*rest, nanosecond()) : std::nullopt;
    if (!fraction || !whole->to_integer() || !fraction->to_integer()) return std::nullopt;
    return Value(DaysTime{*whole->to_integer(), static_cast<std::uint32_t>(*fraction->to_integer())});
}

std::optional<Value> from_months(const Decimal& months) {
    const auto whole = round(months, 0, Rounding::down);
    if (!whole || !whole->to_integer()) return std::nullopt;
    return Value(YearsMonths{*whole->to_integer()});
}

using Operation = std::optional<Decimal> (*)(const Decimal&, const Decimal&);

std::optional<Value> scaled(const Value& duration, Operation operation, const Decimal& by) {
    if (const YearsMonths* months = duration.years_months()) {
        const auto result = operation(Decimal(months->months), by);
        return result ? from_months(*result) : std::nullopt;
    }
    if (duration.days_time() == nullptr) return std::nullopt;
    const auto seconds = in_seconds(*duration.days_time());
    const auto result = seconds ? operation(*seconds, by) : std::nullopt;
    return result ? from_seconds(*result) : std::nullopt;
}

}  // namespace

std::optional<Value> temporal_sum(const Value& a, const Value& b) {
    if (b.years_months() != nullptr || b.days_time() != nullptr) return plus_duration(a, b);
    return plus_duration(b, a);
}

std::optional<Value> negated_duration(const Value& duration) {
    if (const YearsMonths* months = duration.years_months()) return negated(*months);
    return duration.days_time() != nullptr ? negated(*duration.days_time()) : std::nullopt;
}

std::optional<Value> temporal_difference(const Value& a, const Value& b) {
    if (b.years_months() == nullptr && b.days_time() == nullptr) return distance(a, b);
    const auto negative = negated_duration(b);
    return negative ? plus_duration(a, *negative) : std::nullopt;
}

std::optional<Value> multiplied_duration(const Value& duration, const Decimal& factor) {
    return scaled(duration, [](const Decimal& a, const Decimal& b) { return multiply(a, b); }, factor);
}

std::optional<Value> divided_duration(const Value& duration, const Decimal& divisor) {
    return scaled(duration, [](const Decimal& a, const Decimal& b) { return divide(a, b); }, divisor);
}

std::optional<Decimal> duration_ratio(const Value& duration, const Value& divisor) {
    if (duration.years_months() != nullptr && divisor.years_months() != nullptr)
        return divide(Decimal(duration.years_months()->months), Decimal(divisor.years_months()->months));
    if (duration.days_time() == nullptr || divisor.days_time() == nullptr) return std::nullopt;
    const auto a = in_seconds(*duration.days_time());
    const auto b = in_seconds(*divisor.days_time());
    return a && b ? divide(*a, *b) : std::nullopt;
}

std::optional<std::strong_ordering> temporal_order(const Value& a, const Value& b) {
    if (a.kind() != b.kind()) return std::nullopt;
    switch (a.kind()) {
        case Kind::date:
            return *a.date() <=> *b.date();
        case Kind::years_months:
            return *a.years_months() <=> *b.years_months();
        case Kind::days_time:
            return *a.days_time() <=> *b.days_time();
        case Kind::time: {
            const auto clocks = on_one_clock(*a.time(), *b.time());
            return clocks ? std::optional(clocks->a <=> clocks->b) : std::nullopt;
        }
        case Kind::date_time: {
            const DateTime& left = *a.date_time();
            const DateTime& right = *b.date_time();
            if (!have_one_clock(left, right)) return std::nullopt;
            if (left.seconds != right.seconds) return left.seconds <=> right.seconds;
            return left.nanoseconds <=> right.nanoseconds;
        }
        default:
            return std::nullopt;
    }
}

std::optional<bool> temporal_equality(const Value& a, const Value& b) {
    if (a.time() != nullptr && b.time() != nullptr) {
        const auto clocks = on_one_clock(*a.time(), *b.time());
        if (!clocks) return std::nullopt;
        return floor_divide(clocks->a, nanoseconds_per_second) == floor_divide(clocks->b, nanoseconds_per_second);
    }
    if (a.date_time() != nullptr && b.date_time() != nullptr) {
        if (!have_one_clock(*a.date_time(), *b.date_time())) return std::nullopt;
        return a.date_time()->seconds == b.date_time()->seconds;
    }
    const auto order = temporal_order(a, b);
    return order ? std::optional(*order == std::strong_ordering::equal) : std::nullopt;
}

bool identical_temporal(const Value& a, const Value& b) {
    if (a.date_time() != nullptr && b.date_time() != nullptr)
        return *a.date_time() == *b.date_time() && a.date_time()->zone == b.date_time()->zone;
    return a == b;
}

}  // namespace pavane::expression::feel
