// Locks of external tasks.
#include <boost/test/unit_test.hpp>

#include "tests/contract/stores.hpp"
#include "tests/contract/story.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;

namespace {
constexpr Milliseconds minute{60'000};
constexpr Milliseconds over{-1};  // a lock that is over as soon as it is given
}  // namespace

BOOST_AUTO_TEST_SUITE(worker_locks)

namespace {

// Two definitions, and an external task of a process of each.
struct TwoTasks {
    StoredDefinition billing, shipping;
    Root bill, parcel;
    ExternalTaskRow charge, pack;

    explicit TwoTasks(Store& store) {
        billing.id = bill.definition;
        shipping.id = parcel.definition;
        billing.key = "billing";
        shipping.key = "shipping";
        shipping.version_tag = "v7";
        NewDeployment deployment;
        deployment.deployment = {new_id<DeploymentId>(), "d", true, "", tenant, at(0)};
        for (StoredDefinition* each : {&billing, &shipping}) {
            each->tenant = tenant;
            each->deployment = deployment.deployment.id;
            deployment.definitions.push_back({*each, {}, {}});
        }
        store.deploy(deployment);
        charge = bill.external_task("work");
        charge.record.priority = 1;
        charge.record.created_at = at(200);
        pack = parcel.external_task("work");
        pack.record.priority = 9;
        pack.record.created_at = at(100);
        RootRows rows;
        rows.external_tasks.inserted = {charge};
        rows.variables.inserted = {
            bill.variable("amount", {expression::ValueType::integer, expression::Value(100), false})};
        make(store, bill, rows);
        rows = {};
        rows.external_tasks.inserted = {pack};
        make(store, parcel, rows);
    }
};

FetchRequest fetch(const std::string& worker, Milliseconds lock = minute) {
    FetchRequest request;
    request.worker = worker;
    request.max_tasks = 10;
    request.topics.emplace_back();
    request.topics[0].topic = "work";
    request.topics[0].lock = lock;
    return request;
}

std::vector<core::ExternalTaskId> ids(const std::vector<LockedTask>& tasks) {
    std::vector<core::ExternalTaskId> result;
    for (const LockedTask& task : tasks) result.push_back(task.row.key);
    return result;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_fetched_task_is_locked_and_shows_where_it_belongs) {
    with_each_store([](OpenStore& store) {
        TwoTasks two(*store.store);
        const Instant before = store->now();
        FetchRequest request = fetch("w1");
        request.topics[0].definition_key_in = Names{"shipping"};
        const auto tasks = store->fetch_and_lock(request);
        BOOST_TEST((ids(tasks) == std::vector{two.pack.key}));
        BOOST_TEST((tasks[0].worker == "w1" && tasks[0].lock_until >= before + minute));
        BOOST_TEST((tasks[0].definition_key == "shipping" && tasks[0].definition_version == 1));
        BOOST_TEST((tasks[0].version_tag == "v7" && tasks[0].business_key == "order 7"));
        BOOST_TEST((tasks[0].activity == two.pack.record.owner && tasks[0].row.record.topic == "work"));
        BOOST_TEST(store->fetch_and_lock(request).empty());
        const auto lock = store->worker_lock(two.pack.key);
        BOOST_TEST_REQUIRE(lock.has_value());
        BOOST_TEST((lock->worker == "w1" && lock->until == tasks[0].lock_until && !lock->expired));
    });
}

BOOST_AUTO_TEST_CASE(fetching_orders_limits_and_filters) {
    with_each_store([](OpenStore& store) {
        TwoTasks two(*store.store);
        const auto fetched = [&](auto set) {
            FetchRequest request = fetch("w", over);
            set(request);
            return ids(store->fetch_and_lock(request));
        };
        const std::vector both_by_priority{two.pack.key, two.charge.key};
        const std::vector both_by_age_down{two.charge.key, two.pack.key};
        BOOST_TEST((fetched([](FetchRequest& r) { r.by_priority = true; }) == both_by_priority));
        BOOST_TEST((fetched([](FetchRequest& r) { r.create_time = FetchRequest::CreateTimeOrder::descending; }) ==
                    both_by_age_down));
        BOOST_TEST((fetched([](FetchRequest& r) {
                        r.create_time = FetchRequest::CreateTimeOrder::ascending;
                        r.max_tasks = 1;
                    }) == std::vector{two.pack.key}));
        const std::vector charge{two.charge.key};
        const std::vector pack{two.pack.key};
        const std::vector<core::ExternalTaskId> none;
        BOOST_TEST((fetched([&](FetchRequest& r) { r.topics[0].definition_in = std::vector{two.bill.definition}; }) ==
                    charge));
        BOOST_TEST((fetched([](FetchRequest& r) { r.topics[0].version_tag = "v7"; }) == pack));
        BOOST_TEST((fetched([](FetchRequest& r) { r.topics[0].business_key = "other"; }) == none));
        BOOST_TEST((fetched([](FetchRequest& r) { r.topics[0].tenant_in = Names{"globex"}; }) == none));
        BOOST_TEST((fetched([](FetchRequest& r) { r.topics[0].without_tenant = true; }) == none));
        BOOST_TEST((fetched([](FetchRequest& r) { r.topics[0].topic = "other"; }) == none));
        BOOST_TEST((fetched([](FetchRequest& r) { r.max_tasks = 0; }) == none));
        // Every filter counts: one is not another's alternative.
        const auto with_key = [&](const std::string& key, const Names& keys) {
            return fetched([&](FetchRequest& r) {
                r.topics[0].definition_key = key;
                r.topics[0].definition_key_in = keys;
            });
        };
        BOOST_TEST((with_key("billing", {"shipping"}) == none));
        BOOST_TEST((with_key("billing", {"billing", "shipping"}) == charge));
        const auto with_id = [&](const DefinitionId& id, const std::vector<DefinitionId>& ids) {
            return fetched([&](FetchRequest& r) {
                r.topics[0].definition = id;
                r.topics[0].definition_in = ids;
            });
        };
        BOOST_TEST((with_id(two.bill.definition, {two.parcel.definition}) == none));
        BOOST_TEST((with_id(two.bill.definition, {two.bill.definition, two.parcel.definition}) == charge));
        BOOST_TEST((fetched([](FetchRequest& r) {
                        r.topics[0].process_variables = {
                            {"amount", {expression::ValueType::real, expression::Value(100.0), false}}};
                    }) == charge));
        BOOST_TEST((fetched([](FetchRequest& r) {
                        r.topics[0].process_variables = {
                            {"amount", {expression::ValueType::integer, expression::Value(99), false}}};
                    }) == none));
    });
}

BOOST_AUTO_TEST_CASE(each_topic_has_its_own_lock) {
    with_each_store([](OpenStore& store) {
        TwoTasks two(*store.store);
        FetchRequest request = fetch("w1", over);
        request.topics[0].definition_key_in = Names{"billing"};
        request.topics.push_back(request.topics[0]);
        request.topics[1].definition_key_in = Names{"shipping"};
        request.topics[1].lock = minute;
        const auto tasks = store->fetch_and_lock(request);
        BOOST_TEST_REQUIRE(tasks.size() == 2u);
        for (const LockedTask& task : tasks) BOOST_TEST(task.topic_index == (task.row.key == two.pack.key ? 1u : 0u));
        BOOST_TEST((ids(store->fetch_and_lock(fetch("w2"))) == std::vector{two.charge.key}));
    });
}

BOOST_AUTO_TEST_CASE(a_task_without_retries_is_not_fetched) {
    with_each_store([](OpenStore& store) {
        TwoTasks two(*store.store);
        two.charge.record.retries = 0;
        RootRows rows;
        rows.external_tasks.updated = {two.charge};
        const Uuid operation = new_id();
        store->commit(batch_of({change(two.bill, operation, rows)}, operation));
        BOOST_TEST((ids(store->fetch_and_lock(fetch("w"))) == std::vector{two.pack.key}));
    });
}

BOOST_AUTO_TEST_CASE(locks_are_taken_extended_and_given_up) {
    with_each_store([](OpenStore& store) {
        TwoTasks two(*store.store);
        const auto task = two.charge.key;
        BOOST_TEST((store->worker_lock(task)->worker.empty() && store->worker_lock(task)->expired));
        BOOST_TEST(!store->worker_lock(task)->until.has_value());
        BOOST_TEST(store->lock(task, "w1", minute));
        BOOST_TEST(!store->lock(task, "w2", minute));
        BOOST_TEST(store->lock(task, "w1", minute));
        BOOST_TEST(!store->extend_lock(task, "w2", minute));
        BOOST_TEST(store->extend_lock(task, "w1", over));
        BOOST_TEST(store->worker_lock(task)->expired);
        BOOST_TEST(!store->extend_lock(task, "w1", minute));  // an expired lock cannot be extended
        BOOST_TEST(store->lock(task, "w2", minute));
        store->unlock_undelivered({task}, "w1");
        BOOST_TEST(store->worker_lock(task)->worker == "w2");
        store->unlock_undelivered({task}, "w2");
        BOOST_TEST(store->worker_lock(task)->worker == "");
        BOOST_TEST(store->lock(task, "w3", minute));
        BOOST_TEST(store->unlock(task));
        BOOST_TEST(store->lock(task, "w4", minute));
        const auto unknown = new_id<core::ExternalTaskId>();
        BOOST_TEST(!store->worker_lock(unknown).has_value());
        BOOST_TEST((!store->lock(unknown, "w", minute) && !store->unlock(unknown)));
    });
}

BOOST_AUTO_TEST_SUITE_END()
