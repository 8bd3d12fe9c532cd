#include "tests/unit/dmn_parser/files.hpp"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace pavane::tests {

std::string dmn_fixture(std::string_view name) {
    // Tests run somewhere inside of the repository.
    std::filesystem::path folder = std::filesystem::current_path();
    while (folder != folder.parent_path() && !std::filesystem::exists(folder / "tests/data/dmn"))
        folder = folder.parent_path();
    std::ifstream file(folder / "tests/data/dmn" / name, std::ios::binary);
    BOOST_REQUIRE_MESSAGE(file, "no fixture " << name);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string definitions_of(std::string_view content, std::string_view model_namespace) {
    return "<definitions xmlns='" + std::string(model_namespace) +
           "' xmlns:feel='http://www.omg.org/spec/FEEL/20140401' xmlns:camunda='http://camunda.org/schema/1.0/dmn' "
           "id='m' name='m' namespace='http://example.org/m'>" +
           std::string(content) + "</definitions>";
}

dmn::ParsedDocument parsed(std::string_view bytes) {
    auto document = dmn::parse(bytes);
    BOOST_REQUIRE_MESSAGE(document, (document ? "" : document.error().front().message));
    return std::move(*document);
}

}  // namespace pavane::tests
