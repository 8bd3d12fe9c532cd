#include "runtime/engine/uuid_source.hpp"

#include <chrono>

namespace pavane::engine {

UuidSource::UuidSource() {
    std::random_device device;
    std::seed_seq seed{device(), device(), device(), device(), device(), device(), device(), device()};
    random_.seed(seed);
}

Uuid UuidSource::next() {
    using namespace std::chrono;
    const auto wall_ms =
        static_cast<std::uint64_t>(duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count());
    const std::lock_guard lock(mutex_);
    // A full sequence or a clock that went back borrows from the next millisecond: the order of a node's ids never
    // breaks.
    if (wall_ms > last_ms_) {
        last_ms_ = wall_ms;
        sequence_ = 0;
    } else if (++sequence_ > 0x0FFF) {
        ++last_ms_;
        sequence_ = 0;
    }
    return make_uuid7(last_ms_, sequence_, random_());
}

}  // namespace pavane::engine
