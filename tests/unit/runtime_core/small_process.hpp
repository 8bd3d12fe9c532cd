// A process made by hand and the environment to step it in.
#pragma once

#include <string>

#include "runtime/core/step.hpp"

namespace pavane::tests {

class CountingIds : public core::IdSource {
  public:
    Uuid next() override { return Uuid{1, ++count_}; }

  private:
    std::uint64_t count_ = 0;
};

// One process, and no decision.
class OneDefinition : public core::Definitions, public core::Decisions {
  public:
    explicit OneDefinition(bpmn::ProcessDefinition definition)
        : definition_(std::make_shared<const bpmn::ProcessDefinition>(std::move(definition))) {}
    bpmn::DefinitionPtr find(const core::DefinitionId&) const override { return definition_; }
    bpmn::DefinitionPtr find(const core::CalledDefinition&) const override { return nullptr; }
    core::DecisionPtr find(const core::CalledDecision&) const override { return nullptr; }

  private:
    bpmn::DefinitionPtr definition_;
};

// Every expression gives its own text.
class TextEvaluator : public expression::Evaluator {
  public:
    Result<expression::Expression, expression::SyntaxError> compile(expression::Language,
                                                                    std::string_view text) const override;
    Result<expression::Value, expression::EvaluationError> evaluate(const expression::Expression& expression,
                                                                    expression::Scope&) const override;
};
expression::Expression as_text(std::string text);

// Process `p`; nodes are added to it, flows between nodes that are there. The first node added is its start event.
bpmn::ProcessDefinition empty_process();
bpmn::NodeIndex add_node(bpmn::ProcessDefinition& definition, const std::string& id, bpmn::Kind kind);
void add_flow(bpmn::ProcessDefinition& definition, bpmn::NodeIndex source, bpmn::NodeIndex target);

// One instance of one process, at a time that stands still.
class SmallWorld {
  public:
    explicit SmallWorld(bpmn::ProcessDefinition definition, core::Limits limits = {});

    core::Outcome start();  // the same instance each time: once
    core::Outcome step(const core::Command& command);
    // Runs the oldest job of the instance; when that fails, the job fails, and the failure is returned.
    core::Outcome run_job();

    core::InstanceState state;

  private:
    OneDefinition definitions_;
    CountingIds ids_;
    TextEvaluator evaluator_;
    core::Limits limits_;
};

}  // namespace pavane::tests
