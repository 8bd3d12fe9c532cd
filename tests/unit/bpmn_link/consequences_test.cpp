// What follows from a slip of the pen that has been told is not told as well, and what does not follow from it is.
#include <boost/test/unit_test.hpp>

#include "tests/unit/bpmn_link/linked.hpp"

using namespace pavane;
using namespace pavane::tests;

namespace {

using Lines = std::vector<std::string>;

// Errors, then warnings, of the linker: the reader tells of the slip itself.
Lines said_of(const std::string& content) {
    const bpmn::Linked made = linked("<process id='p' isExecutable='true'>" + content + "</process>");
    Lines said = findings(made, bpmn::Severity::error);
    const Lines warnings = findings(made, bpmn::Severity::warning);
    said.insert(said.end(), warnings.begin(), warnings.end());
    return said;
}

void check(const std::string& content, const Lines& expected) {
    BOOST_TEST(said_of(content) == expected, boost::test_tools::per_element());
}

const std::string flow_to_a = "<sequenceFlow id='f1' sourceRef='s' targetRef='a'/>";
const std::string start = "<startEvent id='s'/>";
const std::string to_the_end = "<sequenceFlow id='f2' sourceRef='a' targetRef='e'/><endEvent id='e'/>";

}  // namespace

BOOST_AUTO_TEST_CASE(what_a_misspelt_flow_was_to_lead_to) {
    check(start + "<sequenceFlw id='f1' sourceRef='s' targetRef='a'/><task id='a'/>" + to_the_end, {});
    check(start + flow_to_a +
              "<exclusiveGateway id='a' default='f3'/><sequenceFlw id='f3' sourceRef='a' targetRef='e'/>"
              "<endEvent id='e'/>",
          {});
    check(start + "<sequenceFlw id='f1' sourceRef='s' targetRef='a'/><task id='a'/><task id='alone'/>" + to_the_end,
          {"unreachable alone"});
}

BOOST_AUTO_TEST_CASE(what_a_misspelt_node_is_connected_with) {
    check(start + flow_to_a + "<tsk id='a'/>" + to_the_end, {});
    check(start + flow_to_a +
              "<tsk id='a'/><boundaryEvent id='b' attachedToRef='a'><timerEventDefinition><timeDuration>PT1S"
              "</timeDuration></timerEventDefinition></boundaryEvent>" +
              to_the_end,
          {});
    check(start + flow_to_a + "<tsk id='a'/><sequenceFlow id='f3' sourceRef='s' targetRef='nobody'/>" + to_the_end,
          {"flow-without-end f3"});
    check(start + flow_to_a + "<task idd='a'/>" + to_the_end, {"element-without-id "});
}

BOOST_AUTO_TEST_CASE(a_misspelt_start_event) {
    check("<strtEvent id='s'/>" + flow_to_a + "<task id='a'/>" + to_the_end, {});
    check("<endEvnt id='s'/><task id='a'/>", {"process-without-start p", "unreachable a"});
    check(start + flow_to_a + "<subProcess id='a'><strtEvent id='s1'/><task id='t'/></subProcess>" + to_the_end,
          {"unreachable t"});
}

BOOST_AUTO_TEST_CASE(what_a_flow_with_a_wrong_end_was_to_lead_to) {
    const std::string lost = "<sequenceFlow id='f1' sourceRef='s' targetRef='aa'/>";
    check(start + lost + "<task id='a'/>" + to_the_end, {"flow-without-end f1"});
    check(start + lost + "<task id='a'/><task id='alone'/>" + to_the_end,
          {"flow-without-end f1", "unreachable a", "unreachable alone", "unreachable e"});
}

BOOST_AUTO_TEST_CASE(what_is_broken_by_a_misspelt_node_is_no_definition) {
    for (const std::string slip : {"<tsk id='a'/>", "<task id='a'/>"}) {
        const bpmn::Linked made =
            linked("<process id='p' isExecutable='true'>" + start + flow_to_a + slip + to_the_end + "</process>");
        BOOST_TEST(made.definitions.size() == (slip == "<task id='a'/>" ? 1U : 0U), slip);
    }
}
