// The 21 reference models of the BPMN MIWG test suite, if they are at hand (environment variable PAVANE_SHARED).
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "bpmn/parser/parse.hpp"
#include "element_count.hpp"
#include "tag_scan.hpp"

namespace {

namespace fs = std::filesystem;
using namespace pavane;

std::vector<fs::path> reference_models() {
    const char* shared = std::getenv("PAVANE_SHARED");
    const fs::path folder = fs::path(shared != nullptr ? shared : "../shared") / "data/miwg-reference";
    std::vector<fs::path> models;
    if (!fs::exists(folder)) return models;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().extension() == ".bpmn") models.push_back(entry.path());
    std::ranges::sort(models);
    return models;
}

std::string bytes_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_element_of_the_reference_models_is_in_the_document) {
    const auto models = reference_models();
    if (models.empty()) {
        BOOST_TEST_MESSAGE("skipped: the reference models are not at hand; set PAVANE_SHARED");
        return;
    }
    BOOST_TEST(models.size() == 21u);
    for (const fs::path& model : models) {
        BOOST_TEST_CONTEXT(model.filename().string()) {
            const std::string bytes = bytes_of(model);
            const auto parsed = bpmn::parse(bytes);
            BOOST_REQUIRE(parsed.has_value());
            const auto found = tests::count_elements(parsed->document);
            const auto expected = tests::scan_tags(bytes);
            for (const auto& [tag, count] : expected)
                BOOST_TEST(count == (found.contains(tag) ? found.at(tag) : 0), tag << ' ' << count);
            for (const auto& [tag, count] : found) BOOST_TEST(expected.contains(tag), tag << ' ' << count);
        }
    }
}
