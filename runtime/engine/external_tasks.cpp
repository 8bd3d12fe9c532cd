#include "runtime/engine/external_tasks.hpp"

#include <algorithm>
#include <set>
#include <utility>

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
    if (wait <= Milliseconds(0)) {
        done(Fetched{lock(request), false, false});
        return {};
    }
    auto poll = std::make_shared<Poll>(Poll{std::move(request), clock_.monotonic() + wait, std::move(done)});
    {
        // It waits before it tries, so that what is committed meanwhile wakes it.
        const std::lock_guard lock(mutex_);
        poll->place = waiting_.insert(waiting_.end(), poll);
    }
    try_for(poll);
    return poll;
}

void ExternalTasks::end(const PollRef& reference) {
    const PollPtr poll = reference.lock();
    if (!poll) return;
    {
        const std::lock_guard lock(mutex_);
        if (std::exchange(poll->has_ended, true) || poll->is_trying) return;
        waiting_.erase(poll->place);
        poll->is_trying = true;
    }
    answer(poll, {});
}

namespace {

bool wants(const FetchRequest& request, const std::vector<std::string>& topics) {
    return std::any_of(request.topics.begin(), request.topics.end(), [&topics](const FetchTopic& topic) {
        return std::find(topics.begin(), topics.end(), topic.topic) != topics.end();
    });
}

}  // namespace

// Called with mutex_ held.
std::vector<ExternalTasks::PollPtr> ExternalTasks::begin_trying(const std::vector<std::string>& topics) {
    std::vector<PollPtr> concerned;
    for (const PollPtr& poll : waiting_) {
        if (!wants(poll->request, topics)) continue;
        if (poll->is_trying) {
            poll->is_woken = true;
            continue;
        }
        poll->is_trying = true;
        concerned.push_back(poll);
    }
    return concerned;
}

void ExternalTasks::wake(const std::vector<std::string>& topics) {
    if (topics.empty()) return;
    std::vector<PollPtr> concerned;
    {
        const std::lock_guard lock(mutex_);
        concerned = begin_trying(topics);
    }
    if (concerned.empty()) return;
    engine_.executor().run(
        [this, concerned = std::move(concerned), tasks = topics.size()] { try_in_turn(concerned, tasks); });
}

// Whose turn it was not goes on waiting, unless something has come for it in between.
void ExternalTasks::try_in_turn(const std::vector<PollPtr>& polls, std::size_t tasks) {
    for (const PollPtr& poll : polls) {
        if (tasks == 0)
            give_up_trying(poll);
        else
            tasks -= std::min(tasks, try_for(poll));
    }
}

void ExternalTasks::give_up_trying(const PollPtr& poll) {
    {
        const std::lock_guard lock(mutex_);
        const bool is_over = stopping_ || poll->has_ended || poll->deadline <= clock_.monotonic();
        if (!is_over && !poll->is_woken) {
            poll->is_trying = false;
            return;
        }
        poll->is_woken = false;
    }
    run_again(poll);
}

void ExternalTasks::run_again(const PollPtr& poll) {
    engine_.executor().run([this, poll] { try_for(poll); });
}

// How many tasks the poll has got. It is answered if it has, or if its time is over.
std::size_t ExternalTasks::try_for(const PollPtr& poll) {
    Fetched fetched;
    try {
        fetched.tasks = lock(poll->request);
    } catch (const StoreUnavailable&) {
        fetched.unavailable = true;
    } catch (const std::exception& error) {
        // Whoever waits is answered, whatever it was.
        engine_.warn(std::string("a long poll met an error: ") + error.what());
        fetched.unavailable = true;
    }
    const std::size_t taken = fetched.tasks.size();
    bool is_answered = taken > 0 || fetched.unavailable;
    bool tries_again = false;
    {
        const std::lock_guard lock(mutex_);
        if (!is_answered) {
            fetched.shutting_down = stopping_;
            is_answered = stopping_ || poll->has_ended || poll->deadline <= clock_.monotonic();
        }
        tries_again = std::exchange(poll->is_woken, false);
        poll->is_trying = is_answered || tries_again;
        if (is_answered) waiting_.erase(poll->place);
    }
    if (is_answered)
        answer(poll, std::move(fetched));
    else if (tries_again)
        run_again(poll);
    return taken;
}

void ExternalTasks::tick() {
    std::vector<PollPtr> over;
    bool looks = false;
    {
        const std::lock_guard lock(mutex_);
        const Milliseconds now = clock_.monotonic();
        for (auto at = waiting_.begin(); at != waiting_.end();) {
            const PollPtr poll = *at;
            if (poll->deadline > now || poll->is_trying) {
                ++at;
                continue;
            }
            poll->is_trying = true;
            at = waiting_.erase(at);
            over.push_back(poll);
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
        concerned = begin_trying(with_tasks);
    }
    try_in_turn(concerned, any_number);
}

std::size_t ExternalTasks::waiting() const {
    const std::lock_guard lock(mutex_);
    return waiting_.size();
}

void ExternalTasks::stop() {
    std::vector<PollPtr> ended;
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        for (auto at = waiting_.begin(); at != waiting_.end();) {
            const PollPtr poll = *at;
            if (poll->is_trying) {
                ++at;
                continue;
            }
            poll->is_trying = true;
            at = waiting_.erase(at);
            ended.push_back(poll);
        }
    }
    for (const PollPtr& poll : ended) answer(poll, Fetched{{}, true, false});
}

}  // namespace pavane::engine
