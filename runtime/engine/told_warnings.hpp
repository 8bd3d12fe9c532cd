// What an operator was told of values that became null because something could not be computed. Each sentence is told
// once of a version: the same model meets the same thing again and again, and the next one should be better.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "runtime/core/step.hpp"

namespace pavane::engine {

class ToldWarnings {
  public:
    static constexpr std::size_t of_each_version = 100;
    static constexpr std::size_t remembered = 10'000;  // then it begins anew

    // The sentence to tell; nothing: it was told, or enough is told of that version.
    std::optional<std::string> note(const core::Warning& warning);

  private:
    // Of a process, of a decision that a client asked for, or of a decision that a process asked for.
    using Versions = std::pair<core::DefinitionId, core::DecisionId>;

    std::mutex mutex_;
    std::map<Versions, std::set<std::string>> told_;
    std::size_t sentences_ = 0;
};

}  // namespace pavane::engine
