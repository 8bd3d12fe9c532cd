#include "tests/simulation/known_path.hpp"

#include <boost/test/unit_test.hpp>

namespace pavane::tests {

std::vector<core::Command> open_work(const conformance::World& world, Dice& dice) {
    std::vector<core::Command> work;
    for (const conformance::OpenTask& task : world.tasks) work.push_back(core::CompleteUserTask{task.id, {}, {}});
    for (const conformance::OpenExternalTask& task : world.external_tasks) {
        if (dice.roll(4) == 0)
            work.push_back(core::FailExternalTask{task.id, "not yet", "", 1, {}, {}});
        else
            work.push_back(core::CompleteExternalTask{task.id, {}, {}});
    }
    for (const conformance::OpenJob& job : world.jobs) work.push_back(core::RunJob{job.id});
    return work;
}

void check_known_path(const BlockProcess& process, const conformance::World& world) {
    BOOST_TEST(world.activities.empty());
    BOOST_TEST(world.incidents.empty());
    BOOST_REQUIRE(world.processes.size() == 1U);
    BOOST_TEST(world.processes.front().ending == "completed");
    std::map<std::string, int> counted;
    for (const conformance::SeenActivity& activity : world.history)
        if (activity.ending == "completed") ++counted[activity.element];
    for (const auto& [element, times] : process.completions) {
        const auto found = counted.find(element);
        BOOST_TEST((found == counted.end() ? 0 : found->second) == times, element << " was to complete that often");
    }
    for (const auto& [element, times] : counted)
        if (element.starts_with("task"))
            BOOST_TEST(process.completions.contains(element), element << " is not on the path");
}

}  // namespace pavane::tests
