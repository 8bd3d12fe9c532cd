#include "runtime/engine/on_its_way.hpp"

#include "runtime/engine/committer.hpp"
#include "runtime/engine/guarded.hpp"

namespace pavane::engine {

OnItsWay::OnItsWay(std::shared_ptr<Root> root, CommitterEvents& events) : root_(std::move(root)), events_(&events) {
    ++root_->undurable;
}

OnItsWay::OnItsWay(OnItsWay&& other) noexcept : root_(std::move(other.root_)), events_(other.events_) {}

OnItsWay& OnItsWay::operator=(OnItsWay&& other) noexcept {
    std::swap(root_, other.root_);
    std::swap(events_, other.events_);
    return *this;
}

void OnItsWay::land() noexcept {
    const std::shared_ptr<Root> root = std::move(root_);
    if (!root) return;
    bool is_last = false;
    {
        const std::lock_guard busy(root->mutex);
        is_last = --root->undurable == 0;
    }
    if (!is_last) return;
    guarded(
        "a process instance could not go on", [&](const std::string& sentence) { events_->store_failed(sentence); },
        [&] { events_->settled(root); });
}

}  // namespace pavane::engine
