// Dates, times and durations as values: the exact ones of FEEL (nanoseconds, offsets or regions), in at most 16 bytes
// each. How they are read from text is temporal.hpp's and the languages' own; how they are written is one for all.
#pragma once

#include <cstdint>
#include <limits>
#include <string>

#include "foundation/instant.hpp"

namespace pavane::expression {

// Where a time is read from the clock: nowhere in particular, at an offset from UTC, or in a region of the tz database.
class Zone {
  public:
    enum class Kind : std::uint8_t { none, offset, region };

    constexpr Zone() = default;
    static constexpr Zone offset(std::int32_t seconds) { return Zone(seconds); }
    // UTC, as the clock on the wall of the engine: what names no zone is read from it, too.
    static constexpr Zone engine() { return Zone(engine_zone); }
    // By TimeZone::number().
    static constexpr Zone region(std::int32_t number) { return Zone(first_region + number); }

    constexpr Kind kind() const {
        if (code_ == no_zone) return Kind::none;
        return code_ >= first_region ? Kind::region : Kind::offset;
    }
    // Only of an offset.
    constexpr std::int32_t offset_seconds() const { return code_ == engine_zone ? 0 : code_; }
    // Whether a time without a zone is one of this zone.
    constexpr bool is_on_the_wall() const { return code_ == no_zone || code_ == engine_zone; }
    constexpr std::int32_t region_number() const { return code_ - first_region; }  // only of a region

    friend constexpr bool operator==(Zone, Zone) = default;

  private:
    static constexpr std::int32_t no_zone = std::numeric_limits<std::int32_t>::min();
    static constexpr std::int32_t engine_zone = 900'000;  // no offset is so large
    static constexpr std::int32_t first_region = 1'000'000;

    explicit constexpr Zone(std::int32_t code) : code_(code) {}

    std::int32_t code_ = no_zone;
};

struct Date {
    std::int32_t year = 1970;  // -999,999,999 to 999,999,999
    std::uint8_t month = 1;
    std::uint8_t day = 1;

    friend auto operator<=>(const Date&, const Date&) = default;
};

struct TimeOfDay {
    std::int64_t nanoseconds = 0;  // since midnight of the clock on the wall
    Zone zone;

    friend bool operator==(const TimeOfDay&, const TimeOfDay&) = default;
};

// A point in time, or a date with a time of no zone.
struct DateTime {
    std::int64_t seconds = 0;  // since 1970-01-01T00:00:00: of UTC, or of the wall where there is no zone
    std::uint32_t nanoseconds = 0;
    Zone zone;

    DateTime() = default;
    DateTime(std::int64_t s, std::uint32_t ns, Zone z) : seconds(s), nanoseconds(ns), zone(z) {}
    DateTime(Instant instant, std::int32_t offset_minutes);

    // To the millisecond below, within what an Instant holds; a time without a zone is taken as UTC's.
    Instant instant() const;

    // The same point in time, wherever it was read; one with a zone never equals one without.
    friend bool operator==(const DateTime& a, const DateTime& b) {
        return a.seconds == b.seconds && a.nanoseconds == b.nanoseconds &&
               (a.zone.kind() == Zone::Kind::none) == (b.zone.kind() == Zone::Kind::none);
    }
};

struct YearsMonths {
    std::int64_t months = 0;

    friend auto operator<=>(const YearsMonths&, const YearsMonths&) = default;
};

struct DaysTime {
    std::int64_t seconds = 0;
    std::uint32_t nanoseconds = 0;  // added to the seconds, below 1,000,000,000 also where they are negative

    friend auto operator<=>(const DaysTime&, const DaysTime&) = default;
};

// How far the clock on the wall is ahead of UTC at that point in time; 0 without a zone.
std::int32_t offset_seconds(const DateTime& time);

// Days since 1970-01-01 in the calendar of ISO 8601, and back.
std::int64_t days_from(const Date& date);
Date date_from(std::int64_t days);

// "2024-02-29"; "10:30:00.5+01:00", "10:30:00@Europe/Berlin"; "2024-02-29T10:30:00Z"; "P1Y2M"; "-P1DT2H0.5S" (DMN 1.5
// §10.3.2.3, ISO 8601).
std::string format(const Date& date);
std::string format(const TimeOfDay& time);
std::string format(const DateTime& time);
std::string format(const YearsMonths& duration);
std::string format(const DaysTime& duration);

}  // namespace pavane::expression
