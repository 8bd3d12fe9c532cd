// The interpreter behind expression/javascript/interpreter.hpp: one context of the library, on one thread. Private to
// this folder.
#pragma once

#include <atomic>
#include <memory>
#include <unordered_map>

#include "expression/javascript/mozjs/jobs.hpp"
#include "expression/javascript/mozjs/realm.hpp"

namespace pavane::expression::javascript {

class Runner final : public Interpreter {
  public:
    // A null pointer if the library refuses.
    static std::unique_ptr<Runner> open(const Contents& contents, const ScriptLimits& limits);
    ~Runner() override;

    // Of those that live, on all threads.
    static int count() { return count_; }

    std::optional<ScriptSyntaxError> judge(std::string_view text) override;
    Result<ScriptOutput, ScriptFailure> run(const Script& script, const ScriptInput& input) override;
    void poke() override;
    void rest() override;

  private:
    // A text that was read, and as what.
    struct Text {
        Stencil stencil;
        Shape shape = Shape::statements;
    };
    // A script that has run here.
    struct Compiled {
        explicit Compiled(JSContext* cx) : in_frozen_realm(cx) {}

        Stencil stencil;
        JS::PersistentRootedScript in_frozen_realm;  // of an expression; null: it runs in a realm of its own
    };

    Runner(JSContext* cx, const Contents& contents, const ScriptLimits& limits)
        : cx_(cx), limits_(limits), state_{*this, contents, limits_} {
        ++count_;
    }

    bool prepare();
    Result<Text, ScriptSyntaxError> read_text(std::string_view text);
    Result<const Compiled*, ScriptSyntaxError> compiled(const Script& script);
    Result<ScriptOutput, ScriptFailure> run_in(Realm& realm, const Compiled& compiled, const ScriptInput& input);
    bool execute(const Compiled& compiled, Evaluation& evaluation);
    bool settle(JS::MutableHandleValue value, Evaluation& evaluation);
    bool throw_rejection(Evaluation& evaluation);
    void begin(Evaluation& evaluation);
    void end();
    void forget_last_match();
    void tidy();
    void give_back();
    std::size_t memory_in_use();
    bool go_on();

    static bool interrupted(JSContext* cx);
    static double now_us(double now, JSContext* cx);

    static inline std::atomic<int> count_{0};

    JSContext* cx_;
    ScriptLimits limits_;
    ContextState state_;
    std::unique_ptr<Jobs> jobs_;
    Stencil prelude_;
    std::unique_ptr<Realm> frozen_;
    std::unique_ptr<JS::PersistentRootedObject> memory_info_;
    std::unique_ptr<JS::PersistentRootedObject> empty_pattern_;
    std::size_t memory_when_open_ = 0;
    std::unordered_map<std::uint64_t, std::unique_ptr<Compiled>> compiled_;
    std::size_t compiled_bytes_ = 0;  // of their texts
};

}  // namespace pavane::expression::javascript
