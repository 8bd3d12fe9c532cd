// What waits for scripts, and what they give back, has bounds.
#include <boost/test/unit_test.hpp>

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

}  // namespace

BOOST_AUTO_TEST_SUITE(script_bounds)

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
