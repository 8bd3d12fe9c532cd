// A clock that moves only when a test moves it.
#pragma once

#include <atomic>

#include "api/http/clock.hpp"

class FakeClock final : public pavane::http::Clock {
  public:
    pavane::http::Time now() const override { return pavane::http::Time(std::chrono::milliseconds(ms_)); }
    void advance(std::chrono::milliseconds by) { ms_ += by.count(); }

  private:
    std::atomic<std::int64_t> ms_{1'000'000};
};
