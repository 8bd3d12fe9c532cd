#include "api/query_parameters.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include "api/contract_parameters.hpp"
#include "expression/temporal.hpp"
#include "foundation/closest_word.hpp"
#include "json/writer.hpp"

namespace pavane::api {

namespace {

// In UTC, as it is given back: the years 1 to 9999.
bool is_writable(Instant at) {
    constexpr Instant first{Milliseconds{-62'135'596'800'000}};
    constexpr Instant last{Milliseconds{253'402'300'799'999}};
    return at >= first && at <= last;
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> items;
    while (!text.empty()) {
        const std::size_t comma = std::min(text.find(','), text.size());
        items.emplace_back(text.substr(0, comma));
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return items;
}

Result<std::optional<std::int64_t>, Error> page_number(const http::Request& request, std::string_view name) {
    for (const http::Parameter& parameter : request.query) {
        if (parameter.name != name) continue;
        const std::optional<std::int64_t> number = parse_integer(parameter.value);
        if (!number || *number > std::numeric_limits<std::int32_t>::max())
            return unexpected(
                Error{ErrorKind::bad_page, "The query parameter '" + std::string(name) + "' must be a number.", {}});
        return *number < 0 ? std::optional<std::int64_t>() : number;
    }
    return std::optional<std::int64_t>();
}

}  // namespace

Result<engine::Page, Error> page_of(const http::Request& request) {
    const auto first = page_number(request, "firstResult");
    if (!first) return unexpected(first.error());
    const auto max = page_number(request, "maxResults");
    if (!max) return unexpected(max.error());
    return engine::Page{first->value_or(0), *max};
}

Uuid id_of(std::string_view text) {
    constexpr Uuid nobodys{~0ULL, ~0ULL};  // RFC 9562 §5.10, the maximal one
    return parse_uuid(text).value_or(nobodys);
}

Uuid definition_id_of(std::string_view text) {
    const std::size_t colon = text.rfind(':');
    return id_of(colon == std::string_view::npos ? text : text.substr(colon + 1));
}

bool has_key_and_version(std::string_view definition_id, const std::string& key, std::int32_t version) {
    const std::size_t colon = definition_id.rfind(':');
    return colon == std::string_view::npos || definition_id.substr(0, colon) == key + ":" + std::to_string(version);
}

Parameters Parameters::of_query(const http::Request& request) {
    Parameters parameters;
    parameters.is_query_ = true;
    for (const http::Parameter& parameter : request.query)
        parameters.entries_.push_back({parameter.name, expression::Value(parameter.value), false});
    return parameters;
}

Parameters Parameters::of_body(const expression::Context& body) {
    Parameters parameters;
    for (const auto& [name, value] : body.entries()) parameters.entries_.push_back({name, value, false});
    return parameters;
}

const expression::Value* Parameters::take(std::string_view name) {
    for (Entry& entry : entries_) {
        if (entry.name != name) continue;
        entry.taken = true;
        return entry.value.is_null() ? nullptr : &entry.value;
    }
    return nullptr;
}

void Parameters::refuse(std::string message, ErrorKind kind) {
    if (!error_) error_ = Error{kind, std::move(message), {}};
}

void Parameters::refuse_value(std::string_view name, const expression::Value& value, std::string_view expected) {
    const std::string written = value.string() ? *value.string() : json::write(value);
    refuse("Cannot set query parameter '" + std::string(name) + "' to value '" + written +
           "': " + std::string(expected));
}

std::optional<std::string> Parameters::text(std::string_view name) {
    const expression::Value* value = take(name);
    if (!value) return std::nullopt;
    if (value->string()) return *value->string();
    if (value->integer() || value->real() || value->boolean()) return json::write(*value);
    refuse_value(name, *value, "a string is expected.");
    return std::nullopt;
}

std::optional<std::vector<std::string>> Parameters::texts(std::string_view name) {
    const expression::Value* value = take(name);
    if (!value) return std::nullopt;
    if (is_query_) return split(*value->string());
    std::vector<std::string> result;
    if (value->list()) {
        for (const expression::Value& item : *value->list()) {
            if (item.string()) {
                result.push_back(*item.string());
            } else {
                refuse_value(name, *value, "an array of strings is expected.");
            }
        }
        return result;
    }
    refuse_value(name, *value, "an array of strings is expected.");
    return std::nullopt;
}

bool Parameters::flag(std::string_view name) { return choice(name).value_or(false); }

std::optional<bool> Parameters::choice(std::string_view name) {
    const expression::Value* value = take(name);
    if (!value) return std::nullopt;
    if (value->boolean()) return *value->boolean();
    const std::string written = value->string() ? *value->string() : json::write(*value);
    if (written == "true" || written == "1") return true;
    if (written != "false" && written != "0")
        refuse_value(name, *value, "Cannot convert value " + written + " to java type java.lang.Boolean");
    return false;
}

std::optional<std::int64_t> Parameters::long_integer(std::string_view name) {
    const expression::Value* value = take(name);
    if (!value) return std::nullopt;
    if (value->integer()) return *value->integer();
    const std::optional<std::int64_t> number = value->string() ? parse_integer(*value->string()) : std::nullopt;
    if (!number) refuse_value(name, *value, "a whole number is expected.");
    return number;
}

std::optional<std::int32_t> Parameters::integer(std::string_view name) {
    const std::optional<std::int64_t> number = long_integer(name);
    if (!number) return std::nullopt;
    if (*number < std::numeric_limits<std::int32_t>::min() || *number > std::numeric_limits<std::int32_t>::max()) {
        refuse_value(name, *number, "a whole number of 32 bits is expected.");
        return std::nullopt;
    }
    return static_cast<std::int32_t>(*number);
}

std::optional<Instant> Parameters::date(std::string_view name) {
    const expression::Value* value = take(name);
    if (!value || (value->string() && value->string()->empty())) return std::nullopt;
    if (value->string()) {
        const auto date = expression::parse_strict_date_time(*value->string());
        if (date && is_writable(date->instant())) return date->instant();
    }
    refuse_value(name, *value, "a date like 2025-01-15T10:30:00.000+0100 is expected (write its '+' as %2B in a URL).");
    return std::nullopt;
}

namespace {

std::string not_built(std::string_view name) {
    return "The parameter '" + std::string(name) + "' is not built into this version of Pavane yet.";
}

std::string invalid_sorting(const std::string& by) { return "sortBy parameter has invalid value: " + by; }

}  // namespace

bool Parameters::asks_something(const Entry& entry) const {
    const expression::Value& value = entry.value;
    if (value.is_null()) return false;
    if (value.boolean()) return *value.boolean();
    if (value.list()) return !value.list()->empty();
    if (!is_query_ || !is_contract_flag(entry.name)) return true;
    return *value.string() != "false" && *value.string() != "0";
}

Result<void, Error> Parameters::finish() const {
    if (error_) return unexpected(*error_);
    if (unknown_sorting_) return unexpected(Error{ErrorKind::bad_request, invalid_sorting(*unknown_sorting_), {}});
    return {};
}

Result<void, Error> Parameters::finish(std::string_view resource) const {
    if (error_) return unexpected(*error_);
    const auto refused = [](std::string message) {
        return unexpected(Error{ErrorKind::bad_request, std::move(message), {}});
    };
    if (unknown_sorting_)
        return refused(is_contract_sorting(resource, *unknown_sorting_)
                           ? "Sorting by '" + *unknown_sorting_ + "' is not built into this version of Pavane yet."
                           : invalid_sorting(*unknown_sorting_));
    for (auto entry = entries_.begin(); entry != entries_.end(); ++entry) {
        if (!is_contract_parameter(resource, entry->name)) continue;
        const bool is_repeated =
            std::any_of(entries_.begin(), entry, [&](const Entry& before) { return before.name == entry->name; });
        if (is_repeated)
            return refused("The parameter '" + entry->name +
                           "' was sent twice. Send it once; where it takes several values, with commas between them.");
        if (!entry->taken && asks_something(*entry)) return refused(not_built(entry->name));
    }
    return {};
}

void Parameters::refuse_unknown(std::span<const std::string> known) {
    for (const Entry& entry : entries_) {
        if (std::ranges::find(known, entry.name) != known.end()) continue;
        const std::string meant = did_you_mean(entry.name, known);
        refuse("The member '" + entry.name + "' is not known here, and nothing was changed" +
               (meant.empty() ? "." : meant));
    }
}

void Parameters::refuse_given(std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) {
        take(name);
        for (const Entry& entry : entries_)
            if (entry.name == name && asks_something(entry)) refuse(not_built(name));
    }
}

}  // namespace pavane::api
