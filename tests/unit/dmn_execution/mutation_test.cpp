// Files that are broken in a thousand ways are refused or evaluated, and nothing else happens. The same on every run.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "dmn/parser/parse.hpp"
#include "tests/unit/dmn_execution/models.hpp"

using namespace pavane;

namespace {

std::string everything() {
    std::filesystem::path folder = std::filesystem::current_path();
    while (folder != folder.parent_path() && !std::filesystem::exists(folder / "tests/data/dmn"))
        folder = folder.parent_path();
    std::ifstream file(folder / "tests/data/dmn/everything.dmn", std::ios::binary);
    BOOST_REQUIRE(file);
    return {std::istreambuf_iterator<char>(file), {}};
}

// A tag or a text taken out, doubled, or put somewhere else; a character changed.
std::string mutated(const std::string& source, std::mt19937& random) {
    const auto below = [&random](std::size_t end) {
        return std::uniform_int_distribution<std::size_t>(0, end - 1)(random);
    };
    std::string text = source;
    for (std::size_t changes = 1 + below(3); changes > 0; --changes) {
        const std::size_t from = text.find('<', below(text.size()));
        if (from == std::string::npos) continue;
        const std::size_t end = text.find('<', from + 1);
        const std::string piece = text.substr(from, end == std::string::npos ? end : end - from);
        switch (below(4)) {
            case 0:
                text.erase(from, piece.size());
                break;
            case 1:
                text.insert(from, piece);
                break;
            case 2:
                text.insert(text.find('<', below(text.size())) == std::string::npos ? 0 : from, piece);
                break;
            default:
                text[below(text.size())] = "<>\"'/[]{}().,?-0a "[below(18)];
        }
    }
    return text;
}

}  // namespace

BOOST_AUTO_TEST_CASE(broken_files_are_refused_or_evaluated) {
    const std::string source = everything();
    std::mt19937 random(20240229);
    std::size_t readable = 0;
    for (int round = 0; round < 2'000; ++round) {
        const auto parsed = dmn::parse(mutated(source, random));
        if (!parsed) {
            BOOST_TEST(!parsed.error().empty());
            continue;
        }
        ++readable;
        const dmn::Linked model = dmn::link(parsed->definitions);
        const expression::Context inputs = tests::context("{Order: {\"net price\": 5, tags: [\"a\"]}}");
        for (const dmn::Node& node : model.model->nodes)
            if (node.kind == dmn::NodeKind::decision)
                BOOST_TEST(dmn::evaluate_decision(model.model, node.id, inputs, tests::options()).has_value());
    }
    BOOST_TEST(readable > 100u);
}
