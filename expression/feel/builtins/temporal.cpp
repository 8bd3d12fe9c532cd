// Dates, times and durations: the functions that make them (DMN 1.5 §10.3.4.1) and those that ask about them
// (§10.3.4.6, §10.3.4.7).
#include "expression/feel/temporal.hpp"

#include <array>

#include "expression/feel/builtins/arguments.hpp"
#include "expression/feel/values.hpp"
#include "expression/time_zone.hpp"

namespace pavane::expression::feel {
namespace {

constexpr std::int64_t nanoseconds_per_second = 1'000'000'000;
constexpr std::int64_t greatest_offset_seconds = 18 * 3600;

template <class T>
Computed made(Evaluation& evaluation, const std::optional<T>& content, const char* otherwise) {
    return content ? Value(*content) : evaluation.null(otherwise);
}

// Short enough to be one of these texts, so that it can be quoted.
std::string quoted(const Value& text) {
    constexpr std::size_t longest = 60;
    return text.string()->size() <= longest ? "\"" + *text.string() + "\"" : "the text";
}

template <auto parse>
Computed read_text(Evaluation& evaluation, const Value& text, const char* kind) {
    if (auto allowed = evaluation.read_text(text.string()->size()); !allowed) return unexpected(allowed.error());
    const auto parsed = parse(*text.string());
    return parsed ? Value(*parsed) : evaluation.null(quoted(text) + " is no " + kind);
}

// The day of a date or a date and time.
Date day(const Value& value) { return value.date() != nullptr ? *value.date() : date_of(*value.date_time()); }

Computed date_from_value(Evaluation& evaluation, Arguments arguments) {
    if (arguments[0].string() != nullptr) return read_text<parse_date>(evaluation, arguments[0], "date");
    return Value(day(arguments[0]));
}

Computed date_from_numbers(Evaluation& evaluation, Arguments arguments) {
    const auto year = to_integer(arguments[0]);
    const auto month = to_integer(arguments[1]);
    const auto date = to_integer(arguments[2]);
    if (!year || !month || !date) return evaluation.null("year, month and day are whole numbers");
    return made(evaluation, make_date(*year, *month, *date), "there is no such date");
}

Computed time_from_value(Evaluation& evaluation, Arguments arguments) {
    const Value& from = arguments[0];
    if (from.string() != nullptr) return read_text<parse_time>(evaluation, from, "time");
    if (from.time() != nullptr) return from;
    // A date is the midnight of UTC.
    return Value(from.date() != nullptr ? TimeOfDay{0, Zone::offset(0)} : time_of(*from.date_time()));
}

// The second with its fraction, in nanoseconds.
std::optional<std::int64_t> nanoseconds_of(const Value& second) {
    static const Decimal per_second = Decimal(nanoseconds_per_second);
    const auto exact = multiply(*to_decimal(second), per_second);
    const auto whole = exact ? round(*exact, 0, Rounding::down) : std::nullopt;
    return whole ? whole->to_integer() : std::nullopt;
}

Computed time_from_numbers(Evaluation& evaluation, Arguments arguments) {
    const auto hour = to_integer(arguments[0]);
    const auto minute = to_integer(arguments[1]);
    const auto second = nanoseconds_of(arguments[2]);
    const bool is_time = hour && minute && second && *hour >= 0 && *hour < 24 && *minute >= 0 && *minute < 60 &&
                         *second >= 0 && *second < 60 * nanoseconds_per_second;
    if (!is_time) return evaluation.null("there is no such time");
    TimeOfDay time{(*hour * 3600 + *minute * 60) * nanoseconds_per_second + *second, {}};
    if (arguments.size() == 4 && !arguments[3].is_null()) {
        const DaysTime& offset = *arguments[3].days_time();
        if (offset.nanoseconds != 0 || offset.seconds < -greatest_offset_seconds ||
            offset.seconds > greatest_offset_seconds)
            return evaluation.null("an offset is at most 18 hours, in whole seconds");
        time.zone = Zone::offset(static_cast<std::int32_t>(offset.seconds));
    }
    return Value(time);
}

Computed date_time_from_value(Evaluation& evaluation, Arguments arguments) {
    const Value& from = arguments[0];
    if (from.string() != nullptr) return read_text<parse_date_time>(evaluation, from, "date and time");
    if (from.date_time() != nullptr) return from;
    return made(evaluation, make_date_time(*from.date(), TimeOfDay{}), "there is no such date and time");
}

Computed date_time_from_parts(Evaluation& evaluation, Arguments arguments) {
    return made(evaluation, make_date_time(day(arguments[0]), *arguments[1].time()), "there is no such date and time");
}

// Camunda: the same point in time on the clock of a place; a point without a zone is read from that clock.
Computed date_time_in_zone(Evaluation& evaluation, Arguments arguments) {
    const DateTime& time = *arguments[0].date_time();
    if (auto allowed = evaluation.read_text(arguments[1].string()->size()); !allowed)
        return unexpected(allowed.error());
    const auto place = TimeZone::find(*arguments[1].string());
    if (!place) return evaluation.null(quoted(arguments[1]) + " is no time zone");
    const Zone zone = Zone::region(place->number());
    if (time.zone.kind() != Zone::Kind::none) {
        const DateTime there(time.seconds, time.nanoseconds, zone);
        return is_in_calendar(there) ? Value(there) : evaluation.null("there is no such date and time");
    }
    return made(evaluation, make_date_time(date_of(time), TimeOfDay{time_of(time).nanoseconds, zone}),
                "there is no such date and time");
}

Computed duration_from_value(Evaluation& evaluation, Arguments arguments) {
    if (arguments[0].string() == nullptr) return arguments[0];
    return read_text<parse_duration>(evaluation, arguments[0], "duration");
}

Computed months_between(Evaluation&, Arguments arguments) {
    return Value(years_and_months_between(day(arguments[0]), day(arguments[1])));
}

Computed now(Evaluation& evaluation, Arguments) { return Value(DateTime(evaluation.scope().now(), 0)); }

Computed today(Evaluation& evaluation, Arguments) { return Value(date_of(DateTime(evaluation.scope().now(), 0))); }

template <std::int64_t (*ask)(const Date&)>
Computed number_of_day(Evaluation&, Arguments arguments) {
    return Value(ask(day(arguments[0])));
}

Computed day_of_week(Evaluation&, Arguments arguments) {
    constexpr std::array<std::string_view, 7> names{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                    "Friday", "Saturday", "Sunday"};
    return Value(names[static_cast<std::size_t>(weekday(day(arguments[0])) - 1)]);
}

Computed month_of_year(Evaluation&, Arguments arguments) {
    constexpr std::array<std::string_view, 12> names{"January",   "February", "March",    "April",
                                                     "May",       "June",     "July",     "August",
                                                     "September", "October",  "November", "December"};
    return Value(names[day(arguments[0]).month - 1U]);
}

Computed last_of_month(Evaluation&, Arguments arguments) {
    Date date = day(arguments[0]);
    date.day = static_cast<std::uint8_t>(last_day_of_month(date));
    return Value(date);
}

Builtin day_function(std::string_view name, BuiltinCode code) {
    return {name, {{{{"date", kinds::date | kinds::date_time}}, code}}};
}

}  // namespace

std::vector<Builtin> temporal_functions() {
    constexpr Kinds day = kinds::date | kinds::date_time;
    constexpr Parameter hour{"hour", kinds::number};
    constexpr Parameter minute{"minute", kinds::number};
    constexpr Parameter second{"second", kinds::number};
    Builtin last_day = day_function("last day of month", &last_of_month);
    last_day.is_extension = true;
    return {{"date",
             {{{{"from", kinds::string | day}}, &date_from_value},
              {{{"year", kinds::number}, {"month", kinds::number}, {"day", kinds::number}}, &date_from_numbers}}},
            {"time",
             {{{{"from", kinds::string | kinds::time | day}}, &time_from_value},
              {{hour, minute, second, {"offset", kinds::days_time | kinds::null, true}}, &time_from_numbers}}},
            {"date and time",
             {{{{"from", kinds::string | day}}, &date_time_from_value},
              {{{"date", day}, {"time", kinds::time}}, &date_time_from_parts},
              {{{"date", kinds::date_time}, {"timezone", kinds::string}}, &date_time_in_zone}}},
            {"duration", {{{{"from", kinds::string | kinds::duration}}, &duration_from_value}}},
            {"years and months duration", {{{{"from", day}, {"to", day}}, &months_between}}},
            {"now", {{{}, &now}}},
            {"today", {{{}, &today}}},
            day_function("day of year", &number_of_day<day_of_year>),
            day_function("day of week", &day_of_week),
            day_function("month of year", &month_of_year),
            day_function("week of year", &number_of_day<week_of_year>),
            last_day};
}

}  // namespace pavane::expression::feel
