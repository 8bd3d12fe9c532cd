// The roots this node works on or keeps at hand, bounded by how much memory they are estimated to take: those in use
// are counted, too, and stay. A root is evicted only when nothing of it is on its way; a reload reads rows and revision
// in one snapshot, so a cached state is always the database's at its revision.
#pragma once

#include <atomic>
#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <unordered_set>

#include "runtime/engine/root.hpp"

namespace pavane::engine {

class InstanceCache {
  public:
    explicit InstanceCache(std::size_t max_bytes) : max_bytes_(max_bytes) {}

    // The root's entry, made if there is none.
    std::shared_ptr<Root> entry(const ActivityId& root);

    // Called when a root's queue has run empty: forgets it if it has ended, and the least recently used ones over the
    // limit, but for the last one: some of them at a time, so that its cost does not grow with the cache.
    void rest(const std::shared_ptr<Root>& root);

    // How much memory the root's state takes now. Called by whoever runs its queue.
    void weigh(Root& root, std::size_t bytes);

    // Where the tasks and jobs of cached roots are: saves the look-up in the database. `rows` are committed.
    void note_records(const ActivityId& root, const RootRows& rows);
    std::optional<ActivityId> root_of(const Uuid& record) const;

    std::size_t size() const;
    std::size_t bytes() const { return bytes_; }  // estimated

  private:
    struct Entry {
        std::shared_ptr<Root> root;
        std::list<ActivityId>::iterator used;
        std::unordered_set<Uuid> records;  // as in records_
    };
    using Forgotten = std::vector<std::shared_ptr<Root>>;
    bool forget_if_idle(const std::shared_ptr<Root>& root, bool only_if_ended, Forgotten& forgotten);
    void make_room(Forgotten& forgotten);

    const std::size_t max_bytes_;
    std::atomic<std::size_t> bytes_ = 0;
    mutable std::mutex mutex_;
    std::unordered_map<ActivityId, Entry> entries_;
    std::list<ActivityId> recently_used_;  // front: last
    std::unordered_map<Uuid, ActivityId> records_;
};

}  // namespace pavane::engine
