#include "expression/feel/temporal.hpp"
#include "expression/time_zone.hpp"

namespace pavane::expression::feel {
namespace {

constexpr std::int64_t nanoseconds_per_second = 1'000'000'000;

std::optional<Value> date_property(const Date& date, std::string_view name) {
    if (name == "year") return Value(std::int64_t{date.year});
    if (name == "month") return Value(std::int64_t{date.month});
    if (name == "day") return Value(std::int64_t{date.day});
    if (name == "weekday") return Value(weekday(date));
    return std::nullopt;
}

std::optional<Value> wall_property(std::int64_t nanoseconds, std::string_view name) {
    const std::int64_t seconds = nanoseconds / nanoseconds_per_second;
    if (name == "hour") return Value(seconds / 3600);
    if (name == "minute") return Value(seconds / 60 % 60);
    if (name == "second") return Value(seconds % 60);
    return std::nullopt;
}

std::optional<Value> timezone(Zone zone) {
    if (zone.kind() != Zone::Kind::region) return Value();
    return Value(TimeZone::numbered(zone.region_number()).name());
}

// The offset of a region is known only together with a date.
std::optional<Value> time_property(const TimeOfDay& time, std::string_view name) {
    if (name == "time offset") {
        if (time.zone.kind() != Zone::Kind::offset) return Value();
        return Value(DaysTime{time.zone.offset_seconds(), 0});
    }
    if (name == "timezone") return timezone(time.zone);
    return wall_property(time.nanoseconds, name);
}

std::optional<Value> date_time_property(const DateTime& time, std::string_view name) {
    if (name == "time offset") {
        if (time.zone.kind() == Zone::Kind::none) return Value();
        return Value(DaysTime{offset_seconds(time), 0});
    }
    if (name == "timezone") return timezone(time.zone);
    if (auto found = date_property(date_of(time), name)) return found;
    return wall_property(time_of(time).nanoseconds, name);
}

std::optional<Value> years_months_property(const YearsMonths& duration, std::string_view name) {
    if (name == "years") return Value(duration.months / 12);
    if (name == "months") return Value(duration.months % 12);
    return std::nullopt;
}

// Every part has the sign of the whole.
std::optional<Value> days_time_property(const DaysTime& duration, std::string_view name) {
    const std::int64_t seconds =
        duration.seconds < 0 && duration.nanoseconds != 0 ? duration.seconds + 1 : duration.seconds;
    if (name == "days") return Value(seconds / 86'400);
    if (name == "hours") return Value(seconds / 3600 % 24);
    if (name == "minutes") return Value(seconds / 60 % 60);
    if (name == "seconds") return Value(seconds % 60);
    return std::nullopt;
}

}  // namespace

std::optional<Value> temporal_property(const Value& temporal, std::string_view name) {
    switch (temporal.kind()) {
        case Value::Kind::date:
            return date_property(*temporal.date(), name);
        case Value::Kind::time:
            return time_property(*temporal.time(), name);
        case Value::Kind::date_time:
            return date_time_property(*temporal.date_time(), name);
        case Value::Kind::years_months:
            return years_months_property(*temporal.years_months(), name);
        case Value::Kind::days_time:
            return days_time_property(*temporal.days_time(), name);
        default:
            return std::nullopt;
    }
}

}  // namespace pavane::expression::feel
