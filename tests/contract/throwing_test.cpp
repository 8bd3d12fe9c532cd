// Whoever is told of something by the engine and throws: it costs its own command or poll, and nobody else's.
#include <boost/test/unit_test.hpp>
#include <set>

#include "persistence/memory/memory_store.hpp"
#include "tests/contract/node.hpp"
#include "tests/contract/stores.hpp"
#include "tests/contract/story.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;

namespace {

constexpr auto for_ever = std::chrono::steady_clock::time_point::max();

std::string waiting() {
    return model("waiting",
                 "<startEvent id='s'/><sequenceFlow id='f' sourceRef='s' targetRef='ask'/><userTask id='ask'/>");
}

Submission setting(const core::ActivityId& root, const std::string& name) {
    core::ChangeVariables command;
    command.scope = root;
    command.modifications = {{name, expression::typed(expression::Value(1))}};
    return {command, root};
}

std::set<std::string> variables_of(Store& store, const core::ActivityId& root) {
    std::set<std::string> names;
    const std::optional<StoredRoot> stored = store.load(root);
    for (const VariableRow& row : stored.value().variables) names.insert(row.key.name);
    return names;
}

[[noreturn]] void refuse() { throw std::runtime_error("nobody listens"); }

}  // namespace

BOOST_AUTO_TEST_SUITE(throwing)

BOOST_AUTO_TEST_CASE(an_answer_that_cannot_be_written_costs_its_own_command) {
    with_each_store([](OpenStore& store) {
        Node node(*store.store, "node/1");
        node.deploy("waiting.bpmn", waiting());
        const core::ActivityId root = node.start("waiting");
        std::vector<std::future<Answer>> good;
        std::vector<std::future<Answer>> bad;
        std::set<std::string> expected;
        // Some of them are stepped while what was before is still on its way to the database.
        for (int round = 0; round < 20; ++round) {
            expected.insert("good" + std::to_string(round));
            good.push_back(node.submit(setting(root, "good" + std::to_string(round))));
            Submission broken = setting(root, "bad" + std::to_string(round));
            broken.render = [](const Done&) -> std::string { refuse(); };
            bad.push_back(node.submit(std::move(broken)));
        }
        for (auto& answer : good) BOOST_TEST(std::holds_alternative<Done>(answer.get()));
        for (auto& answer : bad) BOOST_TEST(std::holds_alternative<InternalError>(answer.get()));
        BOOST_TEST(variables_of(*store.store, root) == expected, boost::test_tools::per_element());
        BOOST_TEST(node.warnings().find("is read anew: an answer could not be written: nobody listens") !=
                   std::string::npos);
    });
}

BOOST_AUTO_TEST_CASE(who_throws_when_answered_keeps_no_other_back) {
    with_each_store([](OpenStore& store) {
        Node node(*store.store, "node/1");
        node.deploy("waiting.bpmn", waiting());
        const core::ActivityId root = node.start("waiting");
        std::vector<std::future<Answer>> good;
        for (int round = 0; round < 10; ++round) {
            Submission throws = setting(root, "a");
            throws.done = [](const Answer&) { refuse(); };
            node.engine().submit(std::move(throws));
            good.push_back(node.submit(setting(root, "b")));
            // Refused at once, by whoever runs the step.
            Submission unknown = setting(new_id<core::ActivityId>(), "a");
            unknown.done = [](const Answer&) { refuse(); };
            node.engine().submit(std::move(unknown));
        }
        for (auto& answer : good) BOOST_TEST(std::holds_alternative<Done>(answer.get()));
        BOOST_TEST(node.engine().drain());
    });
}

// The log fails as well: there is nobody left to tell, and all goes on.
BOOST_AUTO_TEST_CASE(a_log_that_fails_ends_no_thread) {
    persistence::MemoryStore store([] { return Instant{}; });
    Node node(store, "node/1");
    node.deploy("waiting.bpmn", waiting());
    const core::ActivityId root = node.start("waiting");
    node.break_next_warning();
    node.engine().executor().run([] { refuse(); });
    BOOST_TEST(node.engine().executor().drain(for_ever).has_value());
    node.break_next_warning();
    Submission throws = setting(root, "a");
    throws.done = [](const Answer&) { refuse(); };
    node.engine().submit(std::move(throws));
    BOOST_TEST(std::holds_alternative<Done>(node.submit(setting(root, "b")).get()));
}

BOOST_AUTO_TEST_CASE(a_poll_that_throws_when_it_is_ended_keeps_no_other_back) {
    persistence::MemoryStore store([] { return Instant{}; });
    int told = 0;
    {
        Node node(store, "node/1");
        FetchRequest request;
        request.worker = "w";
        request.max_tasks = 1;
        request.topics.emplace_back();
        request.topics[0].topic = "charge";
        request.topics[0].lock = Milliseconds(1'000);
        const auto poll = [&] {
            return node.engine().external_tasks().fetch(request, Milliseconds(3'600'000), [&told](const Fetched&) {
                ++told;
                refuse();
            });
        };
        node.engine().external_tasks().end(poll());
        BOOST_TEST(told == 1);
        for (int number = 0; number < 3; ++number) poll();
    }
    BOOST_TEST(told == 4);
}

BOOST_AUTO_TEST_SUITE_END()
