// One test case per scenario and engine, made when the program starts.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <list>

#include "conformance/runner/run.hpp"
#include "conformance/runner/verbs.hpp"
#include "tests/conformance/engines.hpp"
#include "tests/conformance/scenario_files.hpp"

using namespace pavane;
using namespace pavane::conformance;
namespace unit_test = boost::unit_test;

namespace {

void run_in(const tests::EngineUnderTest& engine, const std::filesystem::path& file) {
    const auto scenario = read_scenario(file, tests::scenario_root());
    BOOST_REQUIRE_MESSAGE(scenario, file.string() << ":" << (scenario ? 0 : scenario.error().line) << ": "
                                                  << (scenario ? "" : scenario.error().message));
    const DriverPtr driver = engine.make();
    if (!driver) {
        BOOST_TEST_MESSAGE(engine.name << " is not installed here; " << scenario->name << " is skipped.");
        return;
    }
    try {
        const std::string problem = run_scenario(*scenario, *driver);
        BOOST_TEST(problem.empty(), problem);
    } catch (const ReferenceMissing& missing) {
        BOOST_TEST_MESSAGE(scenario->name << " is skipped: " << missing.what());
    }
}

// Boost.Test keeps a test case's file name by reference: it must outlive the case.
std::list<std::string>& kept_names() {
    static std::list<std::string> names;
    return names;
}

bool register_scenarios() {
    for (const tests::EngineUnderTest& engine : tests::engines_under_test()) {
        unit_test::test_suite* suite = BOOST_TEST_SUITE("scenarios_" + engine.name);
        for (const std::filesystem::path& file : tests::scenario_files()) {
            std::string name = file.lexically_relative(tests::scenario_root()).replace_extension().generic_string();
            std::replace(name.begin(), name.end(), '/', '_');
            kept_names().push_back(file.string());
            suite->add(
                unit_test::make_test_case([engine, file] { run_in(engine, file); }, name, kept_names().back(), 1));
        }
        unit_test::framework::master_test_suite().add(suite);
    }
    return true;
}

const bool registered = register_scenarios();

}  // namespace

BOOST_AUTO_TEST_CASE(every_chapter_has_scenarios) {
    BOOST_TEST(registered);
    BOOST_TEST(tests::scenario_files().size() >= 40U);
}
