// What waits for scripts, and what they give back, has bounds.
#include <boost/test/unit_test.hpp>

#include "runtime/engine/correlation.hpp"
#include "tests/contract/held_scripts.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;

namespace {

using expression::Value;

std::string twice_scripted_model() {
    return model("twice",
                 "<startEvent id='s'/><userTask id='before'/><scriptTask id='first' scriptFormat='javascript'>"
                 "<script>1</script></scriptTask><scriptTask id='second' scriptFormat='javascript'><script>2</script>"
                 "</scriptTask><sequenceFlow id='f1' sourceRef='s' targetRef='before'/><sequenceFlow id='f2' "
                 "sourceRef='before' targetRef='first'/><sequenceFlow id='f3' sourceRef='first' targetRef='second'/>");
}

std::string receiving_model() {
    std::string text =
        model("receiving",
              "<startEvent id='s'/><receiveTask id='wait' messageRef='m'/><scriptTask id='compute' "
              "scriptFormat='javascript' camunda:resultVariable='result'><script>n * 2</script></scriptTask>"
              "<userTask id='after'/><sequenceFlow id='f1' sourceRef='s' targetRef='wait'/><sequenceFlow id='f2' "
              "sourceRef='wait' targetRef='compute'/><sequenceFlow id='f3' sourceRef='compute' targetRef='after'/>");
    return text.insert(text.find("<process"), "<message id='m' name='go'/>");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(script_bounds)

// Whoever is not turned away would be the one of many that has no message.
BOOST_AUTO_TEST_CASE(a_message_to_all_waits_until_there_is_room_for_its_scripts) {
    with_each_store([](OpenStore& store) {
        HeldScripts scripts;
        Node node(*store.store, "one/1", scripts, 1);
        node.deploy("receiving.bpmn", receiving_model());
        std::vector<core::ActivityId> roots;
        for (int count = 0; count < 5; ++count) roots.push_back(node.start("receiving"));
        MessageRequest request;
        request.message = "go";
        request.all = true;
        std::promise<CorrelationAnswer> answered;
        correlate(node.engine(), request, [&](CorrelationAnswer answer) { answered.set_value(std::move(answer)); });
        for (std::size_t number = 1; number <= roots.size(); ++number) {
            scripts.await(number);
            BOOST_TEST(node.engine().figures().waiting_scripts == 1U);
            scripts.give(Value(std::int64_t{4}));
        }
        auto answer = answered.get_future();
        BOOST_REQUIRE(answer.wait_for(patience) == std::future_status::ready);
        BOOST_TEST(std::holds_alternative<std::vector<Correlated>>(answer.get()));
        for (const core::ActivityId& root : roots)
            BOOST_TEST((variable(*store.store, root, "result") == Value(std::int64_t{4})));
        BOOST_TEST(node.engine().figures().scripts.succeeded == roots.size());
        BOOST_TEST(node.engine().figures().scripts.turned_away == 0U);
    });
}

// Room for one text of 20 MB, not for two.
BOOST_AUTO_TEST_CASE(scripts_of_one_step_that_give_too_much_together_fail) {
    with_each_store([](OpenStore& store) {
        HeldScripts scripts;
        Node node(*store.store, "one/1", scripts);
        node.deploy("twice.bpmn", twice_scripted_model());
        const core::ActivityId root = node.start("twice");
        auto completed = complete(node, *store.store, root);
        const Value large(std::string(std::size_t{20} << 20, 'x'));
        scripts.await(1);
        scripts.give(large);
        scripts.await(2);
        scripts.give(large);
        const Answer answer = take(completed);
        BOOST_REQUIRE(std::holds_alternative<core::Failure>(answer));
        BOOST_TEST(std::get<core::Failure>(answer).element == "second");
        BOOST_TEST(std::get<core::Failure>(answer).message.find("more than 32 MB together") != std::string::npos);
        BOOST_TEST(stored(*store.store, root).user_tasks.size() == 1U);
    });
}

BOOST_AUTO_TEST_SUITE_END()
