#include "tests/fuzz/target.hpp"

#include "expression/xpath/xpath.hpp"
#include "tests/fuzz/input.hpp"
#include "tests/fuzz/world.hpp"

namespace pavane::fuzz {

const std::string_view name = "xpath";

void run(std::string_view input) {
    static const NoDocuments documents;
    static const expression::XpathEvaluator evaluator(documents);
    const auto [expression, data] = expression_and_data(input);
    const auto compiled = evaluator.compile(expression::Language::xpath, expression);
    if (!compiled) return;
    tests::TableScope scope = world(data);
    static_cast<void>(evaluator.evaluate(*compiled, scope));
}

}  // namespace pavane::fuzz
