// How many bytes may be held at a time, over all connections and threads. Who holds some has a share, which gives them
// back by itself.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <memory>
#include <utility>

namespace pavane::http {

class Budget {
  public:
    explicit Budget(std::size_t limit) : limit_(limit) {}

    std::size_t used() const { return used_; }
    std::size_t left() const { return limit_ - std::min<std::size_t>(used_, limit_); }

    // False: so many are not left, and nothing was taken.
    bool take(std::size_t bytes) {
        std::size_t used = used_;
        while (bytes <= limit_ && used <= limit_ - bytes)
            if (used_.compare_exchange_weak(used, used + bytes)) return true;
        return false;
    }
    // For what is held already, and small.
    void take_anyway(std::size_t bytes) { used_ += bytes; }
    void give_back(std::size_t bytes) { used_ -= bytes; }

  private:
    const std::size_t limit_;
    std::atomic<std::size_t> used_{0};
};

class Share {
  public:
    Share() = default;
    explicit Share(std::shared_ptr<Budget> budget) : budget_(std::move(budget)) {}
    Share(Share&& other) noexcept : budget_(std::move(other.budget_)), bytes_(std::exchange(other.bytes_, 0)) {}
    Share& operator=(Share&& other) noexcept {
        release();
        budget_ = std::move(other.budget_);
        bytes_ = std::exchange(other.bytes_, 0);
        return *this;
    }
    ~Share() { release(); }

    // False: the budget has not so much left, and the share is as it was.
    bool grow(std::size_t bytes) {
        if (!budget_->take(bytes)) return false;
        bytes_ += bytes;
        return true;
    }
    void grow_anyway(std::size_t bytes) {
        budget_->take_anyway(bytes);
        bytes_ += bytes;
    }
    void release() {
        if (bytes_ > 0) budget_->give_back(std::exchange(bytes_, 0));
    }

  private:
    std::shared_ptr<Budget> budget_;
    std::size_t bytes_ = 0;
};

}  // namespace pavane::http
