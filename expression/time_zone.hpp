// The clock of a place, by its IANA name and the tz database of the machine, which is read when the first name is
// looked up. Made without a name it is UTC, which needs no database.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "foundation/instant.hpp"
#include "foundation/result.hpp"

namespace pavane::expression {

using LocalTime = std::chrono::local_time<Milliseconds>;

class TimeZone {
  public:
    TimeZone() = default;

    // The error is a sentence: no such zone, or no tz database on this machine.
    static Result<TimeZone, std::string> find(std::string_view name);

    // A place made by find, by the number it has while this process runs.
    static TimeZone numbered(std::int32_t number);
    std::int32_t number() const;  // not of one made without a name

    std::string name() const;  // "UTC" for one made without a name
    bool is_utc() const { return zone_ == nullptr; }
    LocalTime to_local(Instant instant) const;

    // A local time that a change of the clock left out moves forward by the length of the gap; one that comes twice is
    // the first of the two.
    Instant to_instant(LocalTime local) const;

    // The moment at which the offset from UTC that holds at `instant` ends; the end of time if it never does.
    Instant offset_ends(Instant instant) const;

  private:
    const void* zone_ = nullptr;  // a zone of the tz library, which keeps them for ever
};

}  // namespace pavane::expression
