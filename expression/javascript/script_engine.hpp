// Runs JavaScript on threads of its own, each script under limits of time, memory and depth, none of them reaching
// anything but what its input holds. The library is a module that is loaded when the first script comes: a program that
// runs none pays nothing for it, and runs without it.
#pragma once

#include <functional>
#include <memory>

#include "expression/javascript/script.hpp"
#include "expression/javascript/turns.hpp"
#include "expression/juel/juel.hpp"

namespace pavane::expression {

class ScriptEngine {
  public:
    // Sets the time zone of the process to UTC, which is what the library shows as local time; so it is made before
    // other threads are. `documents` must outlive the engine.
    explicit ScriptEngine(const DocumentReader& documents, const ScriptLimits& limits = {}, unsigned threads = 1);
    ScriptEngine(const ScriptEngine&) = delete;
    ScriptEngine& operator=(const ScriptEngine&) = delete;

    // Waits for the scripts that run; those that have not begun are turned away.
    ~ScriptEngine();

    // From now on no script begins: what waits and what comes is turned away. Texts are still compiled.
    void stop();

    // How many threads are held by scripts that go on although their time is long over, in what nobody can interrupt.
    std::size_t stuck_threads() const;

    // What is wrong with a text, before anything runs. Whoever asks waits for it, so it goes before scripts.
    Result<Expression, ScriptSyntaxError> compile(std::string_view text);

    using Done = std::function<void(Result<ScriptOutput, ScriptFailure>)>;

    // Returns at once. `done` is called on a thread of the engine, which it keeps from other scripts while it runs, or
    // on the caller's when the script is turned away at once; it must not throw; if it does, nobody hears of that.
    // Scripts run in turns (turns.hpp). `expression` comes from compile() or unread_script().
    void evaluate(const Expression& expression, ScriptInput input, const ScriptTurn& turn, Done done);

    // Waits for the answer. Not for the engine's own threads.
    Result<ScriptOutput, ScriptFailure> evaluate(const Expression& expression, ScriptInput input);

  private:
    class Crew;

    std::unique_ptr<Crew> crew_;
};

}  // namespace pavane::expression
