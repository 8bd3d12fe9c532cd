#include "tests/fuzz/target.hpp"

#include "expression/feel/feel_evaluator.hpp"
#include "tests/fuzz/input.hpp"
#include "tests/fuzz/world.hpp"

namespace pavane::fuzz {

const std::string_view name = "feel";

void run(std::string_view input) {
    static const expression::FeelEvaluator evaluator;
    const auto [expression, data] = expression_and_data(input);
    const auto compiled = evaluator.compile(expression::Language::feel, expression);
    if (!compiled) return;
    tests::TableScope scope = world(data);
    static_cast<void>(evaluator.evaluate(*compiled, scope));
}

}  // namespace pavane::fuzz
