// Random processes under random schedules, in the interpreter alone: after every step the laws hold, replaying the
// events gives the same state, and what does not move leaves no trace; at the end exactly the known path has been gone.
#include <boost/test/unit_test.hpp>

#include "app/json_documents.hpp"
#include "app/model_compiler.hpp"
#include "conformance/runner/core_driver.hpp"
#include "expression/juel/juel.hpp"
#include "tests/simulation/known_path.hpp"

using namespace pavane;
using namespace pavane::tests;

namespace {

constexpr std::uint64_t seeds = 200;
constexpr int most_steps = 5'000;

// One piece of the open work, or a command that cannot fit: nothing, no open work is left.
std::optional<core::Command> next_command(const conformance::World& world, Dice& dice) {
    const std::vector<core::Command> work = open_work(world, dice);
    if (work.empty()) return std::nullopt;
    if (dice.roll(20) == 0) return core::CompleteUserTask{core::UserTaskId{Uuid{9, 9}}, {}, {}};
    return work[dice.roll(work.size())];
}

void simulate(std::uint64_t seed) {
    static const app::JsonDocuments documents;
    static const expression::JuelEvaluator evaluator(documents);
    static const app::ModelCompiler compiler(evaluator);
    const BlockProcess process = random_process(seed);
    const conformance::DriverPtr driver = conformance::make_core_driver(compiler, evaluator);
    const conformance::DeployAnswer deployed = driver->deploy({{"simulated.bpmn", process.bpmn}});
    BOOST_REQUIRE_MESSAGE(deployed.deployed, (deployed.errors.empty() ? "" : deployed.errors.front().message));
    const conformance::Answer started = driver->start({process.key, "", process.variables});
    BOOST_REQUIRE_MESSAGE(started, (started ? "" : started.error()));
    Dice schedule(seed + 1'000'000);
    int steps = 0;
    while (const std::optional<core::Command> command = next_command(driver->look(), schedule)) {
        BOOST_REQUIRE(++steps < most_steps);
        const conformance::Answer answer = driver->perform(*command);
        const auto* complete = std::get_if<core::CompleteUserTask>(&command->variant());
        const bool cannot_fit = complete && complete->task == core::UserTaskId{Uuid{9, 9}};
        BOOST_REQUIRE_MESSAGE(answer.has_value() != cannot_fit, (answer ? "it went well" : answer.error()));
    }
    check_known_path(process, driver->look());
}

}  // namespace

BOOST_AUTO_TEST_CASE(random_processes_go_their_known_path) {
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) BOOST_TEST_CONTEXT("seed " << seed) simulate(seed);
}
