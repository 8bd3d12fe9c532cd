// Filters, order and pages of lists in memory, to the rules of queries/filters.hpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "runtime/engine/query_store.hpp"

namespace pavane::persistence {

template <class T>
bool fits(const std::optional<T>& wanted, const T& value) {
    return !wanted || *wanted == value;
}
template <class T>
bool fits_any(const std::optional<std::vector<T>>& wanted, const T& value) {
    return !wanted || std::find(wanted->begin(), wanted->end(), value) != wanted->end();
}
// An absent text is an empty one: no filter by a text matches it.
bool fits(const std::optional<std::string>& wanted, const std::string& text);
bool fits_any(const std::optional<engine::Names>& wanted, const std::string& text);
bool fits_like(const std::optional<std::string>& pattern, const std::string& text);
bool fits_any_id(const std::optional<engine::Names>& ids, const core::ActivityId& id);
bool fits_tenant(const engine::TenantFilter& filter, const std::string& tenant);
bool fits_place(const engine::PlaceFilter& filter, const engine::DefinitionRef& definition,
                const core::ActivityId& process, const core::ActivityId& execution);
bool fits_period(const engine::PeriodFilter& filter, Instant started, const std::optional<Instant>& ended);
// value < bound, where there is a bound; an absent value is not.
template <class T>
bool is_below(const std::optional<T>& value, const std::optional<T>& bound) {
    return !bound || (value && *value < *bound);
}
template <class T>
bool is_above(const std::optional<T>& value, const std::optional<T>& bound) {
    return !bound || (value && *value > *bound);
}
template <class T>
bool is_at_most(const std::optional<T>& value, const std::optional<T>& bound) {
    return !bound || (value && *value <= *bound);
}
template <class T>
bool is_at_least(const std::optional<T>& value, const std::optional<T>& bound) {
    return !bound || (value && *value >= *bound);
}

// What a list is sorted by; monostate: absent.
using SortKey = std::variant<std::monostate, std::int64_t, std::string, Uuid>;

inline SortKey sort_key(std::int64_t value) { return value; }
inline SortKey sort_key(Instant at) { return static_cast<std::int64_t>(at.time_since_epoch().count()); }
inline SortKey sort_key(const std::string& text) { return text.empty() ? SortKey() : SortKey(text); }
inline SortKey sort_key(const Uuid& id) { return id.is_null() ? SortKey() : SortKey(id); }
template <class Tag>
SortKey sort_key(const Id<Tag>& id) {
    return sort_key(id.value);
}
template <class T>
SortKey sort_key(const std::optional<T>& value) {
    return value ? sort_key(*value) : SortKey();
}

// Negative: a first. Absent values come last going up and first going down.
int compare(const SortKey& a, const SortKey& b, bool descending);

// What breaks ties.
template <class Item>
auto id_of(const Item& item) {
    if constexpr (requires { item.row; })
        return item.row.key;
    else
        return item.id;
}
inline auto id_of(const engine::HistoryVariableItem& item) { return item.row.record.id; }
inline auto id_of(const engine::HistoryDecisionItem& item) { return item.row.instance.id; }

// Sorts, then cuts the page out.
template <class Item, class Field, class KeyOf>
std::vector<Item> sorted_page(std::vector<Item> items, const std::vector<engine::Order<Field>>& order,
                              const engine::Page& page, KeyOf key_of) {
    std::sort(items.begin(), items.end(), [&](const Item& a, const Item& b) {
        for (const auto& by : order) {
            const int compared = compare(key_of(a, by.field), key_of(b, by.field), by.descending);
            if (compared != 0) return compared < 0;
        }
        return id_of(a) < id_of(b);
    });
    const auto size = static_cast<std::int64_t>(items.size());
    const std::int64_t first = std::min(page.first, size);
    const std::int64_t last = page.max ? std::min(size, first + *page.max) : size;
    return {std::make_move_iterator(items.begin() + first), std::make_move_iterator(items.begin() + last)};
}

// The list of one moment, which is that of `find` under the mutex; handed over when nobody waits for it any more.
template <class Criteria, class Item, class Find, class KeyOf>
void visit_sorted(std::mutex& mutex, const Criteria& criteria, const engine::Page& page,
                  const engine::Visit<Item>& visit, Find find, KeyOf key_of) {
    std::vector<Item> items;
    {
        const std::lock_guard lock(mutex);
        items = sorted_page(find(), criteria.order, page, key_of);
    }
    for (Item& item : items) visit(std::move(item));
}

}  // namespace pavane::persistence
