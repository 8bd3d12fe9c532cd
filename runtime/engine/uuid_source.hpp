// Time-ordered ids (RFC 9562 version 7), unique on this node by their sequence and everywhere by 62 random bits.
#pragma once

#include <mutex>
#include <random>

#include "runtime/core/step.hpp"

namespace pavane::engine {

class UuidSource : public core::IdSource {
  public:
    UuidSource();
    Uuid next() override;

  private:
    std::mutex mutex_;
    std::mt19937_64 random_;
    std::uint64_t last_ms_ = 0;
    std::uint16_t sequence_ = 0;
};

}  // namespace pavane::engine
