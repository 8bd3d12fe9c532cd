// One change of a root that is not yet durable: counted in Root::undurable for as long as this lives. Whatever ends it,
// an exception too, the root is told when nothing of it is left on its way, so that none waits for what will never be.
#pragma once

#include <memory>

#include "runtime/engine/root.hpp"

namespace pavane::engine {

class CommitterEvents;

class OnItsWay {
  public:
    OnItsWay() = default;
    // With the root's mutex held. `events` must outlive this.
    OnItsWay(std::shared_ptr<Root> root, CommitterEvents& events);
    OnItsWay(OnItsWay&& other) noexcept;
    OnItsWay& operator=(OnItsWay&& other) noexcept;
    ~OnItsWay() { land(); }

    // It is on its way no more. With no lock held; once is enough.
    void land() noexcept;

  private:
    std::shared_ptr<Root> root_;
    CommitterEvents* events_ = nullptr;
};

}  // namespace pavane::engine
