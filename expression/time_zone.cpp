#include "expression/time_zone.hpp"

#include <date/tz.h>

#include <algorithm>
#include <exception>

#include "foundation/ensure.hpp"

namespace pavane::expression {
namespace {

constexpr std::size_t max_name_length = 64;

const date::time_zone& zone_at(const void* zone) { return *static_cast<const date::time_zone*>(zone); }

bool is_zone_name(std::string_view name) {
    return !name.empty() && name.size() <= max_name_length && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '_' ||
               c == '-' || c == '+';
    });
}

// The library throws the same exception for a missing database and for an unknown zone, so the database is asked first.
bool has_database() {
    try {
        date::get_tzdb();
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

}  // namespace

Result<TimeZone, std::string> TimeZone::find(std::string_view name) {
    if (!is_zone_name(name)) return unexpected(std::string("this is not the name of a time zone, like Europe/Berlin"));
    if (!has_database())
        return unexpected(std::string("this machine has no time zone data: install the package tzdata"));
    try {
        TimeZone found;
        found.zone_ = date::locate_zone(name);
        return found;
    } catch (const std::exception&) {
        return unexpected("there is no time zone '" + std::string(name) + "'");
    }
}

TimeZone TimeZone::numbered(std::int32_t number) {
    TimeZone found;
    found.zone_ = &date::get_tzdb().zones.at(static_cast<std::size_t>(number));
    return found;
}

std::int32_t TimeZone::number() const {
    ENSURE(!is_utc());
    return static_cast<std::int32_t>(&zone_at(zone_) - date::get_tzdb().zones.data());
}

std::string TimeZone::name() const { return is_utc() ? "UTC" : zone_at(zone_).name(); }

LocalTime TimeZone::to_local(Instant instant) const {
    const Milliseconds offset = is_utc() ? Milliseconds{0} : Milliseconds{zone_at(zone_).get_info(instant).offset};
    return LocalTime{instant.time_since_epoch() + offset};
}

Instant TimeZone::to_instant(LocalTime local) const {
    if (is_utc()) return Instant{local.time_since_epoch()};
    const date::local_time<Milliseconds> wall{local.time_since_epoch()};
    return Instant{local.time_since_epoch() - zone_at(zone_).get_info(wall).first.offset};
}

Instant TimeZone::offset_ends(Instant instant) const {
    if (is_utc()) return Instant::max();
    // The library's last period ends in the year 32767, whose seconds fit into our milliseconds.
    return Instant{zone_at(zone_).get_info(instant).end.time_since_epoch()};
}

}  // namespace pavane::expression
