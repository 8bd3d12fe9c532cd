#include "runtime/engine/pending_keys.hpp"

#include <memory>
#include <new>

namespace pavane::engine {

bool PendingKeys::hold(Submission& submission, std::function<void(Submission)> resubmit) {
    if (!submission.idempotency) return true;
    const Key key{submission.idempotency->tenant, submission.idempotency->key};
    {
        const std::lock_guard lock(mutex_);
        const auto held = waiting_.find(key);
        if (held != waiting_.end()) {
            held->second.push_back(std::move(submission));
            return false;
        }
        waiting_.emplace(key, std::vector<Submission>{});
    }
    // Also for one that is never answered, which goes with its `done`.
    const std::shared_ptr<void> held(nullptr, [this, key, resubmit = std::move(resubmit)](void*) {
        for (Submission& next : release(key)) {
            try {
                resubmit(std::move(next));
            } catch (const std::bad_alloc&) {
                continue;  // it is not answered either, and its client hears of it by the end of its `done`
            }
        }
    });
    submission.done = [held, done = std::move(submission.done)](Answer answer) {
        if (done) done(std::move(answer));
    };
    return true;
}

std::vector<Submission> PendingKeys::release(const Key& key) {
    const std::lock_guard lock(mutex_);
    const auto held = waiting_.find(key);
    std::vector<Submission> waiting = std::move(held->second);
    waiting_.erase(held);
    return waiting;
}

}  // namespace pavane::engine
