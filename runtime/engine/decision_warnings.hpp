// What an operator should know of decisions that are evaluated: where there was null because something could not be
// computed. Said once: the same decision meets the same thing again and again.
#pragma once

#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "runtime/engine/rows.hpp"

namespace pavane::engine {

class DecisionWarnings {
  public:
    static constexpr std::size_t remembered = 1'000;  // then it begins anew
    static constexpr std::size_t of_one_evaluation = 10;

    // The sentences about an evaluation that were not given before.
    std::vector<std::string> new_of(const DecisionRow& row);

  private:
    std::mutex mutex_;
    std::set<std::string> said_;
};

}  // namespace pavane::engine
