// Which definitions the process instances of a root run: derived from the instances, never stored.
#pragma once

#include <cstddef>
#include <map>

#include "foundation/ensure.hpp"
#include "runtime/core/records.hpp"

namespace pavane::core {

class RunningDefinitions {
  public:
    void add(const ActivityId&, const ProcessInstance& process) { ++instances_[process.definition]; }
    void remove(const ActivityId&, const ProcessInstance& process) {
        const auto found = instances_.find(process.definition);
        ENSURE(found != instances_.end());
        if (--found->second == 0) instances_.erase(found);
    }

    // Each definition once, with how many instances run it.
    const std::map<DefinitionId, std::size_t>& instances() const { return instances_; }

    friend bool operator==(const RunningDefinitions&, const RunningDefinitions&) = default;

  private:
    std::map<DefinitionId, std::size_t> instances_;
};

}  // namespace pavane::core
