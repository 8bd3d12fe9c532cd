// The ids of requests, unique while the process runs: a request that is refused before it is whole has one, too.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

namespace pavane::http {

class RequestIds {
  public:
    explicit RequestIds(std::string prefix) : prefix_(std::move(prefix)) {}

    std::string next() { return prefix_ + std::to_string(++last_); }

  private:
    const std::string prefix_;
    std::uint64_t last_ = 0;
};

}  // namespace pavane::http
