// What a model says and nothing here acts on is never ignored in silence.
#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "bpmn/link/link.hpp"
#include "bpmn/parser/parse.hpp"
#include "expression/juel/juel.hpp"

using namespace pavane;
using bpmn::Diagnostic;

namespace {

// No expression of these models reads a document.
class NoDocuments final : public expression::DocumentReader {
  public:
    Result<expression::Value, expression::EvaluationError> read(const expression::Document&) const override {
        return unexpected(expression::EvaluationError{"there are no documents here"});
    }
    Result<std::string, expression::EvaluationError> write(const expression::Value&) const override {
        return unexpected(expression::EvaluationError{"there are no documents here"});
    }
};

bpmn::Linked link_process(const std::string& content) {
    const std::string text = R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="d" targetNamespace="http://pavane.example/link">
        <process id="p" isExecutable="true">)" +
                             content + "</process></definitions>";
    const auto parsed = bpmn::parse(text);
    BOOST_REQUIRE(parsed);
    const NoDocuments documents;
    const expression::JuelEvaluator evaluator(documents);
    return bpmn::link(parsed->document, evaluator);
}

using Finding = std::pair<std::string, std::string>;  // code, element

std::vector<Finding> findings(const bpmn::Linked& linked) {
    std::vector<Finding> found;
    for (const Diagnostic& diagnostic : linked.diagnostics) {
        BOOST_TEST((diagnostic.severity == bpmn::Severity::warning), diagnostic.message);
        BOOST_TEST(diagnostic.location.line > 0);
        found.emplace_back(diagnostic.code, diagnostic.element);
    }
    return found;
}

}  // namespace

BOOST_AUTO_TEST_CASE(what_has_no_effect_is_said_where_it_stands) {
    const bpmn::Linked linked = link_process(R"(
        <startEvent id="begin" camunda:initiator="who"/>
        <sequenceFlow id="flow" sourceRef="begin" targetRef="work"/>
        <userTask id="work" camunda:formRef="order-form"/>
        <dataObject id="order"/>
        <dataObjectReference id="order_here" dataObjectRef="order"/>
        <dataStoreReference id="archive"/>)");
    BOOST_TEST(linked.definitions.size() == 1);
    const std::vector<Finding> expected{{"initiator-without-effect", "begin"},
                                        {"form-without-effect", "work"},
                                        {"data-without-effect", "order"},
                                        {"data-without-effect", "order_here"},
                                        {"data-without-effect", "archive"}};
    BOOST_TEST((findings(linked) == expected));
}

BOOST_AUTO_TEST_CASE(a_model_without_any_of_it_has_no_warning) {
    const bpmn::Linked linked = link_process(R"(
        <startEvent id="begin"/><sequenceFlow id="flow" sourceRef="begin" targetRef="work"/><userTask id="work"/>)");
    BOOST_TEST(linked.definitions.size() == 1);
    BOOST_TEST(findings(linked).empty());
}
