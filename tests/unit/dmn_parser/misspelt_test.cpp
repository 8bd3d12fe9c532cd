// A slip of the pen in an attribute, or in a vendor's word, is told with what was meant.
#include <boost/test/unit_test.hpp>

#include "tests/unit/dmn_parser/files.hpp"

using namespace pavane;

namespace {

Diagnostics said_of(std::string_view content) { return tests::parsed(tests::definitions_of(content)).diagnostics; }

Diagnostics said_of_table(const std::string& attributes, const std::string& content = "") {
    return said_of("<decision id='d' name='d'><decisionTable " + attributes + ">" + content +
                   "</decisionTable></decision>");
}

// The only finding.
void check_only(const Diagnostics& said, Severity severity, std::string_view code, std::string_view message) {
    BOOST_REQUIRE(said.size() == 1u);
    BOOST_TEST((said[0].severity == severity), said[0].message);
    BOOST_TEST(said[0].code == code);
    BOOST_TEST(said[0].message == message);
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_misspelt_attribute_is_a_warning_with_what_was_meant) {
    check_only(said_of_table("hitpolicy='FIRST'"), Severity::warning, "attribute-unknown",
               "DMN knows no attribute 'hitpolicy' on <decisionTable>: it is kept and has no effect; did you mean "
               "'hitPolicy'?");
    check_only(said_of_table("", "<output typeref='string'/>"), Severity::warning, "attribute-unknown",
               "DMN knows no attribute 'typeref' on <output>: it is kept and has no effect; did you mean 'typeRef'?");
    check_only(said_of_table("",
                             "<input><inputExpression expresionLanguage='juel'><text>x</text></inputExpression>"
                             "</input>"),
               Severity::warning, "attribute-unknown",
               "DMN knows no attribute 'expresionLanguage' on <inputExpression>: it is kept and has no effect; did you "
               "mean 'expressionLanguage'?");
    check_only(said_of_table("colour='red'"), Severity::info, "attribute-unknown",
               "DMN knows no attribute 'colour' on <decisionTable>: it is kept and has no effect.");
}

BOOST_AUTO_TEST_CASE(a_vendors_attribute_that_is_misspelt_is_a_warning_with_what_was_meant) {
    check_only(said_of("<decision id='d' name='d' camunda:historyTimeToLife='7'/>"), Severity::warning,
               "extension-unknown",
               "The extension 'camunda:historyTimeToLife' of <decision> is not known: it is kept and has no effect; "
               "did you mean 'camunda:historyTimeToLive'?");
    check_only(said_of_table("", "<input camunda:inputVariabel='x'/>"), Severity::warning, "extension-unknown",
               "The extension 'camunda:inputVariabel' of <input> is not known: it is kept and has no effect; did you "
               "mean 'camunda:inputVariable'?");
    check_only(said_of_table("camunda:colour='red'"), Severity::warning, "extension-unknown",
               "The extension 'camunda:colour' of <decisionTable> is not known: it is kept and has no effect.");
    check_only(said_of("<decision id='d' name='d'><extensionElements><camunda:versionTag/></extensionElements>"
                       "</decision>"),
               Severity::warning, "extension-unknown",
               "The extension <versionTag> in <extensionElements> is not known: it is kept and has no effect.");
}

BOOST_AUTO_TEST_CASE(a_vendors_attribute_without_its_prefix_or_in_another_place_is_a_warning) {
    check_only(said_of("<decision id='d' name='d' historyTimeToLive='7'/>"), Severity::warning, "attribute-unknown",
               "DMN knows no attribute 'historyTimeToLive' on <decision>: it is kept and has no effect; did you mean "
               "'camunda:historyTimeToLive'?");
    check_only(said_of_table("camunda:versionTag='1'"), Severity::warning, "extension-without-effect",
               "The extension 'camunda:versionTag' has no effect on <decisionTable>; it belongs to <decision>.");
}

BOOST_AUTO_TEST_CASE(a_namespace_that_is_nearly_a_vendors_is_a_warning) {
    const auto said = [](const std::string& uri) {
        return said_of("<decision id='d' name='d' xmlns:c='" + uri +
                       "' c:versionTag='7'><extensionElements><c:x/>"
                       "</extensionElements></decision>");
    };
    for (const std::string uri : {"http://camunda.org/schema/1.0/dnm", "http://camunda.org/schema/1.0/bpmn"})
        check_only(said(uri), Severity::warning, "namespace-unknown",
                   "Extensions of the namespace '" + uri +
                       "' are kept and have no effect; did you mean 'http://camunda.org/schema/1.0/dmn'?");
    for (const std::string uri : {"http://camunda.org/schema/zeebe/1.0", "http://example.org/dmn", "urn:ext"})
        BOOST_TEST(said(uri).empty());
}

BOOST_AUTO_TEST_CASE(an_attribute_whose_prefix_means_nothing_is_told_once) {
    const Diagnostics said = said_of("<decision id='d' name='d' camnda:versionTag='7'/>");
    BOOST_REQUIRE(said.size() == 1u);
    BOOST_TEST(said[0].code == "xml-repaired");
    BOOST_TEST((said[0].severity == Severity::warning));
}
