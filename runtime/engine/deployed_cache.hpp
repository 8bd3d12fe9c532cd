// What a node keeps of deployed models: immutable, found by id and by what a call means. The least recently used ones
// are dropped when all together are estimated to take more than a bound; what somebody holds lives on, and is found as
// long as it does. What is read while its deployment is deleted is not kept.
#pragma once

#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "runtime/core/called.hpp"
#include "runtime/engine/definition_store.hpp"

namespace pavane::engine {

template <class DeployedId, class Item>
class DeployedCache {
  public:
    using Pointer = std::shared_ptr<const Item>;
    using Called = core::Called<DeployedId>;

    struct Place {
        DeploymentId deployment;
        std::vector<DeployedId> ids;  // under each of which the item is found
        std::size_t bytes = 0;        // estimated
    };
    // Taken before the store is read: what was forgotten since is not put back.
    struct Moment {
        std::uint64_t lookups = 0;
        std::uint64_t deployments = 0;
    };

    explicit DeployedCache(std::size_t max_bytes) : max_bytes_(max_bytes) {}

    Moment moment() const {
        const std::lock_guard lock(mutex_);
        return forgotten_;
    }
    Pointer find(const DeployedId& id) const {
        const std::lock_guard lock(mutex_);
        return use(id);
    }
    std::optional<DeployedId> meant_by(const Called& called) const {
        const std::lock_guard lock(mutex_);
        const auto meant = lookups_.find(called);
        return meant == lookups_.end() ? std::nullopt : std::optional(meant->second);
    }
    void put(Pointer item, Place place, const Moment& read_after) {
        const std::lock_guard lock(mutex_);
        if (read_after.deployments == forgotten_.deployments)
            keep(std::move(item), std::make_shared<const Place>(std::move(place)));
    }
    // What a version tag means is looked up each time; the newest of a key is compared again by the commit.
    void remember(const Called& called, const DeployedId& id, const Moment& read_after) {
        constexpr std::size_t most = 10'000;
        const std::lock_guard lock(mutex_);
        // A deployment that came between has made what was read old.
        if (called.binding == bpmn::Binding::version_tag || read_after.lookups != forgotten_.lookups) return;
        if (lookups_.size() >= most) lookups_.clear();
        lookups_[called] = id;
    }
    void forget_lookups() {
        const std::lock_guard lock(mutex_);
        lookups_.clear();
        ++forgotten_.lookups;
    }
    void forget(const DeploymentId& deployment);

    std::size_t bytes() const {
        const std::lock_guard lock(mutex_);
        return bytes_;
    }

  private:
    using PlacePointer = std::shared_ptr<const Place>;
    struct Entry {
        Pointer item;
        PlacePointer place;
    };
    struct Dropped {
        std::weak_ptr<const Item> item;
        PlacePointer place;
    };

    // With mutex_ held:
    Pointer use(const DeployedId& id) const;
    void keep(Pointer item, const PlacePointer& place) const;
    void drop(const DeployedId& id) const;

    const std::size_t max_bytes_;
    mutable std::mutex mutex_;
    // Which of them are kept is no part of what the cache means.
    mutable std::list<Entry> recently_used_;  // front: last
    mutable std::map<DeployedId, typename std::list<Entry>::iterator> by_id_;
    mutable std::map<DeployedId, Dropped> dropped_;
    mutable std::size_t bytes_ = 0;
    std::map<Called, DeployedId> lookups_;
    Moment forgotten_;
};

// What a call means: from the cache, else as `find_stored` says; `load` gets it by its id, or null.
template <class Cache, class FindStored, class Load>
auto load_called(Cache& cache, const typename Cache::Called& called, FindStored find_stored, Load load) {
    const auto begun = cache.moment();
    if (const auto id = cache.meant_by(called))
        if (auto known = load(*id)) return known;
    const auto stored = find_stored(called);
    if (!stored) return decltype(load(stored->id))();
    auto loaded = load(stored->id);
    if (loaded) cache.remember(called, stored->id, begun);
    return loaded;
}

template <class DeployedId, class Item>
void DeployedCache<DeployedId, Item>::forget(const DeploymentId& deployment) {
    const std::lock_guard lock(mutex_);
    lookups_.clear();
    ++forgotten_.lookups;
    ++forgotten_.deployments;
    std::vector<DeployedId> gone;
    for (const Entry& entry : recently_used_)
        if (entry.place->deployment == deployment) gone.push_back(entry.place->ids.front());
    for (const DeployedId& id : gone) drop(id);
    std::erase_if(dropped_, [&deployment](const auto& entry) {
        return entry.second.item.expired() || entry.second.place->deployment == deployment;
    });
}

template <class DeployedId, class Item>
typename DeployedCache<DeployedId, Item>::Pointer DeployedCache<DeployedId, Item>::use(const DeployedId& id) const {
    if (const auto found = by_id_.find(id); found != by_id_.end()) {
        recently_used_.splice(recently_used_.begin(), recently_used_, found->second);
        return found->second->item;
    }
    const auto dropped = dropped_.find(id);
    if (dropped == dropped_.end()) return nullptr;
    Pointer item = dropped->second.item.lock();
    if (item) keep(item, PlacePointer(dropped->second.place));
    return item;
}

template <class DeployedId, class Item>
void DeployedCache<DeployedId, Item>::keep(Pointer item, const PlacePointer& place) const {
    for (const DeployedId& id : place->ids) {
        drop(id);
        dropped_.erase(id);
    }
    recently_used_.push_front({std::move(item), place});
    for (const DeployedId& id : place->ids) by_id_[id] = recently_used_.begin();
    bytes_ += place->bytes;
    // One that is larger than all may be together is kept alone.
    while (bytes_ > max_bytes_ && recently_used_.size() > 1) {
        const Entry oldest = recently_used_.back();
        std::erase_if(dropped_, [](const auto& entry) { return entry.second.item.expired(); });
        for (const DeployedId& id : oldest.place->ids) dropped_[id] = {oldest.item, oldest.place};
        drop(oldest.place->ids.front());
    }
}

// With the item all ids under which it is found.
template <class DeployedId, class Item>
void DeployedCache<DeployedId, Item>::drop(const DeployedId& id) const {
    const auto found = by_id_.find(id);
    if (found == by_id_.end()) return;
    const auto entry = found->second;
    const PlacePointer place = entry->place;
    bytes_ -= place->bytes;
    recently_used_.erase(entry);
    for (const DeployedId& each : place->ids) by_id_.erase(each);
}

}  // namespace pavane::engine
