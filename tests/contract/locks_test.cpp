// How a node waits for locks of others on PostgreSQL: in one order, and not for ever.
#include <boost/test/unit_test.hpp>
#include <future>

#include "persistence/sql/connection.hpp"
#include "tests/contract/kitchen.hpp"
#include "tests/contract/stores.hpp"
#include "tests/contract/story.hpp"
#include "tests/support/postgres_cluster.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;

namespace {

constexpr Milliseconds minute{60'000};

struct Scene {
    PostgresCluster& cluster;
    std::string url = cluster.create_database();
    std::unique_ptr<Store> store = persistence::make_store(url, value_text(), {});
    std::unique_ptr<persistence::Connection> other = persistence::open_postgresql(url, true);

    explicit Scene(PostgresCluster& of) : cluster(of) {}

    void wait_for_lock() const {
        for (int asked = 0; asked < 500; ++asked)
            if (!cluster
                     .run(url,
                          "select pid from pg_stat_activity where datname = current_database() and "
                          "wait_event_type = 'Lock'")
                     .empty())
                return;
        throw std::runtime_error("Nobody came to wait.");
    }
    // Who waits for the row with the larger id has the one with the smaller.
    void check_that_the_first_is_locked_while_waiting_for_the_last(const std::string& table, const Uuid& first,
                                                                   const Uuid& last,
                                                                   const std::function<void()>& locks_both) {
        const auto lock = [&](const Uuid& id) {
            return "select 1 from " + table + " where id = '" + to_string(id) + "' for update nowait";
        };
        other->begin();
        other->define(lock(last));
        auto done = std::async(std::launch::async, locks_both);
        wait_for_lock();
        const auto third = persistence::open_postgresql(url, true);
        third->begin();
        BOOST_CHECK_THROW(third->define(lock(first)), persistence::Collision);
        third->roll_back();
        other->roll_back();
        done.get();
    }
};

std::pair<Uuid, Uuid> sorted(const Uuid& a, const Uuid& b) { return a < b ? std::pair(a, b) : std::pair(b, a); }

std::string setting(persistence::Connection& connection, const std::string& name) {
    persistence::Sql sql(connection.database());
    sql << "select current_setting(" << persistence::bound(name) << ")";
    return connection.rows(sql, 1).at(0).at(0).value_or("");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(locks)

BOOST_AUTO_TEST_CASE(leases_of_dead_incarnations_are_locked_by_id) {
    PostgresCluster* cluster = PostgresCluster::shared();
    if (cluster == nullptr) return;
    Scene scene(*cluster);
    Root root;
    RootRows rows;
    // Written, and so found by a scan, the larger id first.
    rows.jobs.inserted = {root.job("work"), root.job("work")};
    const auto [first, last] = sorted(rows.jobs.inserted[0].key.value, rows.jobs.inserted[1].key.value);
    rows.jobs.inserted[0].key = core::JobId{last};
    rows.jobs.inserted[1].key = core::JobId{first};
    make(*scene.store, root, rows);
    BOOST_TEST(scene.store->lease_jobs("node/old", 2, minute).size() == 2u);
    scene.check_that_the_first_is_locked_while_waiting_for_the_last(
        "job", first, last, [&] { scene.store->end_leases_of("node/", "node/new"); });
    BOOST_TEST(scene.store->lease_jobs("node/new", 2, minute).size() == 2u);
}

BOOST_AUTO_TEST_CASE(tasks_that_could_not_be_delivered_are_locked_by_id) {
    PostgresCluster* cluster = PostgresCluster::shared();
    if (cluster == nullptr) return;
    Scene scene(*cluster);
    Root root;
    RootRows rows;
    rows.external_tasks.inserted = {root.external_task("charge"), root.external_task("charge")};
    const auto [first, last] =
        sorted(rows.external_tasks.inserted[0].key.value, rows.external_tasks.inserted[1].key.value);
    rows.external_tasks.inserted[0].key = core::ExternalTaskId{last};
    rows.external_tasks.inserted[1].key = core::ExternalTaskId{first};
    make(*scene.store, root, rows);
    const core::ExternalTaskId first_task{first}, last_task{last};
    BOOST_TEST(scene.store->lock(first_task, "w", minute));
    BOOST_TEST(scene.store->lock(last_task, "w", minute));
    scene.check_that_the_first_is_locked_while_waiting_for_the_last(
        "external_task", first, last, [&] { scene.store->unlock_undelivered({last_task, first_task}, "w"); });
    BOOST_TEST(scene.store->worker_lock(first_task).value().worker == "");
    BOOST_TEST(scene.store->worker_lock(last_task).value().worker == "");
}

BOOST_AUTO_TEST_CASE(who_deletes_a_deployment_waits_for_the_history_that_is_being_written) {
    PostgresCluster* cluster = PostgresCluster::shared();
    if (cluster == nullptr) return;
    Scene scene(*cluster);
    const Evaluations world(*scene.store);
    scene.other->begin();
    scene.other->define("select 1 from decision_definition for key share");
    scene.other->define(
        "create temporary table more on commit drop as select * from history_decision where process_id is null");
    auto done =
        std::async(std::launch::async, [&] { scene.store->delete_deployment(world.kitchen.deployment.id, true, {}); });
    scene.wait_for_lock();
    scene.other->define("update more set id = gen_random_uuid()");
    scene.other->define("insert into history_decision select * from more");
    scene.other->commit();
    done.get();
    BOOST_TEST(scene.store->count(HistoryDecisionCriteria{}) == 0);
    BOOST_TEST(scene.cluster.run(scene.url, "select id from history_decision").empty());
}

BOOST_AUTO_TEST_CASE(who_writes_history_waits_for_the_deletion_of_its_decision) {
    PostgresCluster* cluster = PostgresCluster::shared();
    if (cluster == nullptr) return;
    Scene scene(*cluster);
    const NewDeployment kitchen = kitchen_of({decision("dish")});
    deploy(*scene.store, kitchen);
    scene.other->begin();
    scene.other->define("delete from decision_definition");
    auto written = std::async(std::launch::async, [&] {
        return scene.store->write_history({evaluated(kitchen.decisions[0].id, at(1))}).has_value();
    });
    scene.wait_for_lock();
    scene.other->commit();
    BOOST_TEST(!written.get());
    BOOST_TEST(scene.store->count(HistoryDecisionCriteria{}) == 0);
}

BOOST_AUTO_TEST_CASE(nobody_waits_for_ever) {
    PostgresCluster* cluster = PostgresCluster::shared();
    if (cluster == nullptr) return;
    Scene scene(*cluster);
    for (const bool writes : {false, true}) {
        const auto connection = persistence::open_postgresql(scene.url, writes);
        BOOST_TEST(setting(*connection, "lock_timeout") == "10s");
        BOOST_TEST(setting(*connection, "idle_in_transaction_session_timeout") == "30s");
        BOOST_TEST(setting(*connection, "application_name") == "pavane");
    }
    const std::string separator = scene.url.find('?') == std::string::npos ? "?" : "&";
    const auto named = persistence::open_postgresql(scene.url + separator + "application_name=mine", true);
    BOOST_TEST(setting(*named, "application_name") == "mine", "what the URL says itself is left alone");

    Root root;
    make(*scene.store, root);
    scene.other->begin();
    scene.other->define("select 1 from process_instance for update");
    named->define("set lock_timeout = '1ms'");
    named->begin();
    BOOST_CHECK_THROW(named->define("select 1 from process_instance for update"), persistence::Collision);
    named->roll_back();
    scene.other->roll_back();

    // A transaction that stands still is ended by the server, and its connection replaced.
    named->define("set idle_in_transaction_session_timeout = '1ms'");
    named->begin();
    bool ended = false;
    for (int asked = 0; asked < 10'000 && !ended; ++asked) {
        scene.cluster.run(scene.url, "select 1");
        ended = scene.cluster.run(scene.url, "select 1 from pg_stat_activity where application_name = 'mine'").empty();
    }
    BOOST_TEST(ended);
    BOOST_CHECK_THROW(named->define("select 1"), StoreUnavailable);
    BOOST_TEST(named->is_broken());
}

BOOST_AUTO_TEST_SUITE_END()
