// The DMN Technology Compatibility Kit: every case passes but those that excluded.txt names.
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <set>

#include "tests/tck/tck_run.hpp"

namespace {

namespace fs = std::filesystem;
using namespace pavane::tests;

// Tests run somewhere inside of the repository.
fs::path repository() {
    for (auto folder = fs::current_path(); folder != folder.parent_path(); folder = folder.parent_path())
        if (fs::exists(folder / "tests/tck/excluded.txt")) return folder;
    BOOST_FAIL("the tests run outside of the repository");
    return {};
}

fs::path kit_folder() {
    const char* shared = std::getenv("PAVANE_SHARED");
    return (shared == nullptr ? repository() / "../shared" : fs::path(shared)) / "data/dmn-tck";
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_case_passes_but_the_excluded_ones) {
    const fs::path kit = kit_folder();
    if (!fs::exists(kit)) {
        BOOST_TEST_MESSAGE("skipped: the DMN Technology Compatibility Kit is not at " << kit);
        std::cerr << "skipped: the DMN Technology Compatibility Kit is not at " << kit << "\n";
        return;
    }
    const TckExclusions exclusions = read_exclusions(repository() / "tests/tck/excluded.txt");
    const auto outcomes = run_tck(kit);
    BOOST_TEST(!outcomes.empty());
    std::set<std::string> failed;
    for (const TckOutcome& outcome : outcomes) {
        if (!outcome.passed) failed.insert(key_of(outcome));
        BOOST_CHECK_MESSAGE(outcome.passed || exclusions.contains(key_of(outcome)), key_of(outcome)
                                                                                        << ": " << outcome.difference);
    }
    for (const auto& [key, reason] : exclusions)
        BOOST_CHECK_MESSAGE(failed.contains(key), key << " is excluded, but passes: take it out of excluded.txt");
    if (const char* path = std::getenv("PAVANE_TCK_REPORT")) {
        std::ofstream file(path);
        file << conformance_report(outcomes, exclusions);
        BOOST_TEST(file.good());
    }
}
