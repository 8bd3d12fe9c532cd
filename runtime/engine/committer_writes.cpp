// How the committer's batches get into the database, and what became of those that did not say so.
#include "runtime/engine/batch.hpp"
#include "runtime/engine/committer.hpp"

namespace pavane::engine {

// One commit that is being asked for again, counted from its first asking in vain. Several can be: a commit of a
// locked root has its own thread.
class Committer::Asking {
  public:
    explicit Asking(Committer& committer) : committer_(committer) {}
    ~Asking() {
        if (!is_counted_) return;
        const std::lock_guard lock(committer_.mutex_);
        --committer_.asking_;
    }
    Asking(const Asking&) = delete;
    Asking& operator=(const Asking&) = delete;

    // False: it is not to be asked again.
    bool pause() {
        std::unique_lock lock(committer_.mutex_);
        if (!is_counted_) ++committer_.asking_;
        is_counted_ = true;
        return !committer_.may_not_ask_.wait_for(lock, committer_.settings_.retry_pause,
                                                 [this] { return !committer_.may_ask_; });
    }

  private:
    Committer& committer_;
    bool is_counted_ = false;
};

Committer::Written Committer::resolve(const Uuid& operation) {
    Asking asking(*this);
    const auto asked_until = std::chrono::steady_clock::now() + settings_.longest_asking;
    while (true) {
        try {
            return store_.resolve(operation);
        } catch (const std::exception& error) {
            events_.store_failed(error.what());
            // Until the database answers, nobody knows, and neither clients nor a stop wait for that: nothing is
            // acknowledged, and who asked may ask again with the same Idempotency-Key. Whatever became of the batch,
            // the guards of later ones are compared with it.
            if (asking.pause() && std::chrono::steady_clock::now() < asked_until) continue;
            return tl::make_unexpected(Unavailable{"Whether the change was written is not known."});
        }
    }
}

// Nothing: not committed. An error: and it is of no use to try again at once.
Committer::Written Committer::write(const Uuid& operation, const std::function<CommitResult()>& commit) {
    try {
        return commit();
    } catch (const CommitUnknown& error) {
        events_.store_failed(error.what());
        {
            const std::lock_guard lock(mutex_);
            ++figures_.unknown_outcomes;
        }
        return resolve(operation);
    } catch (const StoreFull& error) {
        events_.store_failed(error.what());
        return tl::make_unexpected(Unavailable{"The database has no space left. Nothing was changed.", true});
    } catch (const StoreUnavailable& error) {
        events_.store_failed(error.what());
        return tl::make_unexpected(Unavailable{"The database cannot be used. Nothing was changed."});
    }
}

Batch Committer::one_change(OpenBatch& open, Root& root, const MakeChange& make,
                            const std::optional<StoredRoot>& stored) {
    open.changes.clear();
    std::optional<PendingChange> change = make(stored);
    if (!change) return {};
    {
        const std::lock_guard busy(root.mutex);
        change->base = root.revision;
        change->next = change->writes ? Revision{root.revision.counter + 1, open.operation} : root.revision;
    }
    open.changes.push_back(std::move(*change));
    return make_batch(open.operation, open.changes, settings_, events_.job_places());
}

void Committer::commit_locked(Root& root, const MakeChange& make) {
    const Instant now = events_.now();
    OpenBatch open{ids_.next(), {}};
    Batch batch;
    const auto written = write(open.operation, [&] {
        return store_.commit_locked(root.id, [&](const std::optional<StoredRoot>& stored) {
            batch = one_change(open, root, make, stored);
            return batch;
        });
    });
    if (open.changes.empty()) {
        if (!written) throw StoreUnavailable(written.error().message);
        return;
    }
    {
        const std::lock_guard busy(root.mutex);
        root.revision = open.changes.front().next;
        open.changes.front().on_its_way = OnItsWay(open.changes.front().root, events_);
    }
    conclude(open, batch, written, now);
}

}  // namespace pavane::engine
