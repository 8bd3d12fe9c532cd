#include <algorithm>
#include <array>
#include <span>

#include "expression/cron.hpp"
#include "expression/text_cursor.hpp"

namespace pavane::expression {
namespace {

constexpr std::size_t max_length = 256;
constexpr int first_year = 1970;
constexpr int last_year = 2299;

constexpr std::array<std::string_view, 12> month_names{"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                                       "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};
constexpr std::array<std::string_view, 7> weekday_names{"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"};

struct Macro {
    std::string_view name;
    std::string_view fields;
};
constexpr std::array<Macro, 7> macros{{{"@yearly", "0 0 0 1 1 *"},
                                       {"@annually", "0 0 0 1 1 *"},
                                       {"@monthly", "0 0 0 1 * *"},
                                       {"@weekly", "0 0 0 * * SUN"},
                                       {"@daily", "0 0 0 * * *"},
                                       {"@midnight", "0 0 0 * * *"},
                                       {"@hourly", "0 0 * * * *"}}};

// What a field may hold. A value v that is written stands for v + shift; `names` begin at the lowest value.
struct FieldRule {
    std::string_view name;
    int lowest;
    int highest;
    std::span<const std::string_view> names = {};
};

constexpr FieldRule seconds_rule{"second", 0, 59};
constexpr FieldRule minutes_rule{"minute", 0, 59};
constexpr FieldRule hours_rule{"hour", 0, 23};
constexpr FieldRule days_rule{"day of month", 1, 31};
constexpr FieldRule months_rule{"month", 1, 12, month_names};
constexpr FieldRule years_rule{"year", first_year, last_year};
constexpr FieldRule quartz_weekdays_rule{"day of week", 1, 7, weekday_names};
constexpr FieldRule unix_weekdays_rule{"day of week", 0, 7, weekday_names};

using Values = std::vector<int>;
using Refusal = tl::unexpected<std::string>;

Refusal refuse(const FieldRule& rule, std::string_view item) {
    return unexpected(quoted(item) + " is not a " + std::string(rule.name) + " of a cron (" +
                      std::to_string(rule.lowest) + " to " + std::to_string(rule.highest) + ")");
}

std::optional<int> parse_name(const FieldRule& rule, std::string_view text) {
    for (std::size_t i = 0; i < rule.names.size(); ++i) {
        const bool equal = std::equal(text.begin(), text.end(), rule.names[i].begin(), rule.names[i].end(),
                                      [](char a, char b) { return (a >= 'a' && a <= 'z' ? a - 'a' + 'A' : a) == b; });
        if (equal) return rule.lowest + static_cast<int>(i);
    }
    return std::nullopt;
}

std::optional<int> parse_number(std::string_view text) {
    TextCursor cursor(text);
    const auto number = cursor.number(4);
    return number && cursor.at_end() ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

std::optional<int> parse_value(const FieldRule& rule, std::string_view text) {
    if (const auto named = parse_name(rule, text)) return named;
    const auto number = parse_number(text);
    return number && *number >= rule.lowest && *number <= rule.highest ? number : std::nullopt;
}

// One item of a list: *, a value, a range or one of them with a step. A value with a step runs to the highest.
Result<Values, std::string> parse_item(const FieldRule& rule, std::string_view item) {
    const std::size_t slash = item.find('/');
    const std::string_view range = item.substr(0, slash);
    int step = 1;
    if (slash != std::string_view::npos) {
        const auto number = parse_number(item.substr(slash + 1));
        if (!number || *number == 0 || *number > rule.highest) return refuse(rule, item);
        step = *number;
    }
    int from = rule.lowest;
    int to = rule.highest;
    if (range != "*") {
        const std::size_t hyphen = range.find('-');
        const auto first = parse_value(rule, range.substr(0, hyphen));
        const auto last = hyphen == std::string_view::npos ? first : parse_value(rule, range.substr(hyphen + 1));
        if (!first || !last) return refuse(rule, item);
        from = *first;
        if (hyphen != std::string_view::npos || slash == std::string_view::npos) to = *last;
    }
    const int size = rule.highest - rule.lowest + 1;
    if (from > to && &rule == &years_rule) return refuse(rule, item);
    if (from > to) to += size;
    Values values;
    for (int value = from; value <= to; value += step) values.push_back(value > rule.highest ? value - size : value);
    return values;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(separator, begin), text.size());
        parts.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

Result<CronField, std::string> parse_field(const FieldRule& rule, std::string_view text) {
    CronField bits = 0;
    for (const std::string_view item : split(text, ',')) {
        const auto values = parse_item(rule, item);
        if (!values) return unexpected(values.error());
        for (const int value : *values) bits |= CronField{1} << value;
    }
    return bits;
}

// L, L-n, LW and nW; nothing if the item is none of them.
std::optional<CronMonthDay> parse_month_day(std::string_view item) {
    using Kind = CronMonthDay::Kind;
    if (item == "L") return CronMonthDay{Kind::last, 0};
    if (item == "LW" || item == "WL") return CronMonthDay{Kind::last_weekday, 0};
    if (item.starts_with("L-")) {
        const auto before = parse_number(item.substr(2));
        if (before && *before <= 30) return CronMonthDay{Kind::last, static_cast<unsigned>(*before)};
    } else if (item.ends_with("W")) {
        const auto day = parse_value(days_rule, item.substr(0, item.size() - 1));
        if (day) return CronMonthDay{Kind::nearest, static_cast<unsigned>(*day)};
    }
    return std::nullopt;
}

bool is_any(std::string_view field) { return field == "*" || field == "?"; }

Result<void, std::string> parse_days(std::string_view field, Cron& cron) {
    cron.any_day = is_any(field);
    if (cron.any_day) return {};
    for (const std::string_view item : split(field, ',')) {
        if (const auto day = parse_month_day(item)) {
            cron.month_days.push_back(*day);
            continue;
        }
        const auto bits = parse_field(days_rule, item);
        if (!bits) return unexpected(bits.error());
        cron.days |= *bits;
    }
    return {};
}

// 6L (the last Friday) and 6#3 (the third), numbers or names; nothing if the item is neither.
std::optional<CronNthWeekday> parse_nth_weekday(const FieldRule& rule, std::string_view item) {
    const std::size_t hash = item.find('#');
    const bool last = item.size() > 1 && item.ends_with("L");
    if (hash == std::string_view::npos && !last) return std::nullopt;
    const auto weekday = parse_value(rule, item.substr(0, last ? item.size() - 1 : hash));
    const auto nth = last ? std::optional(0) : parse_number(item.substr(hash + 1));
    if (!weekday || !nth || *nth > 5 || (*nth == 0 && !last)) return std::nullopt;
    const int sunday = rule.lowest;
    return CronNthWeekday{static_cast<unsigned>((*weekday - sunday) % 7), static_cast<unsigned>(*nth)};
}

Result<void, std::string> parse_weekdays(const FieldRule& rule, std::string_view field, Cron& cron) {
    cron.any_weekday = is_any(field);
    if (cron.any_weekday) return {};
    for (const std::string_view item : split(field, ',')) {
        if (const auto nth = parse_nth_weekday(rule, item)) {
            cron.nth_weekdays.push_back(*nth);
            continue;
        }
        const auto values = parse_item(rule, item == "L" ? std::string_view("SAT") : item);
        if (!values) return unexpected(values.error());
        for (const int value : *values) cron.weekdays |= CronField{1} << ((value - rule.lowest) % 7);
    }
    return {};
}

Result<void, std::string> parse_years(std::string_view field, Cron& cron) {
    if (is_any(field)) return {};
    for (const std::string_view item : split(field, ',')) {
        const auto values = parse_item(years_rule, item);
        if (!values) return unexpected(values.error());
        cron.years.insert(cron.years.end(), values->begin(), values->end());
    }
    std::sort(cron.years.begin(), cron.years.end());
    cron.years.erase(std::unique(cron.years.begin(), cron.years.end()), cron.years.end());
    return {};
}

std::vector<std::string_view> split_fields(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    std::vector<std::string_view> fields;
    for (std::size_t begin = text.find_first_not_of(blanks); begin != std::string_view::npos;) {
        const std::size_t end = std::min(text.find_first_of(blanks, begin), text.size());
        fields.push_back(text.substr(begin, end - begin));
        begin = text.find_first_not_of(blanks, end);
    }
    return fields;
}

// The fields from the seconds on: those of Unix begin a field later, at second 0.
Result<Cron, std::string> parse_fields(std::vector<std::string_view> fields, TimeZone zone) {
    const bool is_unix = fields.size() == 5;
    if (is_unix) fields.insert(fields.begin(), "0");
    Cron cron;
    cron.zone = zone;
    cron.either_day = is_unix;
    struct Plain {
        const FieldRule& rule;
        std::string_view field;
        CronField Cron::* bits;
    };
    const std::array<Plain, 4> plain{{{seconds_rule, fields[0], &Cron::seconds},
                                      {minutes_rule, fields[1], &Cron::minutes},
                                      {hours_rule, fields[2], &Cron::hours},
                                      {months_rule, fields[4], &Cron::months}}};
    for (const Plain& part : plain) {
        const auto bits = parse_field(part.rule, part.field);
        if (!bits) return unexpected(bits.error());
        cron.*part.bits = *bits;
    }
    auto days = parse_days(fields[3], cron);
    if (days) days = parse_weekdays(is_unix ? unix_weekdays_rule : quartz_weekdays_rule, fields[5], cron);
    if (days && fields.size() == 7) days = parse_years(fields[6], cron);
    if (!days) return unexpected(days.error());
    return cron;
}

// Every combination of month, day and leap year comes back within the calendar's period of 400 years, but a cron that a
// hundred years from its first possible year do not hold is a mistake (30 February).
bool is_ever_due(const Cron& cron) {
    const int year = cron.years.empty() ? first_year : cron.years.front();
    const std::chrono::sys_days start = std::chrono::year{year} / std::chrono::January / 1;
    return next_due(cron, Instant{start} - Milliseconds{1}).has_value();
}

}  // namespace

Result<Cron, std::string> parse_cron(std::string_view text, TimeZone zone) {
    if (text.size() > max_length) return unexpected(quoted(text) + " is too long for a cron");
    const auto macro = std::find_if(macros.begin(), macros.end(), [&](const Macro& m) { return m.name == text; });
    const auto fields = split_fields(macro == macros.end() ? text : macro->fields);
    if (fields.size() < 5 || fields.size() > 7)
        return unexpected(
            quoted(text) +
            " is neither a repeating interval like R3/PT10M nor a cron like 0 0/5 * * * ?, which has six or seven"
            " fields (five without seconds)");
    auto cron = parse_fields(fields, zone);
    if (!cron) return unexpected("in " + quoted(text) + " " + cron.error());
    if (!is_ever_due(*cron)) return unexpected(quoted(text) + " is never due: no day has all of that");
    return cron;
}

}  // namespace pavane::expression
