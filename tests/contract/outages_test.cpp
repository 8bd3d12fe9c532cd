// Connections to PostgreSQL that break at the worst moments (reliability F5-F8).
#include <boost/test/unit_test.hpp>
#include <future>
#include <random>
#include <set>

#include "persistence/sql/connection.hpp"
#include "tests/contract/stores.hpp"
#include "tests/contract/story.hpp"
#include "tests/support/postgres_cluster.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;

namespace {

// One database, a store on it, and a root to change.
struct Scene {
    PostgresCluster& cluster;
    std::string url = cluster.create_database();
    std::unique_ptr<Store> store = persistence::make_store(url, value_text(), {});
    Root root;

    explicit Scene(PostgresCluster& of) : cluster(of) { make(*store, root); }

    std::string admin(const std::string& sql) const { return cluster.run(cluster.admin_url(), sql); }
    std::string here(const std::string& sql) const { return cluster.run(url, sql); }

    // Waits until one of this database's backends waits like this, and returns its process id.
    std::string waiting_backend(const std::string& condition) const {
        for (int asked = 0; asked < 500; ++asked) {
            const std::string pid = here("select pid from pg_stat_activity where datname = current_database() and " +
                                         condition + " limit 1");
            if (!pid.empty()) return pid;
        }
        throw std::runtime_error("No backend came to wait.");
    }

    // Commits wait for a standby that does not exist, until they may.
    void hold_commits() const { set_standby("nobody"); }
    void let_commits_go() const { set_standby(""); }

    RootChange next(const Uuid& operation, const std::string& variable) {
        RootRows rows;
        rows.variables.inserted = {
            root.variable(variable, {expression::ValueType::integer, expression::Value(1), false})};
        return change(root, operation, rows);
    }

  private:
    void set_standby(const std::string& name) const {
        admin("alter system set synchronous_standby_names = '" + name + "'");
        admin("select pg_reload_conf()");
        for (int asked = 0; here("show synchronous_standby_names") != name; ++asked)
            BOOST_TEST_REQUIRE(asked < 500, "the setting did not reach the server");
    }
};

// What became of a commit that runs on another thread.
enum class Fate { committed, unavailable, unknown };
std::future<Fate> commit_in_background(Scene& scene, const Batch& batch) {
    return std::async(std::launch::async, [&scene, batch] {
        try {
            scene.store->commit(batch);
            return Fate::committed;
        } catch (const CommitUnknown&) {
            return Fate::unknown;
        } catch (const StoreUnavailable&) {
            return Fate::unavailable;
        }
    });
}

std::size_t variables_in(Scene& scene) { return scene.store->load(scene.root.id).value().variables.size(); }

}  // namespace

BOOST_AUTO_TEST_SUITE(outages)

BOOST_AUTO_TEST_CASE(a_connection_that_breaks_before_commit_has_written_nothing) {
    PostgresCluster* cluster = PostgresCluster::shared();
    if (cluster == nullptr) return;
    Scene scene(*cluster);
    const auto other = persistence::open_postgresql(scene.url, true);
    other->begin();
    other->define("select 1 from process_instance for update");
    const Uuid operation = new_id();
    const Root before = scene.root;
    auto fate = commit_in_background(scene, batch_of({scene.next(operation, "a")}, operation));
    scene.admin("select pg_terminate_backend(" + scene.waiting_backend("wait_event_type = 'Lock'") + ")");
    BOOST_TEST((fate.get() == Fate::unavailable));
    other->roll_back();
    BOOST_TEST(variables_in(scene) == 0u);
    scene.root = before;
    const Uuid again = new_id();
    BOOST_TEST(scene.store->commit(batch_of({scene.next(again, "a")}, again)).refusals.empty());
    BOOST_TEST(variables_in(scene) == 1u);
}

BOOST_AUTO_TEST_CASE(all_connections_come_back_after_they_were_cut) {
    PostgresCluster* cluster = PostgresCluster::shared();
    if (cluster == nullptr) return;
    Scene scene(*cluster);
    scene.here(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> "
        "pg_backend_pid()");
    bool answered = false;
    for (int tried = 0; tried < 20 && !answered; ++tried) answered = scene.store->health().empty();
    BOOST_TEST(answered);
    BOOST_TEST(variables_in(scene) == 0u);
}

// The connection is lost while COMMIT is under way: the batch is there. Asking waits until the old backend is done.
BOOST_AUTO_TEST_CASE(a_commit_whose_answer_was_lost_is_found_by_asking) {
    PostgresCluster* cluster = PostgresCluster::shared();
    if (cluster == nullptr) return;
    Scene scene(*cluster);
    scene.hold_commits();
    const Uuid operation = new_id();
    auto fate = commit_in_background(scene, batch_of({scene.next(operation, "a")}, operation));
    const std::string backend = scene.waiting_backend("wait_event = 'SyncRep'");
    auto asked = std::async(std::launch::async, [&] { return scene.store->resolve(operation).has_value(); });
    scene.waiting_backend("wait_event_type = 'Lock'");
    scene.admin("select pg_terminate_backend(" + backend + ")");
    BOOST_TEST((fate.get() == Fate::unknown));
    scene.let_commits_go();
    BOOST_TEST(asked.get());
    BOOST_TEST(scene.store->resolve(operation).has_value());
    BOOST_TEST(variables_in(scene) == 1u);
}

// COMMIT answers with a warning: it may not have reached the standby, so it is not a yes.
BOOST_AUTO_TEST_CASE(a_commit_with_a_warning_is_not_taken_for_a_yes) {
    PostgresCluster* cluster = PostgresCluster::shared();
    if (cluster == nullptr) return;
    Scene scene(*cluster);
    scene.hold_commits();
    const Uuid operation = new_id();
    auto fate = commit_in_background(scene, batch_of({scene.next(operation, "a")}, operation));
    scene.admin("select pg_cancel_backend(" + scene.waiting_backend("wait_event = 'SyncRep'") + ")");
    BOOST_TEST((fate.get() == Fate::unknown));
    scene.let_commits_go();
    BOOST_TEST(scene.store->resolve(operation).has_value());
}

// F6: PostgreSQL answers COMMIT of a failed transaction with ROLLBACK.
BOOST_AUTO_TEST_CASE(a_commit_of_a_failed_transaction_is_an_error) {
    PostgresCluster* cluster = PostgresCluster::shared();
    if (cluster == nullptr) return;
    Scene scene(*cluster);
    const auto connection = persistence::open_postgresql(scene.url, true);
    connection->begin();
    BOOST_CHECK_THROW(connection->define("select 1/0"), std::runtime_error);
    BOOST_CHECK_THROW(connection->commit(), std::exception);
    connection->roll_back();
    BOOST_TEST(!connection->is_broken());
}

// F8, F34: a server that takes no writes, as a standby or one that was demoted, is no server at all.
BOOST_AUTO_TEST_CASE(a_server_that_only_reads_is_away) {
    PostgresCluster* cluster = PostgresCluster::shared();
    if (cluster == nullptr) return;
    Scene scene(*cluster);
    const auto set_read_only = [&](const std::string& value) {
        scene.admin("alter database " + scene.here("select current_database()") +
                    " set default_transaction_read_only = " + value);
        scene.admin("select pg_terminate_backend(pid, 10000) from pg_stat_activity where application_name = 'pavane'");
    };
    set_read_only("on");
    const auto refuses = [&](const auto& asked) {
        for (int tried = 0; tried < 20; ++tried) {
            try {
                asked();
            } catch (const StoreUnavailable& error) {
                if (std::string(error.what()).find("read-only") != std::string::npos) return true;
            }
        }
        return false;
    };
    BOOST_TEST(refuses([&] { scene.store->load(scene.root.id); }), "nothing is decided on what it reads");
    const Uuid operation = new_id();
    const Batch batch = batch_of({scene.next(operation, "a")}, operation);
    BOOST_TEST(refuses([&] { scene.store->commit(batch); }));
    BOOST_TEST(!scene.store->health().empty());
    set_read_only("off");
    BOOST_TEST(scene.store->commit(batch).refusals.empty());
    BOOST_TEST(variables_in(scene) == 1u);
}

// F20: what collides is tried again, five times at the most, and then the client is told to come back.
BOOST_AUTO_TEST_CASE(a_commit_that_collides_is_tried_again) {
    PostgresCluster* cluster = PostgresCluster::shared();
    if (cluster == nullptr) return;
    Scene scene(*cluster);
    // A sequence counts what a transaction that fails has asked for, too.
    scene.here(
        "create sequence tried; create function collide() returns trigger language plpgsql as $$ begin "
        "if nextval('tried') < 5 then raise exception 'collided' using errcode = '40001'; end if; "
        "return new; end $$; create trigger collides before update on process_instance for each row execute "
        "function collide()");
    const Uuid operation = new_id();
    BOOST_TEST(scene.store->commit(batch_of({scene.next(operation, "a")}, operation)).refusals.empty());
    BOOST_TEST(scene.here("select last_value from tried") == "5");
    BOOST_TEST(variables_in(scene) == 1u);
    scene.here("alter sequence tried restart with 0 minvalue 0");
    const Uuid refused = new_id();
    BOOST_CHECK_EXCEPTION(scene.store->commit(batch_of({scene.next(refused, "b")}, refused)), StoreUnavailable,
                          [](const StoreUnavailable& error) {
                              return std::string(error.what()).starts_with("The database is too busy: ");
                          });
    BOOST_TEST(variables_in(scene) == 1u);
}

// Two nodes that change the same root at once: one wins, the other is refused, none is lost.
BOOST_AUTO_TEST_CASE(two_nodes_change_one_root_at_once) {
    PostgresCluster* cluster = PostgresCluster::shared();
    if (cluster == nullptr) return;
    Scene scene(*cluster);
    const auto other_node = persistence::make_store(scene.url, value_text(), {});
    for (int round = 0; round < 10; ++round) {
        Root mine = scene.root;
        const Uuid my_operation = new_id(), their_operation = new_id();
        const Batch my_batch = batch_of({scene.next(my_operation, "mine" + std::to_string(round))}, my_operation);
        std::swap(mine, scene.root);
        const Batch their_batch =
            batch_of({scene.next(their_operation, "theirs" + std::to_string(round))}, their_operation);
        auto refused = std::async(std::launch::async, [&] { return !scene.store->commit(my_batch).refusals.empty(); });
        const bool they_were_refused = !other_node->commit(their_batch).refusals.empty();
        BOOST_TEST(refused.get() != they_were_refused);
        if (they_were_refused) std::swap(mine, scene.root);
        BOOST_TEST((scene.store->load(scene.root.id).value().revision == scene.root.revision));
        BOOST_TEST(variables_in(scene) == static_cast<std::size_t>(round) + 1);
    }
}

// F28: versions stay unique and contiguous when nodes deploy the same key at once.
BOOST_AUTO_TEST_CASE(two_nodes_deploy_one_key_at_once) {
    PostgresCluster* cluster = PostgresCluster::shared();
    if (cluster == nullptr) return;
    Scene scene(*cluster);
    const auto deploy_five_times = [&] {
        const auto node = persistence::make_store(scene.url, value_text(), {});
        for (int round = 0; round < 5; ++round) {
            NewDeployment made;
            made.deployment = {DeploymentId{make_uuid7(1, 1, std::random_device{}())}, "d", true, "", "", at(0)};
            made.definitions.emplace_back();
            made.definitions[0].definition.id = {make_uuid7(2, 2, std::random_device{}())};
            made.definitions[0].definition.key = "order";
            made.definitions[0].definition.deployment = made.deployment.id;
            node->deploy(made);
        }
    };
    auto other = std::async(std::launch::async, deploy_five_times);
    deploy_five_times();
    other.get();
    BOOST_TEST(scene.here("select string_agg(version::text, ' ' order by version) from process_definition") ==
               "1 2 3 4 5 6 7 8 9 10");
}

// F13: two nodes want the same jobs.
BOOST_AUTO_TEST_CASE(two_nodes_never_lease_one_job_both) {
    PostgresCluster* cluster = PostgresCluster::shared();
    if (cluster == nullptr) return;
    Scene scene(*cluster);
    constexpr std::size_t jobs = 60;
    RootRows rows;
    for (std::size_t number = 0; number < jobs; ++number) {
        rows.jobs.inserted.push_back(scene.root.job("work"));
        rows.jobs.inserted.back().record.due = std::nullopt;
    }
    const Uuid operation = new_id();
    BOOST_TEST_REQUIRE(
        scene.store->commit(batch_of({change(scene.root, operation, rows)}, operation)).refusals.empty());
    const auto lease_all = [&](const std::string& node) {
        const auto store = persistence::make_store(scene.url, value_text(), {});
        std::vector<core::JobId> leased;
        // Empty may mean that the other node holds the row locks of those that are left.
        for (int empty = 0; empty < 3;) {
            const auto part = store->lease_jobs(node, 7, Milliseconds(60'000));
            empty = part.empty() ? empty + 1 : 0;
            for (const LeasedJob& job : part) leased.push_back(job.job);
        }
        return leased;
    };
    auto theirs = std::async(std::launch::async, [&] { return lease_all("node/2"); });
    const auto mine = lease_all("node/1");
    std::set<core::JobId> all(mine.begin(), mine.end());
    const auto others = theirs.get();
    all.insert(others.begin(), others.end());
    BOOST_TEST(all.size() == jobs);
    BOOST_TEST(mine.size() + others.size() == jobs);
}

BOOST_AUTO_TEST_SUITE_END()
