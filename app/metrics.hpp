// GET /metrics in the text format of Prometheus (users' contract §4b).
#pragma once

#include <array>
#include <map>
#include <mutex>
#include <string>
#include <tuple>

#include "api/http/front.hpp"
#include "api/router.hpp"
#include "runtime/engine/engine.hpp"

namespace pavane::app {

// How long requests took, by method, route and status.
class RequestTimes {
  public:
    void observe(const api::Access& access);
    void print(std::string& page) const;

  private:
    static constexpr std::array<double, 10> bounds_seconds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5};
    struct Histogram {
        std::array<std::uint64_t, 11> counts{};
        double sum_seconds = 0;
    };
    mutable std::mutex mutex_;
    std::map<std::tuple<std::string, std::string, int>, Histogram> histograms_;
};

std::string metrics_page(const engine::EngineFigures& figures, const http::FrontStatistics& front,
                         const RequestTimes& requests, std::size_t stuck_script_threads);

}  // namespace pavane::app
