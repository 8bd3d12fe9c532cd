#include "runtime/engine/committer.hpp"

namespace pavane::engine {

Committer::Committer(InstanceStore& store, core::IdSource& ids, CommitterEvents& events, CommitterSettings settings)
    : store_(store), ids_(ids), events_(events), settings_(std::move(settings)) {
    open_.operation = ids_.next();
    thread_ = std::thread([this] { loop(); });
}

Committer::~Committer() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

std::optional<Unavailable> Committer::turns_away() const {
    const std::lock_guard lock(mutex_);
    if (asking_ > 0) return Unavailable{"The database does not answer. Nothing was changed."};
    if (open_.changes.size() >= settings_.max_queued) return Unavailable{"Too many commands wait to be written."};
    return std::nullopt;
}

bool Committer::queue(PendingChange& change, std::uint64_t stepped_generation) {
    {
        const std::lock_guard lock(mutex_);
        Root& root = *change.root;
        const std::lock_guard busy(root.mutex);
        if (root.generation != stepped_generation) return false;
        open_.changes.push_back(std::move(change));
        PendingChange& queued = open_.changes.back();
        queued.on_its_way = OnItsWay(queued.root, events_);
        queued.base = root.revision;
        queued.next = queued.writes ? Revision{root.revision.counter + 1, open_.operation} : root.revision;
        root.revision = queued.next;
    }
    wake_.notify_one();
    return true;
}

bool Committer::wait_until_idle(std::chrono::steady_clock::time_point until) {
    std::unique_lock lock(mutex_);
    return idle_.wait_until(lock, until, [this] { return open_.changes.empty() && !committing_; });
}

void Committer::stop_asking() {
    {
        const std::lock_guard lock(mutex_);
        may_ask_ = false;
    }
    may_not_ask_.notify_all();
}

CommitterFigures Committer::figures() const {
    const std::lock_guard lock(mutex_);
    CommitterFigures figures = figures_;
    figures.queued = open_.changes.size();
    return figures;
}

void Committer::loop() {
    std::unique_lock lock(mutex_);
    while (true) {
        wake_.wait(lock, [this] { return stopping_ || !open_.changes.empty(); });
        if (open_.changes.empty()) return;
        OpenBatch batch = std::exchange(open_, OpenBatch{ids_.next(), {}});
        committing_ = true;
        lock.unlock();
        guard("what follows a commit met an error of the engine", [&] { commit(std::move(batch)); });
        lock.lock();
        committing_ = false;
        if (open_.changes.empty()) idle_.notify_all();
    }
}

}  // namespace pavane::engine
