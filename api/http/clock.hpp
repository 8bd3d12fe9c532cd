// The time that deadlines are measured with: monotonic, and replaceable, so that tests do not wait.
#pragma once

#include <chrono>

namespace pavane::http {

using Time = std::chrono::steady_clock::time_point;

class Clock {
  public:
    virtual ~Clock() = default;
    virtual Time now() const = 0;
};

class SteadyClock final : public Clock {
  public:
    Time now() const override { return std::chrono::steady_clock::now(); }
};

}  // namespace pavane::http
