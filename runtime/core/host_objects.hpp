// The objects the engine offers to expressions: "execution" (the activity instance), in task listeners "task", and
// while the activity has an external task "externalTask".
#pragma once

#include "runtime/core/unit_of_work.hpp"

namespace pavane::core {

class HostScope : public expression::Scope {
  public:
    HostScope(Step& step, ActivityId activity, UserTaskId task = {}, std::string event = {});

    const ActivityId& activity() const { return activity_; }

    using Answer = Result<expression::Value, expression::EvaluationError>;
    using Arguments = std::span<const expression::Value>;

    std::optional<expression::Value> variable(std::string_view name) const override;
    std::vector<std::string> variable_names() const override;
    std::optional<Answer> property(std::string_view object, std::string_view name) const override;
    std::optional<Answer> call(std::string_view object, std::string_view method, Arguments arguments) override;
    Instant now() const override { return step_.environment.now; }
    void warned(std::span<const std::string> sentences) override {
        warnings_.insert(warnings_.end(), sentences.begin(), sentences.end());
    }
    const std::vector<std::string>& warnings() const { return warnings_; }

    // All that is offered here, with its properties and the changes it takes: what a script is given of it.
    std::vector<expression::ScriptObject> objects() const;

  private:
    std::optional<expression::Value> execution_property(std::string_view name) const;
    std::optional<expression::Value> task_property(std::string_view name) const;
    const ExternalTask* external_task() const;
    std::optional<expression::Value> external_task_property(std::string_view name) const;
    bool offers(std::string_view object) const;
    std::optional<Answer> call_variable_method(std::string_view method, Arguments arguments) const;
    std::optional<Answer> change_task(std::string_view method, Arguments arguments);

    Step& step_;
    ActivityId activity_;
    UserTaskId task_;
    std::string event_;
    std::vector<std::string> warnings_;
};

}  // namespace pavane::core
