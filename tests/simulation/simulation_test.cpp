// Random processes under random schedules, in the interpreter alone: after every step the laws hold, replaying the
// events gives the same state, and what does not move leaves no trace; at the end exactly the known path has been gone.
#include <boost/test/unit_test.hpp>

#include "app/json_documents.hpp"
#include "app/model_compiler.hpp"
#include "conformance/runner/core_driver.hpp"
#include "expression/juel/juel.hpp"
#include "tests/simulation/block_process.hpp"

using namespace pavane;
using namespace pavane::tests;
using conformance::World;

namespace {

constexpr std::uint64_t seeds = 200;
constexpr int most_steps = 5'000;

// One piece of the open work, or a command that cannot fit: nothing, no open work is left.
std::optional<core::Command> next_command(const World& world, Dice& dice) {
    const std::size_t open = world.tasks.size() + world.external_tasks.size() + world.jobs.size();
    if (open == 0) return std::nullopt;
    if (dice.roll(20) == 0) return core::CompleteUserTask{core::UserTaskId{Uuid{9, 9}}, {}, {}};
    std::size_t chosen = dice.roll(open);
    if (chosen < world.tasks.size()) return core::CompleteUserTask{world.tasks[chosen].id, {}, {}};
    chosen -= world.tasks.size();
    if (chosen >= world.external_tasks.size()) return core::RunJob{world.jobs[chosen - world.external_tasks.size()].id};
    const core::ExternalTaskId task = world.external_tasks[chosen].id;
    if (dice.roll(4) == 0) return core::FailExternalTask{task, "not yet", "", 1, {}, {}};
    return core::CompleteExternalTask{task, {}, {}};
}

std::map<std::string, int> completions(const World& world) {
    std::map<std::string, int> counted;
    for (const conformance::SeenActivity& activity : world.history)
        if (activity.ending == "completed") ++counted[activity.element];
    return counted;
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
    const World world = driver->look();
    BOOST_TEST(world.activities.empty());
    BOOST_REQUIRE(world.processes.size() == 1U);
    BOOST_TEST(world.processes.front().ending == "completed");
    const std::map<std::string, int> counted = completions(world);
    for (const auto& [element, times] : process.completions) {
        const auto found = counted.find(element);
        BOOST_TEST((found == counted.end() ? 0 : found->second) == times, element << " was to complete that often");
    }
    for (const auto& [element, times] : counted)
        if (element.starts_with("task"))
            BOOST_TEST(process.completions.contains(element), element << " is not on the path");
}

}  // namespace

BOOST_AUTO_TEST_CASE(random_processes_go_their_known_path) {
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) BOOST_TEST_CONTEXT("seed " << seed) simulate(seed);
}
