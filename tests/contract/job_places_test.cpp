// Whose jobs a node runs when it cannot run all at a time: tenants leave places to each other, and so do definitions.
#include "runtime/engine/job_places.hpp"

#include <boost/test/unit_test.hpp>
#include <thread>

#include "tests/contract/held_scripts.hpp"
#include "tests/contract/stores.hpp"
#include "tests/contract/story.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;

namespace {

JobShare share_of(const std::string& of_tenant) { return {of_tenant, new_id<DefinitionId>()}; }

std::size_t take_all(JobPlaces& places, const JobShare& share) {
    std::size_t taken = 0;
    while (places.take(share)) ++taken;
    return taken;
}

// How many places as many definitions of the tenant get as can get any.
std::size_t take_all(JobPlaces& places, const std::string& of_tenant) {
    std::size_t taken = 0;
    while (const std::size_t more = take_all(places, share_of(of_tenant))) taken += more;
    return taken;
}

constexpr std::size_t local_jobs = 8;

EngineSettings with_few_places() {
    EngineSettings settings;
    settings.node = "node/1";
    settings.threads = 2;
    settings.local_jobs = local_jobs;
    return settings;
}

DefinitionId deploy(Node& node, const std::string& of_tenant, const std::string& key, const std::string& elements) {
    DeploymentRequest request;
    request.tenant = of_tenant;
    request.resources = {{key + ".bpmn", model(key, elements)}};
    const auto outcome = node.engine().deployments().deploy(request);
    BOOST_REQUIRE(std::holds_alternative<Deployed>(outcome));
    return std::get<Deployed>(outcome).definitions.at(0).id;
}

DefinitionId deploy_slow(Node& node, const std::string& of_tenant, const std::string& key) {
    return deploy(node, of_tenant, key,
                  "<startEvent id='s'/><scriptTask id='compute' camunda:asyncBefore='true' scriptFormat='javascript'>"
                  "<script>1</script></scriptTask><sequenceFlow id='f' sourceRef='s' targetRef='compute'/>");
}

DefinitionId deploy_plain(Node& node, const std::string& of_tenant) {
    return deploy(node, of_tenant, "plain",
                  "<startEvent id='s' camunda:asyncAfter='true'/><task id='t'/>"
                  "<sequenceFlow id='f' sourceRef='s' targetRef='t'/>");
}

core::ActivityId start(Node& node, const DefinitionId& definition) {
    core::StartProcess command;
    command.id = new_id<core::ActivityId>();
    command.definition = definition;
    BOOST_REQUIRE(std::holds_alternative<Done>(node.submit({command, command.id}).get()));
    return command.id;
}

// One definition after the other, so that the first takes what it can get: more of them than places.
void start_slow_ones(Node& node, const std::string& of_tenant) {
    for (const char* key : {"slow1", "slow2", "slow3", "slow4", "slow5"}) {
        const DefinitionId slow = deploy_slow(node, of_tenant, key);
        for (std::size_t number = 0; number < 2 * local_jobs; ++number) start(node, slow);
    }
}

template <class Condition>
void wait_until(Condition condition) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (!condition()) {
        BOOST_REQUIRE(std::chrono::steady_clock::now() < deadline);
        std::this_thread::yield();
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(job_places)

BOOST_AUTO_TEST_CASE(a_tenant_leaves_half_to_others_and_its_definitions_leave_half_of_that_to_each_other) {
    JobPlaces places{16, {}, true};
    const JobShare first = share_of("a");
    BOOST_TEST(take_all(places, first) == 4U);
    BOOST_TEST(take_all(places, share_of("a")) == 2U);
    BOOST_TEST(places.free_for("a") == 2U);
    BOOST_TEST(take_all(places, "a") == 2U);
    BOOST_TEST(places.free == 8U);
    BOOST_TEST(places.free_for("a") == 0U);
    BOOST_TEST(places.has_enough(first));
    BOOST_TEST(places.has_enough(share_of("a")), "and so has every other of its definitions");
    BOOST_TEST((places.with_enough().tenants == std::set<std::string>{"a"}));
    BOOST_TEST(places.with_enough().contains(share_of("a")));
    BOOST_TEST(!places.with_enough().contains(share_of("b")));
    BOOST_TEST(take_all(places, "b") == 4U);
    BOOST_TEST(take_all(places, "c") == 2U);
    BOOST_TEST(places.take(share_of("d")));
}

BOOST_AUTO_TEST_CASE(a_tenant_that_is_alone_has_all_places) {
    JobPlaces places{16};
    BOOST_TEST(places.free_for("a") == 16U);
    BOOST_TEST(take_all(places, share_of("a")) == 8U);
    BOOST_TEST(take_all(places, share_of("a")) == 4U);
    BOOST_TEST(places.free_for("b") == 2U, "until there is another");
    BOOST_TEST(take_all(places, "a") == 4U);
    BOOST_TEST(places.free == 0U);
    places = {16};
    BOOST_TEST(places.take(share_of("b")));
    BOOST_TEST(take_all(places, "a") == 8U);
}

// Whoever is given so many is given what it may have one by one.
BOOST_AUTO_TEST_CASE(what_is_given_out_at_once_is_too_much_for_nobody) {
    for (const bool several : {false, true})
        for (std::size_t free = 1; free < 40; ++free)
            for (std::size_t held = 0; held < 40; ++held) {
                const JobShare known = share_of("a");
                const JobPlaces places{free, {{known, held}, {share_of("a"), held / 3}}, several};
                const std::size_t most = places.most_at_once();
                BOOST_REQUIRE(most > 0U);
                for (const JobShare& share : {known, share_of("a"), share_of("b")}) {
                    JobPlaces left = places;
                    if (share.tenant == "b" && !several) continue;
                    if (!left.has_enough(share)) BOOST_REQUIRE(take_all(left, share) >= most);
                }
            }
    BOOST_TEST(JobPlaces{16}.most_at_once() == 8U);
    BOOST_TEST((JobPlaces{16, {}, true}.most_at_once() == 4U));
}

BOOST_AUTO_TEST_CASE(slow_jobs_of_one_tenant_keep_no_other_from_its_places) {
    with_each_store([](OpenStore& store) {
        HeldScripts scripts;
        Node node(*store.store, with_few_places(), scripts);
        const DefinitionId of_other = deploy_plain(node, "b");
        start_slow_ones(node, "a");
        scripts.await(local_jobs);
        std::vector<core::ActivityId> plain;
        for (int number = 0; number < 30; ++number) plain.push_back(start(node, of_other));
        for (const core::ActivityId& root : plain) wait_until([&] { return !store.store->load(root).has_value(); });
        BOOST_TEST(node.engine().figures().waiting_scripts == local_jobs, "as many as if it were alone");
    });
}

BOOST_AUTO_TEST_CASE(slow_jobs_of_the_only_tenant_get_every_place) {
    for (const std::string only : {"", "a"})
        with_each_store([&](OpenStore& store) {
            HeldScripts scripts;
            Node node(*store.store, with_few_places(), scripts);
            start_slow_ones(node, only);
            scripts.await(local_jobs);
            BOOST_TEST(node.engine().jobs().places().free == 0U);
        });
}

BOOST_AUTO_TEST_CASE(a_node_that_starts_knows_of_other_tenants) {
    with_each_store([](OpenStore& store) {
        BOOST_TEST(store.store->some_tenants().empty());
        Node before(*store.store, "node/0");
        deploy_plain(before, "b");
        deploy_plain(before, "b");
        BOOST_TEST((store.store->some_tenants() == std::set<std::string>{"b"}));
        BOOST_TEST(!Node(*store.store, with_few_places()).engine().jobs().places().are_of_several_tenants);
        deploy_plain(before, "");
        BOOST_TEST((store.store->some_tenants() == std::set<std::string>{"", "b"}));
        deploy_plain(before, "a");
        BOOST_TEST(store.store->some_tenants().size() == 2U);
        Node node(*store.store, with_few_places());
        BOOST_TEST(node.engine().jobs().places().are_of_several_tenants);
        BOOST_TEST(node.engine().jobs().places().free == 2 * local_jobs);
    });
}

BOOST_AUTO_TEST_SUITE_END()
