#include "runtime/engine/instance_cache.hpp"

namespace pavane::engine {

namespace {

// Whoever has grown may have many small ones make room for it.
constexpr int most_forgotten_at_a_time = 256;
constexpr int most_busy_ones_at_a_time = 8;
// Bytes beside the records of its state: its queue, its places in the maps here, what its tables keep at hand.
constexpr std::size_t of_an_entry = sizeof(Root) + 2'000;

}  // namespace

std::shared_ptr<Root> InstanceCache::entry(const ActivityId& root) {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(root);
    if (found != entries_.end()) {
        recently_used_.splice(recently_used_.begin(), recently_used_, found->second.used);
        return found->second.root;
    }
    // All of it or nothing, should memory run out.
    auto made = std::make_shared<Root>(root);
    std::list<ActivityId> used{root};
    entries_.emplace(root, Entry{made, used.begin(), {}});
    recently_used_.splice(recently_used_.begin(), used);
    bytes_ += of_an_entry;
    return made;
}

void InstanceCache::weigh(Root& root, std::size_t bytes) {
    bytes_ += bytes - root.bytes;
    root.bytes = bytes;
}

bool InstanceCache::forget_if_idle(const std::shared_ptr<Root>& root, bool only_if_ended, Forgotten& forgotten) {
    const std::lock_guard busy(root->mutex);
    if (root->running || !root->queue.empty() || root->undurable > 0 || root->quarantined) return false;
    if (only_if_ended && root->state && !root->state->processes.empty()) return false;
    const auto found = entries_.find(root->id);
    const bool is_here = found != entries_.end() && found->second.root == root;
    if (is_here) forgotten.push_back(root);
    root->forgotten = true;
    if (!is_here) return true;
    for (const Uuid& record : found->second.records) records_.erase(record);
    recently_used_.erase(found->second.used);
    bytes_ -= of_an_entry + root->bytes;
    entries_.erase(found);
    return true;
}

// With mutex_ held. One that is busy is in use, and comes to rest itself.
void InstanceCache::make_room(Forgotten& forgotten) {
    int busy = 0;
    while (bytes_ > max_bytes_ && entries_.size() > 1 && busy < most_busy_ones_at_a_time &&
           forgotten.size() < most_forgotten_at_a_time) {
        const Entry& oldest = entries_.at(recently_used_.back());
        const std::shared_ptr<Root> candidate = oldest.root;
        if (forget_if_idle(candidate, false, forgotten)) continue;
        ++busy;
        recently_used_.splice(recently_used_.begin(), recently_used_, oldest.used);
    }
}

void InstanceCache::rest(const std::shared_ptr<Root>& root) {
    Forgotten forgotten;  // whose states end when the lock is free again
    const std::lock_guard lock(mutex_);
    if (!forget_if_idle(root, true, forgotten)) make_room(forgotten);
}

void InstanceCache::note_records(const ActivityId& root, const RootRows& rows) {
    const std::lock_guard lock(mutex_);
    const auto entry = entries_.find(root);
    if (entry == entries_.end()) return;
    const auto note = [&](const auto& changes) {
        for (const auto& row : changes.inserted) {
            records_[row.key.value] = root;
            entry->second.records.insert(row.key.value);
        }
        for (const auto& key : changes.erased) {
            records_.erase(key.value);
            entry->second.records.erase(key.value);
        }
    };
    note(rows.user_tasks);
    note(rows.external_tasks);
    note(rows.jobs);
}

std::optional<ActivityId> InstanceCache::root_of(const Uuid& record) const {
    const std::lock_guard lock(mutex_);
    const auto found = records_.find(record);
    return found == records_.end() ? std::nullopt : std::optional(found->second);
}

std::size_t InstanceCache::size() const {
    const std::lock_guard lock(mutex_);
    return entries_.size();
}

}  // namespace pavane::engine
