#include "tests/conformance/engines.hpp"

#include "app/json_documents.hpp"
#include "app/model_compiler.hpp"
#include "conformance/runner/core_driver.hpp"
#include "expression/juel/juel.hpp"

namespace pavane::tests {

namespace {

const expression::Evaluator& evaluator() {
    static const app::JsonDocuments documents;
    static const expression::JuelEvaluator evaluator(documents);
    return evaluator;
}

const engine::Compiler& compiler() {
    static const app::ModelCompiler compiler(evaluator());
    return compiler;
}

}  // namespace

const std::vector<EngineUnderTest>& engines_under_test() {
    static const std::vector<EngineUnderTest> engines{
        {"core", [] { return conformance::make_core_driver(compiler(), evaluator()); }},
    };
    return engines;
}

}  // namespace pavane::tests
