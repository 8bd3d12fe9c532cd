// How much memory process instances take that a node keeps at hand.
#include <boost/test/unit_test.hpp>

#include "tests/contract/node.hpp"
#include "tests/contract/stores.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;

namespace {

constexpr std::size_t megabyte = 1'000'000;

EngineSettings with_bytes(std::size_t bytes) {
    EngineSettings settings;
    settings.node = "node/1";
    settings.threads = 2;
    settings.run_jobs = false;
    settings.max_instance_bytes = bytes;
    return settings;
}

std::string waiting() {
    return model("waiting",
                 "<startEvent id='s'/><sequenceFlow id='f' sourceRef='s' targetRef='ask'/><userTask id='ask'/>");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(instance_memory)

BOOST_AUTO_TEST_CASE(large_instances_keep_to_the_limit_and_are_read_again) {
    with_each_store([](OpenStore& store) {
        Node node(*store.store, with_bytes(3 * megabyte));
        node.deploy("waiting.bpmn", waiting());
        std::vector<core::ActivityId> roots;
        std::size_t most = 0;
        for (int number = 0; number < 12; ++number) {
            roots.push_back(node.start("waiting"));
            const expression::Value large(std::string(megabyte, 'x'));
            BOOST_TEST(std::holds_alternative<Done>(node.set_variable(roots.back(), "large", large).get()));
            node.engine().drain();
            most = std::max(most, node.engine().figures().instance_bytes);
        }
        BOOST_TEST(most > 2 * megabyte);
        BOOST_TEST(most < 3 * megabyte);
        BOOST_TEST(node.engine().figures().cached_roots < 4U);
        for (const core::ActivityId& root : roots)
            BOOST_TEST(std::holds_alternative<Done>(node.set_variable(root, "large", expression::Value(1)).get()));
        node.engine().drain();
        BOOST_TEST(node.engine().figures().cached_roots == roots.size(), "they are small now");
        BOOST_TEST(node.engine().figures().instance_bytes < 100'000U);
        for (const core::ActivityId& root : roots) {
            core::DeleteProcessInstance command;
            command.process = root;
            BOOST_TEST(std::holds_alternative<Done>(node.submit({command, root}).get()));
        }
        node.engine().drain();
        BOOST_TEST(node.engine().figures().instance_bytes == 0U);
    });
}

BOOST_AUTO_TEST_SUITE_END()
