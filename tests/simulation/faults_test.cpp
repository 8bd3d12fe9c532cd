// Random processes in the engine, on a store whose commits fail and whose node dies: whatever breaks between the
// commands, the known path is gone exactly once.
#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "app/json_documents.hpp"
#include "app/model_compiler.hpp"
#include "expression/juel/juel.hpp"
#include "tests/simulation/crashing_engine.hpp"
#include "tests/simulation/known_path.hpp"

using namespace pavane;
using namespace pavane::tests;
using conformance::World;

namespace {

constexpr std::uint64_t seeds = 200;
constexpr int most_rounds = 2'000;

Fault random_fault(Dice& dice) {
    constexpr Fault faults[]{Fault::refused, Fault::unknown_written, Fault::unknown_unwritten, Fault::crash_before,
                             Fault::crash_after};
    return dice.roll(3) == 0 ? faults[dice.roll(std::size(faults))] : Fault::none;
}

bool crashes(Fault fault) { return fault == Fault::crash_before || fault == Fault::crash_after; }

bool is_unavailable(const std::optional<engine::Answer>& answer) {
    return answer && std::holds_alternative<engine::Unavailable>(*answer);
}

// An answer that the fault does not explain is an error, and so is the want of one.
void check_answer(const std::optional<engine::Answer>& answer, Fault fault) {
    if (!answer)
        BOOST_TEST(crashes(fault), "no answer, and the node has not died");
    else if (is_unavailable(answer))
        BOOST_TEST((fault == Fault::refused), "unavailable, and nothing was refused");
    else
        BOOST_TEST(std::holds_alternative<engine::Done>(*answer), "answer " << answer->index());
}

// Some of the open work, each piece once.
std::vector<core::Command> some_of(std::vector<core::Command> work, Dice& dice) {
    std::vector<core::Command> chosen;
    for (std::uint64_t count = 1 + dice.roll(3); count > 0 && !work.empty(); --count) {
        const auto at = work.begin() + static_cast<std::ptrdiff_t>(dice.roll(work.size()));
        chosen.push_back(*at);
        work.erase(at);
    }
    return chosen;
}

// An external task that has failed before fails in the same way again: nothing of it is seen.
bool fails_again(const core::Command& command, const World& before) {
    const auto* failing = std::get_if<core::FailExternalTask>(&command.variant());
    return failing && std::any_of(before.external_tasks.begin(), before.external_tasks.end(), [&](const auto& task) {
               return task.id == failing->task && task.error_message == failing->error_message;
           });
}

void check_round(CrashingEngine& engine, const std::vector<core::Command>& commands, Fault fault) {
    const World before = engine.look();
    const auto answers = engine.perform(commands, fault);
    for (const auto& answer : answers) check_answer(answer, fault);
    for (const std::string& complaint : engine.complaints()) BOOST_ERROR(complaint);
    const World after = engine.look();
    if (std::all_of(answers.begin(), answers.end(), is_unavailable))
        BOOST_TEST((before == after), "what was answered as unavailable has changed something");
    if (commands.size() == 1 && fault == Fault::crash_before)
        BOOST_TEST((before == after), "what was not written is there");
    if (commands.size() == 1 && fault == Fault::crash_after && !fails_again(commands.front(), before))
        BOOST_TEST((before != after), "what was written is lost");
    // A job whose commit failed is leased until its lease ends.
    if (std::any_of(answers.begin(), answers.end(), is_unavailable)) engine.let_leases_end();
}

void simulate(std::uint64_t seed) {
    static const app::JsonDocuments documents;
    static const expression::JuelEvaluator evaluator(documents);
    static const app::ModelCompiler compiler(evaluator);
    const BlockProcess process = random_process(seed);
    CrashingEngine engine(compiler, evaluator);
    engine.deploy("simulated.bpmn", process.bpmn);
    Dice schedule(seed + 2'000'000);
    while (engine.look().processes.empty())
        check_round(engine, {engine.start_command(process.key, process.variables)}, random_fault(schedule));
    for (int round = 0;; ++round) {
        const std::vector<core::Command> work = open_work(engine.look(), schedule);
        if (work.empty()) break;
        BOOST_REQUIRE(round < most_rounds);
        check_round(engine, some_of(work, schedule), random_fault(schedule));
        if (schedule.roll(4) == 0) engine.restart();
    }
    check_known_path(process, engine.look());
}

}  // namespace

BOOST_AUTO_TEST_CASE(whatever_breaks_the_known_path_is_gone_once) {
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) BOOST_TEST_CONTEXT("seed " << seed) simulate(seed);
}
