#include "runtime/engine/external_tasks.hpp"

#include <algorithm>

#include "runtime/engine/engine.hpp"

namespace pavane::engine {

ExternalTasks::ExternalTasks(Engine& engine, const Clock& clock) : engine_(engine), clock_(clock) {}

ExternalTasks::~ExternalTasks() { stop(); }

ExternalTasks::PollRef ExternalTasks::fetch(FetchRequest request, Milliseconds wait, OnFetched done) {
    std::uint64_t seen = 0;
    {
        const std::lock_guard lock(mutex_);
        seen = wakes_;
    }
    Fetched fetched{engine_.store().fetch_and_lock(request), false, false};
    if (!fetched.tasks.empty() || wait <= Milliseconds(0)) {
        done(std::move(fetched));
        return {};
    }
    auto poll = std::make_shared<Poll>(Poll{std::move(request), clock_.monotonic() + wait, std::move(done)});
    bool again = false;
    {
        const std::lock_guard lock(mutex_);
        if (!stopping_) waiting_.push_back(poll);
        // What was committed between the look and the parking has woken nobody.
        again = wakes_ != seen;
        if (stopping_) fetched.shutting_down = true;
    }
    if (fetched.shutting_down)
        poll->done(std::move(fetched));
    else if (again)
        retry({poll});
    return poll;
}

void ExternalTasks::end(const PollRef& reference) {
    const PollPtr poll = reference.lock();
    if (!poll) return;
    {
        const std::lock_guard lock(mutex_);
        // One that is trying at this moment is not parked again.
        poll->has_ended = true;
        const auto found = std::find(waiting_.begin(), waiting_.end(), poll);
        if (found == waiting_.end()) return;
        waiting_.erase(found);
    }
    poll->done({});
}

void ExternalTasks::wake(const std::vector<std::string>& topics) {
    if (topics.empty()) return;
    std::vector<PollPtr> concerned;
    {
        const std::lock_guard lock(mutex_);
        ++wakes_;
        for (const PollPtr& poll : waiting_) {
            const bool wants = std::any_of(
                poll->request.topics.begin(), poll->request.topics.end(), [&topics](const FetchTopic& topic) {
                    return std::find(topics.begin(), topics.end(), topic.topic) != topics.end();
                });
            if (wants) concerned.push_back(poll);
        }
    }
    if (!concerned.empty()) engine_.executor().run([this, concerned = std::move(concerned)] { retry(concerned); });
}

void ExternalTasks::retry(std::vector<PollPtr> polls) {
    for (const PollPtr& poll : polls) {
        {
            // Taken out while it tries, so that it is answered once; put back at its place if there is still nothing.
            const std::lock_guard lock(mutex_);
            const auto found = std::find(waiting_.begin(), waiting_.end(), poll);
            if (found == waiting_.end()) continue;
            waiting_.erase(found);
        }
        Fetched fetched;
        std::uint64_t seen = 0;
        {
            const std::lock_guard lock(mutex_);
            seen = wakes_;
        }
        try {
            fetched.tasks = engine_.store().fetch_and_lock(poll->request);
        } catch (const StoreUnavailable&) {
            fetched.unavailable = true;
        } catch (const std::exception& error) {
            // Whoever waits is answered, whatever it was.
            engine_.warn(std::string("a long poll met an error: ") + error.what());
            fetched.unavailable = true;
        }
        bool give_up = false;
        bool again = false;
        if (fetched.tasks.empty() && !fetched.unavailable) {
            const std::lock_guard lock(mutex_);
            give_up = stopping_ || poll->has_ended || poll->deadline <= clock_.monotonic();
            fetched.shutting_down = stopping_;
            if (!give_up) waiting_.push_front(poll);
            again = wakes_ != seen;
        } else {
            give_up = true;
        }
        if (give_up)
            poll->done(std::move(fetched));
        else if (again)
            engine_.executor().run([this, poll] { retry({poll}); });
    }
}

void ExternalTasks::tick() {
    std::vector<PollPtr> all;
    {
        const std::lock_guard lock(mutex_);
        all.assign(waiting_.begin(), waiting_.end());
    }
    if (!all.empty()) engine_.executor().run([this, all = std::move(all)] { retry(all); });
}

std::size_t ExternalTasks::waiting() const {
    const std::lock_guard lock(mutex_);
    return waiting_.size();
}

void ExternalTasks::stop() {
    std::list<PollPtr> ended;
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        ended.swap(waiting_);
    }
    for (const PollPtr& poll : ended) poll->done(Fetched{{}, true, false});
}

}  // namespace pavane::engine
