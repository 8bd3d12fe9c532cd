// One map of the state: ordered, indexed by owner and by what else is asked often, and able to take back what was done
// to it since begin(). Each record touched since then keeps its before-image once, whatever is done to it after; cost
// depends on what is touched, never on the size.
#pragma once

#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "foundation/ensure.hpp"
#include "runtime/core/records.hpp"

namespace pavane::core {

// What became of one record between two moments.
template <class Key, class Record>
struct RecordChange {
    Key key;
    bool existed = false;
    std::optional<Record> now;  // none: it is gone

    bool is_erase() const { return existed && !now; }
};

inline ActivityId owner_of(const ActivityId&, const ProcessInstance& record) { return record.caller; }
inline ActivityId owner_of(const ActivityId&, const ActivityInstance& record) { return record.parent; }
inline ActivityId owner_of(const TokenId&, const Token& record) { return record.scope; }
inline ActivityId owner_of(const VariableKey& key, const Variable&) { return key.scope; }
template <class Key, class Record>
ActivityId owner_of(const Key&, const Record& record) {
    return record.owner;
}

// What a table derives from its records beside their owners; it sees each record come and go, undone steps included.
template <class Key, class Record>
struct NoIndex {
    void add(const Key&, const Record&) {}
    void remove(const Key&, const Record&) {}

    friend bool operator==(const NoIndex&, const NoIndex&) = default;
};

template <class Key, class Record, class Index = NoIndex<Key, Record>>
class Table {
  public:
    using key_type = Key;

    struct Slot {
        Record record;
        std::uint64_t touched_in = 0;
    };
    using Map = std::map<Key, Slot>;

    const Record* find(const Key& key) const {
        const auto found = rows_.find(key);
        return found == rows_.end() ? nullptr : &found->second.record;
    }
    const Record& at(const Key& key) const {
        const Record* record = find(key);
        ENSURE(record != nullptr);
        return *record;
    }
    const Map& rows() const { return rows_; }
    const Index& index() const { return index_; }
    bool empty() const { return rows_.empty(); }
    std::size_t size() const { return rows_.size(); }

    // The keys of what `owner` owns, in key order.
    std::vector<Key> owned_by(const ActivityId& owner) const {
        std::vector<Key> keys;
        for (auto at = owned_.lower_bound({owner, Key{}}); at != owned_.end() && at->first == owner; ++at)
            keys.push_back(at->second);
        return keys;
    }
    bool owns_any(const ActivityId& owner) const {
        const auto at = owned_.lower_bound({owner, Key{}});
        return at != owned_.end() && at->first == owner;
    }
    bool owns_several(const ActivityId& owner) const {
        if (!owns_any(owner)) return false;
        const auto second = std::next(owned_.lower_bound({owner, Key{}}));
        return second != owned_.end() && second->first == owner;
    }

    void insert(const Key& key, Record record) {
        owned_.emplace(owner_of(key, record), key);
        const auto [at, added] = rows_.emplace(key, Slot{std::move(record), generation_});
        ENSURE(added);
        index_.add(key, at->second.record);
        touched_.emplace_back(key, std::nullopt);
    }
    // The record, to be changed in place; its owner, and what the index is made of, must stay.
    Record& edit(const Key& key) {
        const auto found = rows_.find(key);
        ENSURE(found != rows_.end());
        if (found->second.touched_in != generation_) {
            touched_.emplace_back(key, found->second.record);
            found->second.touched_in = generation_;
        }
        return found->second.record;
    }
    // Another record in its place, with the same owner.
    void replace(const Key& key, Record record) {
        Record& now = edit(key);
        index_.remove(key, now);
        now = std::move(record);
        index_.add(key, now);
    }
    void erase(const Key& key) {
        const auto found = rows_.find(key);
        ENSURE(found != rows_.end());
        owned_.erase({owner_of(key, found->second.record), key});
        index_.remove(key, found->second.record);
        if (found->second.touched_in != generation_) touched_.emplace_back(key, std::move(found->second.record));
        rows_.erase(found);
    }

    // Starts a unit of work: forgets the before-images of the one before.
    void begin() {
        // The images of a step that has touched very much are not kept for as long as the state is.
        constexpr std::size_t kept = 64;
        if (touched_.capacity() > kept)
            touched_ = {};
        else
            touched_.clear();
        ++generation_;
    }
    // Puts every before-image back.
    void roll_back() {
        for (auto change = touched_.rbegin(); change != touched_.rend(); ++change) {
            const auto found = rows_.find(change->first);
            if (found != rows_.end()) {
                owned_.erase({owner_of(change->first, found->second.record), change->first});
                index_.remove(change->first, found->second.record);
                rows_.erase(found);
            }
            if (!change->second) continue;
            owned_.emplace(owner_of(change->first, *change->second), change->first);
            index_.add(change->first, *change->second);
            rows_.emplace(change->first, Slot{std::move(*change->second), 0});
        }
        touched_.clear();
    }
    // What has changed since begin(): a record born and gone in between is not listed. A key may be erased and inserted
    // again.
    std::vector<RecordChange<Key, Record>> changes() const {
        std::vector<RecordChange<Key, Record>> result;
        for_each_touched([&result](const Key& key, const std::optional<Record>& before, const Record* now) {
            if (before || now) result.push_back({key, before.has_value(), now ? std::optional(*now) : std::nullopt});
        });
        return result;
    }
    // Each record that was touched since begin(), once: as it was, and as it is.
    template <class Visit>
    void for_each_touched(const Visit& visit) const {
        std::set<Key> seen_again;
        for (const auto& [key, before] : touched_)
            if (reinserted_once(key, seen_again)) visit(key, before, find(key));
    }

  private:
    // A variable's key can be erased and inserted again within one step and is then touched twice: its first image
    // counts.
    bool reinserted_once(const Key& key, std::set<Key>& seen) const {
        if constexpr (std::is_same_v<Key, VariableKey>) return seen.insert(key).second;
        return true;
    }

    Map rows_;
    std::set<std::pair<ActivityId, Key>> owned_;
    [[no_unique_address]] Index index_;
    std::vector<std::pair<Key, std::optional<Record>>> touched_;
    std::uint64_t generation_ = 1;
};

}  // namespace pavane::core
