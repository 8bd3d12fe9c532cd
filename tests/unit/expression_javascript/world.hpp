// A script engine for a test program, and scripts run in it in one line.
#pragma once

#include <cstdlib>

#include "expression/javascript/script_engine.hpp"
#include "tests/tables/table.hpp"

namespace pavane::tests {

// 2025-01-15T10:30:00Z
inline constexpr Instant table_now{Milliseconds{1'736'937'000'000}};

inline constexpr std::string_view task_changes[] = {"setAssignee", "setPriority", "addCandidateUser"};

// Variables; the first `local` of them belong to the innermost scope.
inline expression::ScriptInput script_input(
    const std::vector<std::pair<std::string, expression::Value>>& variables = {}, std::size_t local = 0) {
    expression::ScriptInput input;
    for (const auto& [name, value] : variables)
        input.variables.push_back({name, value, input.variables.size() < local});
    expression::Context execution;
    execution.set("processInstanceId", expression::Value("p1"));
    execution.set("businessKey", expression::Value("b1"));
    execution.set("currentActivityName", expression::Value());
    expression::Context task;
    task.set("assignee", expression::Value("ada"));
    task.set("priority", expression::Value(50));
    input.objects = {{"execution", execution, {}}, {"task", task, task_changes}};
    input.now = table_now;
    input.random_seed = 42;
    return input;
}

class ScriptWorld {
  public:
    // The time zone of whoever runs the tests must not matter: the engine's own is UTC.
    explicit ScriptWorld(const expression::ScriptLimits& limits = {}, unsigned threads = 1)
        : engine((::setenv("TZ", "Asia/Tokyo", 1), documents), limits, threads) {}

    Result<expression::ScriptOutput, expression::ScriptFailure> run(const std::string& text,
                                                                    expression::ScriptInput input = script_input()) {
        const auto script = engine.compile(text);
        if (!script)
            return unexpected(
                expression::ScriptFailure{.message = "syntax: " + script.error().message, .error_code = {}});
        return engine.evaluate(*script, std::move(input));
    }

    TableDocuments documents;
    expression::ScriptEngine engine;
};

// The one that every test shares which does not need its own.
ScriptWorld& world();

}  // namespace pavane::tests
