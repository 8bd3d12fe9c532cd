// Evaluations a second on one core of `amount > 100 and customer.vip`, bound variables included, in each language.
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <functional>
#include <mutex>

#include "app/json_documents.hpp"
#include "expression/feel/feel_evaluator.hpp"
#include "expression/javascript/script_engine.hpp"
#include "expression/juel/juel.hpp"

namespace {

using namespace pavane;
using namespace pavane::expression;

class Bound final : public Scope {
  public:
    Bound() : customer_(Context({{"name", Value("Ada")}, {"vip", Value(true)}})) {}

    std::optional<Value> variable(std::string_view name) const override {
        if (name == "amount") return Value(150);
        if (name == "customer") return customer_;
        return std::nullopt;
    }
    std::optional<Result<Value, EvaluationError>> property(std::string_view, std::string_view) const override {
        return std::nullopt;
    }
    std::optional<Result<Value, EvaluationError>> call(std::string_view, std::string_view,
                                                       std::span<const Value>) override {
        return std::nullopt;
    }
    Instant now() const override { return {}; }

    ScriptInput as_input() const {
        return {.variables = {{"amount", Value(150)}, {"customer", customer_}}, .objects = {}, .now = {}};
    }

  private:
    Value customer_;
};

void print(const char* name, int count, std::chrono::steady_clock::time_point begin) {
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    std::printf("%-44s %10.0f evaluations/s\n", name, count / seconds);
}

void measure(const char* name, const Evaluator& evaluator, Language language, const char* text, int count) {
    const auto compiled = evaluator.compile(language, text);
    if (!compiled) {
        std::printf("%s does not compile: %s\n", name, compiled.error().message.c_str());
        return;
    }
    Bound scope;
    const auto begin = std::chrono::steady_clock::now();
    for (int at = 0; at < count; ++at) {
        const auto value = evaluator.evaluate(*compiled, scope);
        if (value && *value == Value(true)) continue;
        std::printf("%s does not give true\n", name);
        return;
    }
    print(name, count, begin);
}

// The engine is kept busy from this thread, as the shell does it: nobody waits for a single answer.
void measure(const char* name, ScriptEngine& engine, const char* text, int count) {
    const auto compiled = engine.compile(text);
    if (!compiled) {
        std::printf("%s does not compile: %s\n", name, compiled.error().message.c_str());
        return;
    }
    const Bound scope;
    std::mutex mutex;
    std::condition_variable all_done;
    int done = 0;
    int right = 0;
    const auto begin = std::chrono::steady_clock::now();
    for (int at = 0; at < count; ++at)
        engine.evaluate(*compiled, scope.as_input(), {}, [&](const auto& result) {
            const std::lock_guard lock(mutex);
            if (result && result->value == Value(true)) ++right;
            if (++done == count) all_done.notify_one();
        });
    std::unique_lock lock(mutex);
    all_done.wait(lock, [&] { return done == count; });
    if (right == count)
        print(name, count, begin);
    else
        std::printf("%s: %d of %d do not give true\n", name, count - right, count);
}

}  // namespace

int main() {
    const app::JsonDocuments documents;
    const JuelEvaluator juel(documents);
    measure("JUEL: amount > 100 and customer.vip", juel, Language::juel, "${amount > 100 and customer.vip}", 1'000'000);
    measure("FEEL: amount > 100 and customer.vip", FeelEvaluator(), Language::feel, "amount > 100 and customer.vip",
            1'000'000);
    ScriptLimits limits;
    limits.waiting = 200'000;  // all are handed over at once
    ScriptEngine javascript(documents, limits);
    measure("JavaScript: amount > 100 && customer.vip", javascript, "amount > 100 && customer.vip", 200'000);
    measure("JavaScript: a script of three statements", javascript,
            "var big = amount > 100; if (big) { customer.seen = true } big && customer.vip", 5'000);
    return 0;
}
