#include "tests/fuzz/target.hpp"

#include "expression/juel/juel.hpp"
#include "tests/fuzz/input.hpp"
#include "tests/fuzz/world.hpp"

namespace pavane::fuzz {

const std::string_view name = "juel";

void run(std::string_view input) {
    static const NoDocuments documents;
    static const expression::JuelEvaluator evaluator(documents);
    const auto [expression, data] = expression_and_data(input);
    const auto compiled = evaluator.compile(expression::Language::juel, expression);
    if (!compiled) return;
    expression::bean_reference(*compiled);
    expression::literal_text(*compiled);
    tests::TableScope scope = world(data);
    static_cast<void>(evaluator.evaluate(*compiled, scope));
}

}  // namespace pavane::fuzz
