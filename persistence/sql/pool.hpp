// Connections that are opened when first needed, lent to one thread at a time, and replaced when they broke or were
// left in the middle of an answer.
#pragma once

#include <condition_variable>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <vector>

#include "persistence/sql/connection.hpp"

namespace pavane::persistence {

class Pool {
  public:
    using Open = std::function<std::unique_ptr<Connection>()>;
    Pool(Open open, std::size_t size) : open_(std::move(open)), free_places_(size) {}

    class Lent {
      public:
        Lent(Pool& pool, std::unique_ptr<Connection> connection) : pool_(&pool), connection_(std::move(connection)) {}
        Lent(Lent&&) noexcept = default;
        Lent& operator=(Lent&&) = delete;
        ~Lent() {
            if (connection_) pool_->take_back(std::move(connection_));
        }
        Connection& operator*() { return *connection_; }
        Connection* operator->() { return connection_.get(); }

      private:
        Pool* pool_;
        std::unique_ptr<Connection> connection_;
    };

    // Waits while all are lent: whoever came first goes first, also before one who gives back and takes again. Throws
    // StoreUnavailable when a new connection cannot be opened, or none comes back within ten seconds.
    Lent take();
    std::size_t waiting() const;  // how many wait for one

  private:
    struct Waiter {
        std::condition_variable turn;
    };

    void wait_for_turn(std::unique_lock<std::mutex>& lock);
    void call_next();  // with mutex_ held
    void take_back(std::unique_ptr<Connection> connection);
    void give_up_place();
    void give_up_idle();

    Open open_;
    mutable std::mutex mutex_;
    std::list<Waiter*> waiting_;
    std::size_t free_places_;  // how many more may be lent
    std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace pavane::persistence
