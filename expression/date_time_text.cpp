#include <array>
#include <cstdio>

#include "expression/temporal.hpp"
#include "expression/text_cursor.hpp"

namespace pavane::expression {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

std::optional<LocalTime> read_date(TextCursor& cursor) {
    const auto year = cursor.digits(4);
    if (!year || *year == 0 || !cursor.accept('-')) return std::nullopt;
    const auto month = cursor.digits(2);
    if (!month || !cursor.accept('-')) return std::nullopt;
    const auto day = cursor.digits(2);
    if (!day) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok()) return std::nullopt;
    return LocalTime{std::chrono::local_days{date}};
}

// HH:mm, HH:mm:ss or HH:mm:ss.f with one to nine digits of a fraction.
std::optional<Milliseconds> read_time(TextCursor& cursor) {
    const auto hour = cursor.digits(2);
    if (!hour || *hour > 23 || !cursor.accept(':')) return std::nullopt;
    const auto minute = cursor.digits(2);
    if (!minute || *minute > 59) return std::nullopt;
    Milliseconds time = hours{*hour} + minutes{*minute};
    if (!cursor.accept(':')) return time;
    const auto second = cursor.digits(2);
    if (!second || *second > 59) return std::nullopt;
    time += seconds{*second};
    if (!cursor.accept('.') && !cursor.accept(',')) return time;
    const auto fraction = cursor.fraction_ms();
    if (!fraction) return std::nullopt;
    return time + Milliseconds{*fraction};
}

// +HH:mm, +HHmm or +HH, at most 18 hours.
std::optional<minutes> read_offset(TextCursor& cursor) {
    const bool west = cursor.peek() == '-';
    cursor.skip(1);
    const auto hour = cursor.digits(2);
    if (!hour) return std::nullopt;
    minutes offset = hours{*hour};
    if (!cursor.at_end() && cursor.peek() != '[') {
        cursor.accept(':');
        const auto minute = cursor.digits(2);
        if (!minute || *minute > 59) return std::nullopt;
        offset += minutes{*minute};
    }
    if (offset > hours{18}) return std::nullopt;
    return west ? -offset : offset;
}

// The text between [ and ] that ends the date.
std::optional<std::string_view> read_zone_name(TextCursor& cursor) {
    const std::string_view rest = cursor.rest();
    if (rest.size() < 2 || rest.front() != '[' || rest.back() != ']') return std::nullopt;
    cursor.skip(rest.size());
    return rest.substr(1, rest.size() - 2);
}

DateTime at_offset(LocalTime local, minutes offset) {
    return {Instant{local.time_since_epoch() - offset}, static_cast<std::int32_t>(offset.count())};
}

DateTime in_zone(LocalTime local, const TimeZone& zone) {
    const Instant instant = zone.to_instant(local);
    const auto offset = zone.to_local(instant).time_since_epoch() - instant.time_since_epoch();
    return {instant, static_cast<std::int32_t>(std::chrono::floor<minutes>(offset).count())};
}

tl::unexpected<std::string> not_a_date(std::string_view text) {
    return unexpected(quoted(text) + " is not a date with a time: write it like 2025-01-15T10:30:00Z");
}

}  // namespace

Result<DateTime, std::string> parse_date_time(std::string_view text, TimeZone zone) {
    TextCursor cursor(text);
    auto local = read_date(cursor);
    if (!local) return not_a_date(text);
    std::optional<minutes> offset;
    if (cursor.accept('T')) {
        const auto time = read_time(cursor);
        if (!time) return not_a_date(text);
        *local += *time;
        if (cursor.accept('Z')) {
            offset = minutes{0};
        } else if (cursor.peek() == '+' || cursor.peek() == '-') {
            offset = read_offset(cursor);
            if (!offset) return not_a_date(text);
        }
        if (cursor.peek() == '[') {
            const auto name = read_zone_name(cursor);
            if (!name) return not_a_date(text);
            const auto named = TimeZone::find(*name);
            if (!named) return unexpected("in " + quoted(text) + " " + named.error());
            zone = *named;
        }
    }
    if (!cursor.at_end()) return not_a_date(text);
    return offset ? at_offset(*local, *offset) : in_zone(*local, zone);
}

Result<DateTime, std::string> parse_strict_date_time(std::string_view text) {
    constexpr std::string_view form = "0000-00-00T00:00:00.000+0000";
    bool fits = text.size() == form.size();
    for (std::size_t i = 0; fits && i < form.size(); ++i) {
        if (form[i] == '0')
            fits = text[i] >= '0' && text[i] <= '9';
        else
            fits = text[i] == form[i] || (form[i] == '+' && text[i] == '-');
    }
    auto parsed = fits ? parse_date_time(text) : not_a_date(text);
    if (!parsed) return unexpected(quoted(text) + " is not a date of the form 2025-01-15T10:30:00.000+0100");
    return parsed;
}

std::string format_instant(Instant instant) {
    const auto day = std::chrono::floor<days>(instant);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss<Milliseconds> time{instant - day};
    std::array<char, 64> text{};
    const int length = std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03d+0000",
                                     static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                                     static_cast<unsigned>(date.day()), static_cast<int>(time.hours().count()),
                                     static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()),
                                     static_cast<int>(time.subseconds().count()));
    return {text.data(), static_cast<std::size_t>(length)};
}

}  // namespace pavane::expression
