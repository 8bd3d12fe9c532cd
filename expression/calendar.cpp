#include "expression/calendar.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

#include "expression/time_zone.hpp"

namespace pavane::expression {
namespace {

constexpr std::int64_t seconds_per_day = 86'400;
constexpr std::int64_t days_per_era = 146'097;   // 400 years
constexpr std::int64_t days_to_epoch = 719'468;  // from 0000-03-01

std::int64_t floor_divide(std::int64_t a, std::int64_t b) { return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0); }

template <class... Numbers>
std::string printed(const char* form, Numbers... numbers) {
    std::array<char, 64> text{};
    const int length = std::snprintf(text.data(), text.size(), form, numbers...);
    return {text.data(), static_cast<std::size_t>(length)};
}

// ".5", ".123456789", or nothing.
std::string fraction(std::int64_t nanoseconds) {
    if (nanoseconds == 0) return {};
    std::string text = printed(".%09lld", static_cast<long long>(nanoseconds));
    text.erase(text.find_last_not_of('0') + 1);
    return text;
}

std::string wall_time(std::int64_t seconds, std::int64_t nanoseconds) {
    return printed("%02d:%02d:%02d", static_cast<int>(seconds / 3600), static_cast<int>(seconds / 60 % 60),
                   static_cast<int>(seconds % 60)) +
           fraction(nanoseconds);
}

std::string offset_text(std::int32_t seconds) {
    if (seconds == 0) return "Z";
    const int size = std::abs(seconds);
    std::string text = printed("%c%02d:%02d", seconds < 0 ? '-' : '+', size / 3600, size / 60 % 60);
    if (size % 60 != 0) text += printed(":%02d", size % 60);
    return text;
}

std::string zone_text(Zone zone) {
    switch (zone.kind()) {
        case Zone::Kind::none:
            return {};
        case Zone::Kind::offset:
            return offset_text(zone.offset_seconds());
        case Zone::Kind::region:
            return "@" + TimeZone::numbered(zone.region_number()).name();
    }
    return {};
}

}  // namespace

DateTime::DateTime(Instant instant, std::int32_t offset_minutes) : zone(Zone::offset(offset_minutes * 60)) {
    const auto whole = std::chrono::floor<std::chrono::seconds>(instant);
    seconds = whole.time_since_epoch().count();
    nanoseconds = static_cast<std::uint32_t>((instant - whole).count() * 1'000'000);
}

Instant DateTime::instant() const {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max() / 1000 - 1;
    if (seconds > most) return Instant::max();
    if (seconds < -most) return Instant::min();
    return Instant{Milliseconds{seconds * 1000 + nanoseconds / 1'000'000}};
}

std::int32_t offset_seconds(const DateTime& time) {
    switch (time.zone.kind()) {
        case Zone::Kind::none:
            return 0;
        case Zone::Kind::offset:
            return time.zone.offset_seconds();
        case Zone::Kind::region:
            break;
    }
    // So far out that adding an offset must not leave what an Instant holds.
    constexpr std::chrono::days margin{2};
    const Instant instant = std::clamp(time.instant(), Instant::min() + margin, Instant::max() - margin);
    const LocalTime local = TimeZone::numbered(time.zone.region_number()).to_local(instant);
    return static_cast<std::int32_t>((local.time_since_epoch() - instant.time_since_epoch()).count() / 1000);
}

// Eras of 400 years that begin on 1 March, so that a leap day is the last of its year.
std::int64_t days_from(const Date& date) {
    const std::int64_t year = date.year - (date.month <= 2 ? 1 : 0);
    const std::int64_t era = floor_divide(year, 400);
    const std::int64_t year_of_era = year - era * 400;
    const std::int64_t day_of_year = (153 * ((date.month + 9) % 12) + 2) / 5 + date.day - 1;
    const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * days_per_era + day_of_era - days_to_epoch;
}

Date date_from(std::int64_t days) {
    const std::int64_t shifted = days + days_to_epoch;
    const std::int64_t era = floor_divide(shifted, days_per_era);
    const std::int64_t day_of_era = shifted - era * days_per_era;
    const std::int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t month = (5 * day_of_year + 2) / 153;  // 0 is March
    const std::int64_t civil_month = month < 10 ? month + 3 : month - 9;
    const std::int64_t year = era * 400 + year_of_era + (civil_month <= 2 ? 1 : 0);
    return {static_cast<std::int32_t>(year), static_cast<std::uint8_t>(civil_month),
            static_cast<std::uint8_t>(day_of_year - (153 * month + 2) / 5 + 1)};
}

std::string format(const Date& date) {
    return (date.year < 0 ? "-" : "") + printed("%04d-%02d-%02d", std::abs(date.year), int{date.month}, int{date.day});
}

std::string format(const TimeOfDay& time) {
    return wall_time(time.nanoseconds / 1'000'000'000, time.nanoseconds % 1'000'000'000) + zone_text(time.zone);
}

std::string format(const DateTime& time) {
    const std::int64_t wall = time.seconds + offset_seconds(time);
    const std::int64_t day = floor_divide(wall, seconds_per_day);
    return format(date_from(day)) + "T" + wall_time(wall - day * seconds_per_day, time.nanoseconds) +
           zone_text(time.zone);
}

std::string format(const YearsMonths& duration) {
    if (duration.months == 0) return "P0M";
    const std::int64_t years = std::abs(duration.months / 12);
    const std::int64_t months = std::abs(duration.months % 12);
    std::string text = duration.months < 0 ? "-P" : "P";
    if (years != 0) text += std::to_string(years) + "Y";
    if (months != 0) text += std::to_string(months) + "M";
    return text;
}

std::string format(const DaysTime& duration) {
    const bool negative = duration.seconds < 0;
    std::int64_t nanoseconds = duration.nanoseconds;
    std::int64_t seconds = duration.seconds;
    if (negative) {
        if (nanoseconds != 0) {
            ++seconds;
            nanoseconds = 1'000'000'000 - nanoseconds;
        }
        seconds = -seconds;
    }
    if (seconds == 0 && nanoseconds == 0) return "PT0S";
    std::string text = negative ? "-P" : "P";
    if (seconds >= seconds_per_day) text += std::to_string(seconds / seconds_per_day) + "D";
    const std::int64_t rest = seconds % seconds_per_day;
    if (rest == 0 && nanoseconds == 0) return text;
    text += "T";
    if (rest >= 3600) text += std::to_string(rest / 3600) + "H";
    if (rest / 60 % 60 != 0) text += std::to_string(rest / 60 % 60) + "M";
    if (rest % 60 != 0 || nanoseconds != 0) text += std::to_string(rest % 60) + fraction(nanoseconds) + "S";
    return text;
}

}  // namespace pavane::expression
