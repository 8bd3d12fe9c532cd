#include "runtime/engine/pending_keys.hpp"

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
    submission.done = [this, key, resubmit = std::move(resubmit), done = std::move(submission.done)](Answer answer) {
        std::vector<Submission> waiting;
        {
            const std::lock_guard lock(mutex_);
            const auto held = waiting_.find(key);
            waiting = std::move(held->second);
            waiting_.erase(held);
        }
        if (done) done(std::move(answer));
        for (Submission& next : waiting) resubmit(std::move(next));
    };
    return true;
}

}  // namespace pavane::engine
