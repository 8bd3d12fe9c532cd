#include "tests/unit/dmn_execution/models.hpp"

#include <boost/test/unit_test.hpp>

#include "dmn/parser/parse.hpp"
#include "expression/feel/to_text.hpp"

namespace pavane::tests {

namespace feel = expression::feel;

namespace {

class NoVariables : public feel::Scope {
  public:
    std::optional<expression::Value> variable(std::string_view) const override { return std::nullopt; }
    Instant now() const override { return {}; }
};

}  // namespace

dmn::document::Definitions definitions(std::string_view content) {
    auto parsed = dmn::parse(
        "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' "
        "xmlns:camunda='http://camunda.org/schema/1.0/dmn' id='m' name='m' namespace='http://example.org/m'>" +
        std::string(content) + "</definitions>");
    BOOST_REQUIRE_MESSAGE(parsed, (parsed ? "" : parsed.error().front().message));
    return std::move(parsed->definitions);
}

dmn::Linked linked(std::string_view content, const dmn::LinkOptions& options) {
    return dmn::link(definitions(content), {}, options);
}

std::string decision(std::string_view name, std::string_view text, std::string_view inside) {
    return "<decision id='" + std::string(name) + "' name='" + std::string(name) + "'>" + std::string(inside) +
           "<literalExpression><text>" + std::string(text) + "</text></literalExpression></decision>";
}

expression::Context context(std::string_view text) {
    const auto program = feel::compile(text);
    BOOST_REQUIRE_MESSAGE(program, text);
    const auto outcome = feel::evaluate(**program, NoVariables());
    BOOST_REQUIRE(outcome);
    BOOST_REQUIRE(outcome->value.context() != nullptr);
    return *outcome->value.context();
}

dmn::EvaluationOptions options() { return {.limits = {.steps = 1'000'000}, .now = {}}; }

std::string value(const dmn::Linked& model, std::string_view inputs, std::string_view decision) {
    const auto evaluation = dmn::evaluate_decision(model.model, decision, context(inputs), options());
    BOOST_REQUIRE_MESSAGE(evaluation, (evaluation ? "" : evaluation.error().message));
    return feel::to_literal(evaluation->value);
}

std::string value(std::string_view content, std::string_view inputs) { return value(linked(content), inputs); }

std::string codes(const dmn::Linked& model) {
    std::string codes;
    for (const Diagnostic& diagnostic : model.diagnostics) codes += (codes.empty() ? "" : " ") + diagnostic.code;
    return codes;
}

}  // namespace pavane::tests
