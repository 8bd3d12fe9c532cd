#include "tests/unit/bpmn_link/linked.hpp"

#include <boost/test/unit_test.hpp>

#include "app/languages.hpp"
#include "bpmn/parser/parse.hpp"

namespace pavane::tests {

namespace {

// No model here reads a document.
class NoDocuments : public expression::DocumentReader {
  public:
    Result<expression::Value, expression::EvaluationError> read(const expression::Document&) const override {
        return unexpected(expression::EvaluationError{"no document is read here"});
    }
    Result<std::string, expression::EvaluationError> write(const expression::Value&) const override {
        return unexpected(expression::EvaluationError{"no document is written here"});
    }
};

}  // namespace

std::optional<bpmn::Linked> linked_file(const std::string& xml, const bpmn::FindResource& find_resource,
                                        bpmn::Purpose purpose) {
    static const NoDocuments documents;
    static const app::Languages evaluator(documents);
    const auto parsed = bpmn::parse(xml);
    if (!parsed) return std::nullopt;
    return bpmn::link(parsed->document, evaluator, find_resource, purpose);
}

bpmn::Linked linked(const std::string& content, const bpmn::FindResource& find_resource, bpmn::Purpose purpose) {
    std::optional<bpmn::Linked> made = linked_file(
        "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" "
        "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
        "xmlns:camunda=\"http://camunda.org/schema/1.0/bpmn\" "
        "xmlns:zeebe=\"http://camunda.org/schema/zeebe/1.0\" targetNamespace=\"http://pavane.example\">\n" +
            content + "\n</definitions>",
        find_resource, purpose);
    BOOST_REQUIRE_MESSAGE(made, "the content cannot be parsed");
    return std::move(*made);
}

bpmn::ProcessDefinition definition_of(const std::string& content) {
    bpmn::Linked made = linked(content);
    for (const std::string& error : findings(made, bpmn::Severity::error)) BOOST_ERROR(error);
    BOOST_REQUIRE(made.definitions.size() == 1U);
    return std::move(made.definitions.front());
}

const bpmn::Node& node(const bpmn::ProcessDefinition& definition, const std::string& id) {
    const auto index = definition.find_node(id);
    BOOST_REQUIRE_MESSAGE(index, "no node " << id);
    return definition.node(*index);
}

std::vector<std::string> findings(const bpmn::Linked& linked, bpmn::Severity severity) {
    std::vector<std::string> found;
    for (const bpmn::Diagnostic& diagnostic : linked.diagnostics)
        if (diagnostic.severity == severity) found.push_back(diagnostic.code + " " + diagnostic.element);
    return found;
}

}  // namespace pavane::tests
