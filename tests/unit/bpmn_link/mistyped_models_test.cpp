// Models with one mistake in them, as hands and tools make them: whatever is missing or misspelt, all findings come
// back.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "tests/unit/bpmn_link/linked.hpp"

using namespace pavane;
using namespace pavane::tests;

namespace {

std::filesystem::path scenarios() {
    std::filesystem::path folder = std::filesystem::current_path();
    while (!std::filesystem::exists(folder / "conformance" / "README.md")) {
        BOOST_REQUIRE_MESSAGE(folder != folder.root_path(), "there is no folder conformance above this one");
        folder = folder.parent_path();
    }
    return folder / "conformance";
}

std::vector<std::filesystem::path> models() {
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(scenarios()))
        if (entry.path().extension() == ".bpmn") found.push_back(entry.path());
    std::sort(found.begin(), found.end());
    return found;
}

std::string content_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

// Links the text with these bytes replaced; whether it was well-formed still.
bool links_with(std::string xml, std::size_t at, std::size_t length, const std::string& replacement) {
    return linked_file(xml.replace(at, length, replacement)).has_value();
}

// Each attribute once without its value's meaning, once gone under another name; each element once another one.
std::size_t link_with_each_mistake(const std::string& xml) {
    std::size_t linked = 0;
    for (std::size_t at = xml.find("=\""); at != std::string::npos; at = xml.find("=\"", at + 1)) {
        const std::size_t end = xml.find('"', at + 2);
        linked += links_with(xml, at + 2, end - at - 2, "nobody");
        linked += links_with(xml, at, 0, "_");
    }
    for (std::size_t at = xml.find('<'); at != std::string::npos; at = xml.find('<', at + 1)) {
        const std::size_t end = xml.find_first_of(" />", at);
        if (end == std::string::npos || xml.compare(end, 2, "/>") != 0) linked += links_with(xml, at + 1, 0, "x");
        if (const std::size_t closed = xml.find("/>", at); closed < xml.find('>', at))
            linked += links_with(xml, at, closed + 2 - at, "");
    }
    return linked;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_flow_without_a_source_is_said) {
    const bpmn::Linked made = linked(R"(
<process id="p" isExecutable="true">
  <startEvent id="begin"/>
  <sequenceFlow id="f1" sourceRef="begin" targetRef="which"/>
  <sequenceFlow id="f2" sourceRef="nobody" targetRef="which"><conditionExpression>${1}</conditionExpression></sequenceFlow>
  <exclusiveGateway id="which"/>
</process>)");
    const std::vector<std::string> errors = findings(made, bpmn::Severity::error);
    BOOST_TEST(std::count(errors.begin(), errors.end(), "flow-without-end f2") == 1);
}

BOOST_AUTO_TEST_CASE(no_mistake_ends_the_program) {
    std::size_t linked = 0;
    for (const std::filesystem::path& model : models()) {
        BOOST_TEST_CONTEXT(model.string()) linked += link_with_each_mistake(content_of(model));
    }
    BOOST_TEST(linked > 5000U);
}
