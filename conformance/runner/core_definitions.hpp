// Deployments without a store, for the interpreter alone: versions, bindings, what starts from outside.
#pragma once

#include <vector>

#include "conformance/runner/driver.hpp"
#include "runtime/core/step.hpp"
#include "runtime/engine/decisions.hpp"
#include "runtime/engine/deployments.hpp"

namespace pavane::conformance {

class CoreDefinitions : public core::Definitions, public core::Decisions {
  public:
    bpmn::DefinitionPtr find(const core::DefinitionId& id) const override;
    bpmn::DefinitionPtr find(const core::CalledDefinition& called) const override;
    core::DecisionPtr find(const core::CalledDecision& called) const override;
    bpmn::DefinitionPtr newest(const std::string& key) const;

    DeployAnswer deploy(const Files& files, const engine::Compiler& compiler, const expression::Evaluator& evaluator,
                        core::IdSource& ids, Instant now);

    // The newest definition of each key is what messages and timers start.
    std::vector<engine::MessageStart> message_starts(const std::string& message) const;
    struct Timer {
        engine::TimerStart start;
        Instant created_at;
    };
    std::vector<Timer>& timers() { return timers_; }
    const std::vector<Timer>& timers() const { return timers_; }

  private:
    void add(const std::vector<engine::CompiledDecisions>& files, const Uuid& deployment, core::IdSource& ids);

    std::vector<bpmn::DefinitionPtr> definitions_;  // in the order of their deployment
    std::vector<engine::DeployedDecisionPtr> decisions_;
    std::vector<engine::MessageStart> message_starts_;
    std::vector<Timer> timers_;
};

}  // namespace pavane::conformance
