// Commands that wait for a script, on every store: what the engine does meanwhile, and when the script's outcome
// counts.
#include <boost/test/unit_test.hpp>

#include "tests/contract/held_scripts.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;

namespace {

using expression::Value;

std::string scripted_model(const std::string& attributes = "") {
    return model("scripted",
                 "<startEvent id='s'/><userTask id='before'/><scriptTask id='compute' scriptFormat='javascript' "
                 "camunda:resultVariable='result' " +
                     attributes +
                     "><script>n * 2</script></scriptTask><userTask id='after'/>"
                     "<sequenceFlow id='f1' sourceRef='s' targetRef='before'/><sequenceFlow id='f2' sourceRef='before' "
                     "targetRef='compute'/><sequenceFlow id='f3' sourceRef='compute' targetRef='after'/>");
}

bool is_ready(const std::future<Answer>& answer) {
    return answer.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(scripts)

BOOST_AUTO_TEST_CASE(an_instance_waits_for_its_script_and_no_other_does) {
    with_each_store([](OpenStore& store) {
        HeldScripts scripts;
        Node node(*store.store, "one/1", scripts);
        node.deploy("scripted.bpmn", scripted_model());
        const core::ActivityId root = node.start("scripted");
        auto completed = complete(node, *store.store, root);
        const core::ScriptCall call = scripts.await(1);
        BOOST_TEST(call.script.text == "n * 2");
        auto changed = node.set_variable(root, "n", Value(std::int64_t{7}));
        const core::ActivityId other = node.start("scripted");
        auto of_other = node.set_variable(other, "n", Value(std::int64_t{8}));
        BOOST_TEST(std::holds_alternative<Done>(take(of_other)));
        BOOST_TEST(node.engine().figures().waiting_scripts == 1U);
        BOOST_TEST(!is_ready(completed));
        BOOST_TEST(!is_ready(changed));
        BOOST_TEST((variable(*store.store, root, "n") == Value()));
        scripts.give(Value(std::int64_t{4}));
        BOOST_TEST(std::holds_alternative<Done>(take(completed)));
        BOOST_TEST(std::holds_alternative<Done>(take(changed)));
        BOOST_TEST((variable(*store.store, root, "result") == Value(std::int64_t{4})));
        BOOST_TEST((variable(*store.store, root, "n") == Value(std::int64_t{7})));
        BOOST_TEST(node.engine().figures().waiting_scripts == 0U);
    });
}

// Four times, more than the two attempts after which a command without scripts would lock its root: the other node
// would then wait for the script.
BOOST_AUTO_TEST_CASE(a_script_runs_again_when_another_node_has_changed_the_instance) {
    with_each_store([](OpenStore& store) {
        HeldScripts scripts;
        Node one(*store.store, "one/1", scripts), other(*store.store, "other/1");
        one.deploy("scripted.bpmn", scripted_model());
        const core::ActivityId root = one.start("scripted");
        auto completed = complete(one, *store.store, root);
        for (std::int64_t n = 1; n <= 4; ++n) {
            scripts.await(static_cast<std::size_t>(n));
            auto changed = other.set_variable(root, "n", Value(n));
            BOOST_TEST(std::holds_alternative<Done>(take(changed)));
            scripts.give(Value("of a state that is gone"));
        }
        const core::ScriptCall last = scripts.await(5);
        BOOST_REQUIRE(last.input.variables.size() == 1U);
        BOOST_TEST((last.input.variables.front().value == Value(std::int64_t{4})));
        scripts.give(Value(std::int64_t{8}));
        BOOST_TEST(std::holds_alternative<Done>(take(completed)));
        BOOST_TEST((variable(*store.store, root, "result") == Value(std::int64_t{8})));
    });
}

BOOST_AUTO_TEST_CASE(a_script_that_is_turned_away_changes_nothing) {
    with_each_store([](OpenStore& store) {
        HeldScripts scripts;
        Node node(*store.store, "one/1", scripts);
        node.deploy("scripted.bpmn", scripted_model());
        const core::ActivityId root = node.start("scripted");
        auto completed = complete(node, *store.store, root);
        scripts.await(1);
        scripts.end(HeldScripts::turned_away());
        BOOST_TEST(std::holds_alternative<Unavailable>(take(completed)));
        auto again = complete(node, *store.store, root);
        scripts.await(2);
        scripts.give(Value(std::int64_t{1}));
        BOOST_TEST(std::holds_alternative<Done>(take(again)));
    });
}

BOOST_AUTO_TEST_CASE(too_many_clients_that_wait_for_scripts_are_told_so) {
    with_each_store([](OpenStore& store) {
        HeldScripts scripts;
        Node node(*store.store, "one/1", scripts, 1);
        node.deploy("scripted.bpmn", scripted_model());
        const core::ActivityId first = node.start("scripted"), second = node.start("scripted");
        auto waits = complete(node, *store.store, first);
        scripts.await(1);
        auto refused = complete(node, *store.store, second);
        BOOST_TEST(std::holds_alternative<Unavailable>(take(refused)));
        scripts.give(Value(std::int64_t{1}));
        BOOST_TEST(std::holds_alternative<Done>(take(waits)));
        auto again = complete(node, *store.store, second);
        scripts.await(2);
        scripts.give(Value(std::int64_t{2}));
        BOOST_TEST(std::holds_alternative<Done>(take(again)));
    });
}

BOOST_AUTO_TEST_CASE(who_asks_for_a_script_and_of_which_process_is_told) {
    with_each_store([](OpenStore& store) {
        HeldScripts scripts;
        Node node(*store.store, "one/1", scripts);
        node.deploy("scripted.bpmn", scripted_model("camunda:asyncBefore='true'"));
        const core::ActivityId root = node.start("scripted");
        auto completed = complete(node, *store.store, root);
        BOOST_TEST(std::holds_alternative<Done>(take(completed)));
        const core::JobId job = stored(*store.store, root).jobs.front().key;
        auto ran = std::async(std::launch::async, [&] { return node.run_job(job); });
        const core::ScriptCall call = scripts.await(1);
        BOOST_TEST((call.definition == stored(*store.store, root).processes.front().record.definition));
        BOOST_TEST((scripts.asked_by() == AskedBy::job));
        scripts.give(Value());
        BOOST_TEST(std::holds_alternative<Done>(take(ran)));
    });
}

BOOST_AUTO_TEST_CASE(an_engine_that_ends_tells_who_waits_for_a_script) {
    with_each_store([](OpenStore& store) {
        HeldScripts scripts;
        std::future<Answer> completed;
        core::ActivityId root;
        {
            Node node(*store.store, "one/1", scripts);
            node.deploy("scripted.bpmn", scripted_model());
            root = node.start("scripted");
            completed = complete(node, *store.store, root);
            scripts.await(1);
        }
        BOOST_TEST(std::holds_alternative<Unavailable>(take(completed)));
        BOOST_TEST(stored(*store.store, root).user_tasks.size() == 1U);
    });
}

BOOST_AUTO_TEST_CASE(without_scripts_a_script_fails_and_says_how_to_allow_it) {
    with_each_store([](OpenStore& store) {
        Node node(*store.store, "one/1");
        node.deploy("scripted.bpmn", scripted_model());
        const core::ActivityId root = node.start("scripted");
        auto completed = complete(node, *store.store, root);
        const Answer answer = take(completed);
        BOOST_REQUIRE(std::holds_alternative<core::Failure>(answer));
        BOOST_TEST(std::get<core::Failure>(answer).element == "compute");
        BOOST_TEST(std::get<core::Failure>(answer).message.find("--scripts") != std::string::npos);
    });
}

BOOST_AUTO_TEST_SUITE_END()
