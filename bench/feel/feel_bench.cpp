// Evaluations and compilations of FEEL a second, on one core.
#include <chrono>
#include <cstdio>
#include <string>

#include "expression/feel/feel.hpp"
#include "expression/feel/to_text.hpp"

namespace {

using namespace pavane;
using namespace pavane::expression;

class Bound final : public feel::Scope {
  public:
    std::optional<Value> variable(std::string_view name) const override {
        if (name == "amount") return amount_;
        if (name == "customer") return customer_;
        if (name == "orders") return orders_;
        return std::nullopt;
    }
    Instant now() const override { return {}; }

  private:
    static Value orders() {
        List orders;
        for (int i = 0; i < 100; ++i) orders.emplace_back(Context({{"id", Value(i)}, {"price", Value(i * 0.5)}}));
        return Value(std::move(orders));
    }

    Value amount_{150};
    Value customer_{Context({{"name", Value("Ada")}, {"vip", Value(true)}})};
    Value orders_ = orders();
};

using Clock = std::chrono::steady_clock;

template <class Run>
void measure(const char* what, const std::string& text, int count, Run run) {
    const auto begin = Clock::now();
    for (int at = 0; at < count; ++at)
        if (!run()) {
            std::printf("%s fails: %s\n", what, text.c_str());
            return;
        }
    const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    std::printf("%-10s %-72s %12.0f /s\n", what, text.c_str(), count / seconds);
}

void evaluate(const std::string& text, const std::string& expected, int count) {
    const Bound scope;
    const auto program = feel::compile(text).value();
    const auto first = feel::evaluate(*program, scope).value();
    if (feel::to_literal(first.value) != expected) {
        std::printf("%s gives %s\n", text.c_str(), feel::to_literal(first.value).c_str());
        return;
    }
    measure("evaluates", text, count, [&] { return feel::evaluate(*program, scope).has_value(); });
}

void test(const std::string& text, const Value& input, int count) {
    const Bound scope;
    const auto program = feel::compile_unary_tests(text).value();
    measure("tests", text, count, [&] { return feel::evaluate_unary_tests(*program, input, scope).has_value(); });
}

}  // namespace

int main() {
    evaluate("amount > 100 and customer.vip", "true", 2'000'000);
    evaluate("(amount * 1.19 + 4.5) / 3", "61", 1'000'000);
    evaluate("\"Dear \" + customer.name", "\"Dear Ada\"", 1'000'000);
    evaluate("if amount in [100..200] then \"some\" else \"other\"", "\"some\"", 1'000'000);
    evaluate("date(\"2024-02-29\") + duration(\"P1Y\")", "date(\"2025-02-28\")", 500'000);
    evaluate("sum(for o in orders return o.price)", "2475", 20'000);
    evaluate("count(orders[price > 25])", "49", 20'000);
    test("[100..200], > 500", Value(300), 2'000'000);
    test("\"gold\", \"silver\"", Value("bronze"), 2'000'000);
    const std::string text = "if amount > 100 and customer.vip then amount * 0.9 else amount";
    measure("compiles", text, 200'000, [&] { return feel::compile(text).has_value(); });
    return 0;
}
