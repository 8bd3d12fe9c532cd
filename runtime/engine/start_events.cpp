// What starts instances of a definition from outside: its message and timer start events.
#include "runtime/core/evaluation.hpp"
#include "runtime/core/timer_plan.hpp"
#include "runtime/engine/deployments.hpp"
#include "runtime/engine/text_limits.hpp"

namespace pavane::engine {

namespace {

// A start event's expression is evaluated before there is an instance: it sees no variables.
class NoVariables : public expression::Scope {
  public:
    explicit NoVariables(Instant now) : now_(now) {}
    std::optional<expression::Value> variable(std::string_view) const override { return std::nullopt; }
    std::optional<Result<expression::Value, expression::EvaluationError>> property(std::string_view,
                                                                                   std::string_view) const override {
        return std::nullopt;
    }
    std::optional<Result<expression::Value, expression::EvaluationError>> call(
        std::string_view, std::string_view, std::span<const expression::Value>) override {
        return std::nullopt;
    }
    Instant now() const override { return now_; }

  private:
    Instant now_;
};

bpmn::Diagnostic start_error(const bpmn::Node& node, const std::string& message) {
    return {bpmn::Severity::error, "start-event-expression",
            "The start event '" + node.id + "' cannot be set up: " + message, node.id, node.location};
}

Result<std::string, bpmn::Diagnostic> text_of(const bpmn::Node& node, const bpmn::Expression& expression,
                                              const expression::Evaluator& evaluator, Instant now) {
    NoVariables scope(now);
    const auto value = evaluator.evaluate(expression, scope);
    if (!value) return tl::make_unexpected(start_error(node, value.error().message));
    const auto plain = expression::storable(*value);
    if (!plain) return tl::make_unexpected(start_error(node, plain.error()));
    return core::to_text(*plain);
}

}  // namespace

Result<NewDefinition, bpmn::Diagnostic> with_starts(const StoredDefinition& stored,
                                                    const bpmn::ProcessDefinition& definition,
                                                    const expression::Evaluator& evaluator, core::IdSource& ids,
                                                    Instant now) {
    NewDefinition made{stored, {}, {}};
    for (const bpmn::NodeIndex index : definition.start_events) {
        const bpmn::Node& node = definition.node(index);
        const bpmn::Trigger& trigger = node.kind.as<bpmn::StartEvent>()->trigger;
        if (const auto* message = std::get_if<bpmn::MessageTrigger>(&trigger)) {
            const auto name = text_of(node, message->name, evaluator, now);
            if (!name) return tl::make_unexpected(name.error());
            if (const auto sentence = text_too_long("message name", *name))
                return tl::make_unexpected(start_error(node, *sentence));
            made.message_starts.push_back({*name, stored.id, node.id, stored.tenant});
        } else if (const auto* timer = std::get_if<bpmn::TimerTrigger>(&trigger)) {
            const auto text = text_of(node, timer->text, evaluator, now);
            if (!text) return tl::make_unexpected(text.error());
            const auto planned = core::plan_timer(timer->kind, *text, now);
            if (!planned) return tl::make_unexpected(start_error(node, planned.error()));
            made.timer_starts.push_back({core::JobId{ids.next()}, stored.id, node.id, stored.tenant, planned->due,
                                         planned->cycle, planned->position.anchor, planned->position.index});
        }
    }
    return made;
}

std::optional<TimerStart> next_timer_start(const LeasedJob& fired, Instant now) {
    if (!fired.due) return std::nullopt;
    const auto next = core::next_cycle(fired.cycle, {fired.cycle_anchor, fired.cycle_index, *fired.due}, now);
    if (!next) return std::nullopt;
    return TimerStart{fired.job, fired.definition, fired.element, "",
                      next->due, fired.cycle,      next->anchor,  next->index};
}

}  // namespace pavane::engine
