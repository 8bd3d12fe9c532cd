#include "fixtures.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace pavane::tests {
namespace {

// Tests run somewhere inside of the repository.
std::filesystem::path data_folder() {
    for (auto folder = std::filesystem::current_path(); !folder.empty() && folder != folder.parent_path();
         folder = folder.parent_path())
        if (std::filesystem::exists(folder / "tests/data/bpmn")) return folder / "tests/data/bpmn";
    return {};
}

}  // namespace

std::string fixture_bytes(std::string_view name) {
    std::ifstream file(data_folder() / name, std::ios::binary);
    BOOST_REQUIRE_MESSAGE(file, "no fixture " << name);
    return {std::istreambuf_iterator<char>(file), {}};
}

bpmn::ParsedDocument fixture(std::string_view name) {
    auto parsed = bpmn::parse(fixture_bytes(name));
    BOOST_REQUIRE_MESSAGE(parsed, name << ": " << (parsed ? "" : parsed.error().front().message));
    return std::move(*parsed);
}

const bpmn::document::FlowElement& flow_element(const bpmn::document::Document& document, std::string_view id) {
    const auto& elements = document.definitions.processes.at(0).flow_elements;
    const auto found = std::ranges::find_if(elements, [&](const auto& each) { return each.base().id == id; });
    BOOST_REQUIRE_MESSAGE(found != elements.end(), "no element " << id);
    return *found;
}

bpmn::Diagnostics with_code(const bpmn::Diagnostics& diagnostics, std::string_view code) {
    bpmn::Diagnostics found;
    std::ranges::copy_if(diagnostics, std::back_inserter(found), [&](const auto& each) { return each.code == code; });
    return found;
}

}  // namespace pavane::tests
