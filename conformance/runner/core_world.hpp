// What can be seen of states without a store.
#pragma once

#include <map>

#include "conformance/runner/core_definitions.hpp"
#include "runtime/core/history.hpp"

namespace pavane::conformance {

using Roots = std::map<core::ActivityId, core::InstanceState>;

std::string element_of(const core::InstanceState& state, const core::Definitions& definitions,
                       const core::ActivityId& activity, bpmn::NodeIndex node);

// What has ended, as the steps told.
class CoreHistory {
  public:
    explicit CoreHistory(const CoreDefinitions& definitions) : definitions_(definitions) {}

    void add(const core::Moved& moved);

    std::vector<SeenProcess> processes;
    std::vector<SeenActivity> activities;
    std::vector<SeenVariable> variables;

  private:
    const bpmn::ProcessDefinition& definition_of(const core::ActivityId& process) const;
    std::string scope_name(const core::ActivityId& activity) const;

    const CoreDefinitions& definitions_;
    std::map<core::ActivityId, core::DefinitionId> process_definitions_;  // of every process instance there ever was
    std::map<core::ActivityId, std::pair<core::ActivityId, bpmn::NodeIndex>> places_;  // of every activity instance
};

World look_at(const Roots& roots, const CoreHistory& history, const CoreDefinitions& definitions);

}  // namespace pavane::conformance
