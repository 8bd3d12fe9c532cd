#include "runtime/engine/instance_cache.hpp"

namespace pavane::engine {

namespace {
// At each rest at most one root too many has come since the last one.
constexpr int looks_at_a_time = 8;
}  // namespace

std::shared_ptr<Root> InstanceCache::entry(const ActivityId& root) {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(root);
    if (found != entries_.end()) {
        recently_used_.splice(recently_used_.begin(), recently_used_, found->second.used);
        return found->second.root;
    }
    recently_used_.push_front(root);
    auto made = std::make_shared<Root>(root);
    entries_.emplace(root, Entry{made, recently_used_.begin(), {}});
    return made;
}

bool InstanceCache::forget_if_idle(const std::shared_ptr<Root>& root, bool only_if_ended) {
    const std::lock_guard busy(root->mutex);
    if (root->running || !root->queue.empty() || root->undurable > 0 || root->quarantined) return false;
    if (only_if_ended && root->state && !root->state->processes.empty()) return false;
    root->forgotten = true;
    const auto found = entries_.find(root->id);
    if (found != entries_.end() && found->second.root == root) {
        for (const Uuid& record : found->second.records) records_.erase(record);
        recently_used_.erase(found->second.used);
        entries_.erase(found);
    }
    return true;
}

void InstanceCache::rest(const std::shared_ptr<Root>& root) {
    const std::lock_guard lock(mutex_);
    if (forget_if_idle(root, true)) return;
    // One that is busy is in use, and comes to rest itself.
    for (int looks = 0; looks < looks_at_a_time && entries_.size() > max_roots_; ++looks) {
        const Entry& oldest = entries_.at(recently_used_.back());
        const std::shared_ptr<Root> candidate = oldest.root;
        if (!forget_if_idle(candidate, false))
            recently_used_.splice(recently_used_.begin(), recently_used_, oldest.used);
    }
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
