#include "runtime/engine/external_tasks.hpp"

#include <algorithm>
#include <set>

#include "runtime/engine/engine.hpp"
#include "runtime/engine/guarded.hpp"

namespace pavane::engine {

ExternalTasks::ExternalTasks(Engine& engine, const Clock& clock) : engine_(engine), clock_(clock) {}

ExternalTasks::~ExternalTasks() { stop(); }

// What the client's side throws ends its poll only.
void ExternalTasks::answer(const PollPtr& poll, Fetched fetched) {
    guarded(
        "a long poll could not be answered", [this](const std::string& sentence) { engine_.warn(sentence); },
        [&] { poll->done(std::move(fetched)); });
}

// What nobody can be given stays locked: until that lock runs out it is in nobody's way.
std::vector<LockedTask> ExternalTasks::lock(const FetchRequest& request) {
    std::vector<LockedTask> tasks = engine_.store().fetch_and_lock(request);
    std::erase_if(tasks, [this](const LockedTask& task) {
        if (!task.unreadable.empty()) engine_.warn(task.unreadable + " No worker gets it.");
        return !task.unreadable.empty();
    });
    return tasks;
}

ExternalTasks::PollRef ExternalTasks::fetch(FetchRequest request, Milliseconds wait, OnFetched done) {
    std::uint64_t seen = 0;
    {
        const std::lock_guard lock(mutex_);
        seen = wakes_;
    }
    Fetched fetched{lock(request), false, false};
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
        answer(poll, std::move(fetched));
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
    answer(poll, {});
}

std::vector<ExternalTasks::PollPtr> ExternalTasks::waiting_for(const std::vector<std::string>& topics) const {
    std::vector<PollPtr> concerned;
    for (const PollPtr& poll : waiting_) {
        const bool wants =
            std::any_of(poll->request.topics.begin(), poll->request.topics.end(), [&topics](const FetchTopic& topic) {
                return std::find(topics.begin(), topics.end(), topic.topic) != topics.end();
            });
        if (wants) concerned.push_back(poll);
    }
    return concerned;
}

void ExternalTasks::wake(const std::vector<std::string>& topics) {
    if (topics.empty()) return;
    std::vector<PollPtr> concerned;
    {
        const std::lock_guard lock(mutex_);
        ++wakes_;
        concerned = waiting_for(topics);
    }
    if (!concerned.empty()) engine_.executor().run([this, concerned = std::move(concerned)] { retry(concerned); });
}

void ExternalTasks::retry(const std::vector<PollPtr>& polls) {
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
            fetched.tasks = lock(poll->request);
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
            answer(poll, std::move(fetched));
        else if (again)
            engine_.executor().run([this, poll] { retry({poll}); });
    }
}

void ExternalTasks::tick() {
    std::vector<PollPtr> over;
    bool looks = false;
    {
        const std::lock_guard lock(mutex_);
        const Milliseconds now = clock_.monotonic();
        for (auto at = waiting_.begin(); at != waiting_.end();) {
            if ((*at)->deadline > now) {
                ++at;
                continue;
            }
            over.push_back(std::move(*at));
            at = waiting_.erase(at);
        }
        looks = !waiting_.empty() && !looking_;
        if (looks) looking_ = true;
    }
    for (const PollPtr& poll : over) engine_.executor().run([this, poll] { answer(poll, {}); });
    if (looks) engine_.executor().run([this] { look(); });
}

void ExternalTasks::look() {
    // However it ends, the next tick looks again.
    const std::shared_ptr<void> over(nullptr, [this](void*) {
        const std::lock_guard lock(mutex_);
        looking_ = false;
    });
    std::set<std::string> asked;
    {
        const std::lock_guard lock(mutex_);
        for (const PollPtr& poll : waiting_)
            for (const FetchTopic& topic : poll->request.topics) asked.insert(topic.topic);
    }
    std::vector<std::string> with_tasks;
    try {
        for (const std::string& topic : asked) {
            ExternalTaskCriteria free;
            free.topic = topic;
            free.not_locked = true;
            free.with_retries_left = true;
            if (!engine_.store().list(free, Page{0, 1}).empty()) with_tasks.push_back(topic);
        }
    } catch (const std::exception& error) {
        // Who waits is told by trying.
        engine_.warn(std::string("long polls could not be looked after: ") + error.what());
        with_tasks.assign(asked.begin(), asked.end());
    }
    std::vector<PollPtr> concerned;
    {
        const std::lock_guard lock(mutex_);
        concerned = waiting_for(with_tasks);
    }
    retry(concerned);
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
    for (const PollPtr& poll : ended) answer(poll, Fetched{{}, true, false});
}

}  // namespace pavane::engine
