#include "persistence/sql/pool.hpp"

namespace pavane::persistence {

namespace {
constexpr std::chrono::seconds longest_wait{10};
}

Pool::Lent Pool::take() {
    {
        std::unique_lock lock(mutex_);
        if (free_places_ == 0 || !waiting_.empty()) wait_for_turn(lock);
        --free_places_;
        call_next();
        if (!idle_.empty()) {
            auto connection = std::move(idle_.back());
            idle_.pop_back();
            return {*this, std::move(connection)};
        }
    }
    try {
        return {*this, open_()};
    } catch (...) {
        give_up_place();
        give_up_idle();
        throw;
    }
}

std::size_t Pool::waiting() const {
    const std::lock_guard lock(mutex_);
    return waiting_.size();
}

void Pool::wait_for_turn(std::unique_lock<std::mutex>& lock) {
    Waiter me;
    const auto place = waiting_.insert(waiting_.end(), &me);
    const bool has_come =
        me.turn.wait_for(lock, longest_wait, [&] { return free_places_ > 0 && waiting_.front() == &me; });
    waiting_.erase(place);
    if (has_come) return;
    call_next();
    throw engine::StoreUnavailable("All connections to the database are busy. Try again later.");
}

void Pool::call_next() {
    if (free_places_ > 0 && !waiting_.empty()) waiting_.front()->turn.notify_one();
}

void Pool::take_back(std::unique_ptr<Connection> connection) {
    if (connection->is_broken()) give_up_idle();
    if (connection->is_broken() || connection->is_spent()) {
        connection.reset();
        return give_up_place();
    }
    {
        const std::lock_guard lock(mutex_);
        idle_.push_back(std::move(connection));
        ++free_places_;
        call_next();
    }
}

void Pool::give_up_place() {
    const std::lock_guard lock(mutex_);
    ++free_places_;
    call_next();
}

// What broke one connection has usually broken those that lie idle, too. They close after the lock is given up.
void Pool::give_up_idle() {
    std::vector<std::unique_ptr<Connection>> suspect;
    {
        const std::lock_guard lock(mutex_);
        suspect.swap(idle_);
    }
}

}  // namespace pavane::persistence
