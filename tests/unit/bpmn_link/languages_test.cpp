// Which language a text is in (import contract §6), and what is said of JavaScript where it is not allowed.
#include <boost/test/unit_test.hpp>

#include "expression/language_names.hpp"
#include "tests/unit/bpmn_link/linked.hpp"

using namespace pavane;
using namespace pavane::tests;
using expression::Language;

namespace {

// `attributes` of the condition, its text.
bpmn::Linked with_condition(const std::string& attributes, const std::string& text) {
    return linked(
        R"(<process id="p" isExecutable="true"><startEvent id="begin"/><exclusiveGateway id="which" default="g"/>
        <userTask id="one"/><userTask id="two"/><sequenceFlow id="f" sourceRef="begin" targetRef="which"/>
        <sequenceFlow id="c" sourceRef="which" targetRef="one"><conditionExpression )" +
        attributes + ">" + text + R"(</conditionExpression></sequenceFlow>
        <sequenceFlow id="g" sourceRef="which" targetRef="two"/></process>)");
}

std::string language_of_condition(const std::string& attributes, const std::string& text) {
    const bpmn::Linked made = with_condition(attributes, text);
    for (const std::string& error : findings(made, bpmn::Severity::error))
        if (error.ends_with(" c")) return error;
    const bpmn::ProcessDefinition& definition = made.definitions.at(0);
    return std::string(name_of(definition.flow(definition.find_flow("c").value()).condition.language));
}

std::string language_of_timer(const std::string& attributes, const std::string& text) {
    const bpmn::Linked made = linked(R"(<process id="p" isExecutable="true"><startEvent id="begin"/>
        <intermediateCatchEvent id="t"><timerEventDefinition><timeDuration )" +
                                     attributes + ">" + text + R"(</timeDuration></timerEventDefinition>
        </intermediateCatchEvent><sequenceFlow id="f" sourceRef="begin" targetRef="t"/></process>)");
    for (const std::string& error : findings(made, bpmn::Severity::error)) return error;
    const auto* event = node(made.definitions.at(0), "t").kind.as<bpmn::CatchEvent>();
    return std::string(name_of(std::get<bpmn::TimerTrigger>(event->trigger).text.language));
}

bpmn::Linked with_script_task(const std::string& attributes, const std::string& script,
                              const bpmn::FindResource& find_resource = {}) {
    return linked(R"(<process id="p" isExecutable="true"><startEvent id="begin"/><scriptTask id="work" )" + attributes +
                      ">" + script +
                      R"(</scriptTask><sequenceFlow id="f" sourceRef="begin" targetRef="work"/></process>)",
                  find_resource);
}

bpmn::Expression script_of(const bpmn::Linked& made) {
    for (const std::string& error : findings(made, bpmn::Severity::error)) BOOST_ERROR(error);
    return node(made.definitions.at(0), "work").kind.as<bpmn::ExpressionTask>()->expression;
}

const std::string xpath = "language=\"http://www.w3.org/1999/XPath\"";

}  // namespace

BOOST_AUTO_TEST_CASE(a_condition_is_in_the_language_its_text_shows_then_the_one_it_names) {
    BOOST_TEST(language_of_condition("", "${a}") == "JUEL");
    BOOST_TEST(language_of_condition(xpath, "#{a}") == "JUEL");
    BOOST_TEST(language_of_condition("language=\"javascript\"", "${a}") == "JUEL");
    BOOST_TEST(language_of_condition("language=\"javascript\"", "`${a}` === 'x'") == "JavaScript");
    BOOST_TEST(language_of_condition("language=\"JavaScript\"", "a > 1") == "JavaScript");
    BOOST_TEST(language_of_condition("", "= a > 1") == "FEEL");
    BOOST_TEST(language_of_condition("language=\"https://www.omg.org/spec/DMN/20191111/FEEL/\"", "a > 1") == "FEEL");
    BOOST_TEST(language_of_condition("language=\"feel\"", "a > 1") == "FEEL");
    BOOST_TEST(language_of_condition("", "getDataObject('a') > 1") == "XPath");
    BOOST_TEST(language_of_condition(xpath, "$a > 1") == "XPath");
    BOOST_TEST(language_of_condition("", "the customer is happy") == "condition-not-an-expression c");
    BOOST_TEST(language_of_condition("language=\"groovy\"", "a > 1") == "language-unknown c");
}

BOOST_AUTO_TEST_CASE(a_timer_that_is_a_time_is_that_whatever_it_declares) {
    BOOST_TEST(language_of_timer("", "PT5M") == "JUEL");
    BOOST_TEST(language_of_timer(xpath, "PT5M") == "JUEL");
    BOOST_TEST(language_of_timer(xpath, "getDataObject('wait')") == "XPath");
    BOOST_TEST(language_of_timer("", "=duration(\"PT5M\")") == "FEEL");
    BOOST_TEST(language_of_timer("language=\"javascript\"", "'PT5M'") == "JavaScript");
    BOOST_TEST(language_of_timer("", "${wait}") == "JUEL");
    BOOST_TEST(language_of_timer("", "soon") == "timer-unreadable t");
}

BOOST_AUTO_TEST_CASE(a_condition_in_feel_that_cannot_be_read_is_said_to_be_feel_with_the_place) {
    for (const auto& [attributes, text, column] :
         {std::tuple("language=\"feel\"", "amount >", "9"), std::tuple("", "= amount >", "11")}) {
        const bpmn::Linked made = with_condition(attributes, text);
        BOOST_TEST_REQUIRE(made.diagnostics.size() == 1U);
        BOOST_TEST(made.diagnostics[0].code == "expression-syntax");
        const std::string& message = made.diagnostics[0].message;
        BOOST_TEST(message.starts_with("The FEEL of 'c' cannot be read at its column " + std::string(column) + ": "),
                   message);
        BOOST_TEST(message.find("${") == std::string::npos, message);
    }
}

BOOST_AUTO_TEST_CASE(a_language_that_is_nearly_a_known_one_is_asked_about) {
    const bpmn::Linked made = with_condition("language=\"fell\"", "amount > 1");
    BOOST_TEST_REQUIRE(made.diagnostics.size() == 1U);
    BOOST_TEST(made.diagnostics[0].message ==
               "The condition of 'c' is in the language 'fell', which does not run here; did you mean 'feel'?");
}

BOOST_AUTO_TEST_CASE(a_script_is_in_the_language_it_names) {
    for (const auto& [format, language] : {std::pair("javascript", Language::javascript),
                                           {"ECMAScript", Language::javascript},
                                           {"feel", Language::feel},
                                           {"juel", Language::juel},
                                           {"xpath", Language::xpath}}) {
        const bpmn::Expression script =
            script_of(with_script_task("scriptFormat=\"" + std::string(format) + "\"", "<script> 1 </script>"));
        BOOST_TEST(name_of(script.language) == name_of(language));
    }
    BOOST_TEST(name_of(script_of(with_script_task("", "<script>${a}</script>")).language) == "JUEL");
    // JavaScript keeps its lines, by which its errors are told; the others are what stands between the blanks.
    BOOST_TEST(script_of(with_script_task("scriptFormat=\"javascript\"", "<script>\n1\n</script>")).text == "\n1\n");
    BOOST_TEST(script_of(with_script_task("scriptFormat=\"juel\"", "<script>\n${a}\n</script>")).text == "${a}");
}

BOOST_AUTO_TEST_CASE(a_script_may_stand_in_another_file_of_the_deployment) {
    const auto find = [](const std::string& name) -> std::optional<std::string> {
        if (name == "lib/a.js") return "1 + 1";
        return std::nullopt;
    };
    for (const char* resource : {"lib/a.js", "deployment://lib/a.js", "classpath://lib/a.js"})
        BOOST_TEST(
            script_of(with_script_task("scriptFormat=\"javascript\" camunda:resource=\"" + std::string(resource) + "\"",
                                       "", find))
                .text == "1 + 1");
    const std::vector<std::string> missing{"script-resource-missing work"};
    BOOST_TEST(findings(with_script_task("scriptFormat=\"javascript\" camunda:resource=\"b.js\"", "", find),
                        bpmn::Severity::error) == missing,
               boost::test_tools::per_element());
    BOOST_TEST(findings(with_script_task("scriptFormat=\"javascript\" camunda:resource=\"b.js\"", ""),
                        bpmn::Severity::error) == missing,
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(each_place_with_javascript_is_told_apart_from_what_is_wrong) {
    const bpmn::Linked made = linked(R"(<process id="p" isExecutable="true"><startEvent id="begin"/>
        <scriptTask id="work" scriptFormat="javascript"><extensionElements>
        <camunda:executionListener event="start"><camunda:script scriptFormat="javascript">1</camunda:script></camunda:executionListener>
        </extensionElements><script>1</script></scriptTask>
        <sequenceFlow id="f" sourceRef="begin" targetRef="work"/></process>)");
    BOOST_TEST(made.definitions.size() == 1U);
    BOOST_TEST(findings(made, bpmn::Severity::error).empty());
    BOOST_REQUIRE(made.scripts.size() == 2U);
    for (const bpmn::Diagnostic& script : made.scripts) {
        BOOST_TEST(script.element == "work");
        BOOST_TEST(script.code == "scripts-off");
        BOOST_TEST(script.location.line > 1U);
    }
}

BOOST_AUTO_TEST_CASE(what_zeebe_models_say_and_nothing_acts_on_is_a_warning) {
    const bpmn::Linked made = linked(R"(<message id="m" name="paid"><extensionElements>
        <zeebe:subscription correlationKey="=order"/></extensionElements></message>
        <process id="p" isExecutable="true"><startEvent id="begin"/>
        <userTask id="work"><extensionElements><zeebe:formDefinition externalReference="form-1"/>
        <zeebe:executionListeners><zeebe:executionListener eventType="start" type="audit"/></zeebe:executionListeners>
        </extensionElements></userTask><receiveTask id="wait" messageRef="m"/>
        <sequenceFlow id="f" sourceRef="begin" targetRef="work"/><sequenceFlow id="g" sourceRef="work" targetRef="wait"/>
        </process>)");
    const std::vector<std::string> expected{"correlation-key-without-effect m", "form-without-effect work",
                                            "listener-skipped work"};
    BOOST_TEST(findings(made, bpmn::Severity::warning) == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_mapping_to_a_member_names_the_variable_and_the_way) {
    const auto mapped = [](const std::string& mapping) {
        return linked(R"(<process id="p" isExecutable="true"><startEvent id="begin"/><userTask id="work">
            <extensionElements><zeebe:ioMapping>)" +
                      mapping + R"(</zeebe:ioMapping></extensionElements></userTask>
            <sequenceFlow id="f" sourceRef="begin" targetRef="work"/></process>)");
    };
    const bpmn::Linked made = mapped(
        "<zeebe:input source='=a' target='order.customer.name'/>"
        "<zeebe:output source='=a' target='order.id'/><zeebe:output source='=a' target='b'/>");
    BOOST_TEST(findings(made, bpmn::Severity::error).empty());
    BOOST_TEST(findings(made, bpmn::Severity::warning).empty());
    const bpmn::Node& work = node(made.definitions.at(0), "work");
    const std::vector<std::string> way{"customer", "name"};
    BOOST_TEST(work.inputs.at(0).name == "order");
    BOOST_TEST(work.inputs.at(0).members == way, boost::test_tools::per_element());
    BOOST_TEST(!work.inputs.at(0).before);
    BOOST_TEST(work.outputs.at(0).before.text == "order");
    BOOST_TEST(work.outputs.at(1).members.empty());
    BOOST_TEST(!work.outputs.at(1).before);
    std::string deep = "a";
    for (int dot = 0; dot < 21; ++dot) deep += ".a";
    for (const auto& [target, code] : {std::pair<std::string, std::string>(".id", "parameter-without-name"),
                                       {"order.", "parameter-without-name"},
                                       {"order..id", "parameter-without-name"},
                                       {"", "parameter-without-name"},
                                       {deep, "mapping-target-too-deep"},
                                       {"two words and +.id", "expression-syntax"}}) {
        const std::vector<std::string> expected{code + " work"};
        BOOST_TEST(
            findings(mapped("<zeebe:output source='=a' target='" + target + "'/>"), bpmn::Severity::error) == expected,
            target << boost::test_tools::per_element());
    }
}

// The cache of definitions is bounded by this.
BOOST_AUTO_TEST_CASE(a_definition_knows_how_much_its_texts_take) {
    const auto bytes = [](const std::string& attributes, const std::string& text) {
        const auto find = [&](const std::string&) { return std::optional(text); };
        return with_script_task(attributes, "<script>" + text + "</script>", find).definitions.at(0).expression_bytes;
    };
    const std::string one = "1", many = "1" + std::string(10'000, ' ');
    for (const char* attributes : {"scriptFormat='javascript'", "scriptFormat='javascript' camunda:resource='a.js'"})
        BOOST_TEST(bytes(attributes, many) == bytes(attributes, one) + 2 * 10'000U);
    BOOST_TEST(bytes("scriptFormat='feel'", "1" + std::string(1'000, ' ') + "+ 1") >
               bytes("scriptFormat='feel'", "1 + 1") + 10'000U);
}

// What was deployed is not judged by the rules again.
BOOST_AUTO_TEST_CASE(loading_asks_no_rule) {
    const std::string two_starts =
        R"(<process id="p" isExecutable="true"><startEvent id="a"/><startEvent id="b"/></process>)";
    BOOST_TEST(!findings(linked(two_starts), bpmn::Severity::error).empty());
    BOOST_TEST(linked(two_starts, {}, bpmn::Purpose::loading).definitions.size() == 1U);
}
