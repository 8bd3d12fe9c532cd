// Runs a target with every input that is kept for it.
#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/fuzz/target.hpp"

namespace {

// The tests run from anywhere below the repository.
std::filesystem::path corpus() {
    for (std::filesystem::path folder = std::filesystem::current_path();; folder = folder.parent_path()) {
        if (std::filesystem::exists(folder / "tests/fuzz/corpus"))
            return folder / "tests/fuzz/corpus" / pavane::fuzz::name;
        if (folder == folder.root_path()) throw std::runtime_error("run the tests from inside the repository");
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE(kept_inputs_do_no_harm) {
    std::size_t inputs = 0;
    for (const auto& file : std::filesystem::directory_iterator(corpus())) {
        std::ifstream stream(file.path(), std::ios::binary);
        const std::string input{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
        BOOST_TEST_CONTEXT(file.path().filename().string()) { BOOST_CHECK_NO_THROW(pavane::fuzz::run(input)); }
        ++inputs;
    }
    BOOST_TEST(inputs >= 10U);
    BOOST_CHECK_NO_THROW(pavane::fuzz::run({}));
}
