// What only databases have: schemas, files, connections that break, an oracle.
#include <sys/stat.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <thread>

#include "persistence/db_check.hpp"
#include "persistence/schema/migrations.hpp"
#include "persistence/schema/schema.hpp"
#include "tests/contract/world.hpp"
#include "tests/support/postgres_cluster.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;
using persistence::Connection;
using persistence::Database;
using persistence::Sql;

namespace {

void contains(const std::string& text, const std::string& part) {
    BOOST_TEST(text.find(part) != std::string::npos, "'" << part << "' is not in: " << text);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(databases)

BOOST_AUTO_TEST_CASE(a_newer_schema_is_refused_with_a_sentence) {
    with_each_database([](OpenStore& store) {
        store.store.reset();
        connect(store)->define("insert into schema_version (version, applied_at) values (9000, 0)");
        try {
            store.reopen();
            BOOST_ERROR("the database was opened");
        } catch (const std::runtime_error& error) {
            contains(error.what(), "schema version 9000");
        }
    });
}

BOOST_AUTO_TEST_CASE(a_new_database_file_is_its_owners_alone) {
    const TemporaryFolder folder;
    const auto open = [&](const char* name) {
        return persistence::make_store("sqlite:" + (folder.path() / name).string(), value_text(), {});
    };
    const auto rights_of = [&](const char* name) {
        const auto rights = std::filesystem::status(folder.path() / name).permissions();
        return static_cast<unsigned>(rights);
    };
    for (const mode_t mask : {mode_t{0}, mode_t{0777}}) {
        const mode_t before = umask(mask);
        const std::string name = "new" + std::to_string(mask) + ".db";
        const auto store = open(name.c_str());
        umask(before);
        for (const char* suffix : {"", "-wal", "-shm", ".lock"})
            BOOST_TEST(rights_of((name + suffix).c_str()) == 0600U, name << suffix);
    }
    const char* old = "old.db";
    open(old).reset();
    std::filesystem::permissions(folder.path() / old, std::filesystem::perms(0640));
    const auto store = open(old);
    BOOST_TEST(rights_of(old) == 0640U);
    BOOST_TEST(rights_of("old.db-wal") == 0640U);
}

BOOST_AUTO_TEST_CASE(an_interrupted_migration_is_run_again) {
    const TemporaryFolder folder;
    const std::string path = (folder.path() / "half.db").string();
    {
        const auto connection = persistence::open_sqlite(path, true);
        connection->begin();
        connection->define("create table operation (id text)");
        connection->roll_back();  // as a killed process leaves it
        persistence::migrate(*connection);
        BOOST_TEST(persistence::schema_version(*connection) ==
                   static_cast<std::int64_t>(persistence::migrations().size()));
        persistence::migrate(*connection);
    }
}

BOOST_AUTO_TEST_CASE(nodes_that_start_at_once_migrate_once) {
    PostgresCluster* cluster = PostgresCluster::shared();
    if (cluster == nullptr) return;
    const std::string url = cluster->create_database();
    std::vector<std::thread> nodes;
    std::atomic<int> opened = 0;
    for (int node = 0; node < 3; ++node)
        nodes.emplace_back([&] {
            if (!persistence::make_store(url, value_text(), {})->find_root(InstanceStore::Kind::job, new_id()))
                ++opened;
        });
    for (std::thread& node : nodes) node.join();
    BOOST_TEST(opened == 3);
    BOOST_TEST(cluster->run(url, "select count(*) from schema_version") ==
               std::to_string(persistence::migrations().size()));
}

BOOST_AUTO_TEST_CASE(a_second_process_on_a_sqlite_file_is_refused) {
    const TemporaryFolder folder;
    const std::string url = "sqlite:" + (folder.path() / "one.db").string();
    auto first = persistence::make_store(url, value_text(), {});
    BOOST_CHECK_EXCEPTION(persistence::make_store(url, value_text(), {}), std::runtime_error,
                          [](const std::runtime_error& error) {
                              return std::string(error.what()).find("in use by another Pavane") != std::string::npos;
                          });
    first.reset();
    BOOST_TEST(persistence::make_store(url, value_text(), {})->health() == "");
}

// F4: what was answered is on the disk.
BOOST_AUTO_TEST_CASE(a_sqlite_file_is_written_through_to_the_disk) {
    const TemporaryFolder folder;
    const auto connection = persistence::open_sqlite((folder.path() / "one.db").string(), true);
    const auto pragma = [&](persistence::Literal statement) {
        const auto rows = connection->rows(persistence::Sql(connection->database()) << statement, 1);
        return rows.at(0).at(0).value_or("");
    };
    BOOST_TEST(pragma("pragma journal_mode") == "wal");
    BOOST_TEST(pragma("pragma synchronous") == "2", "full");
    BOOST_TEST(pragma("pragma mmap_size") == "0");
}

BOOST_AUTO_TEST_CASE(a_file_that_was_not_closed_in_order_is_checked) {
    const TemporaryFolder folder;
    const std::string path = (folder.path() / "killed.db").string();
    std::string warning;
    persistence::StoreOptions options;
    options.warn = [&](const std::string& text) { warning += text; };
    persistence::make_store("sqlite:" + path, value_text(), options).reset();
    BOOST_TEST(warning == "");
    std::ofstream(path + ".lock") << "open\n";
    persistence::make_store("sqlite:" + path, value_text(), options).reset();
    contains(warning, "did not close the database");
    std::ofstream(path, std::ios::binary | std::ios::in) << "this is no database at all, not even nearly";
    BOOST_CHECK_THROW(persistence::make_store("sqlite:" + path, value_text(), options), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(urls_that_name_no_store_are_refused) {
    for (const char* url : {"", "mysql://x", "sqlite:", "sqlite:/nowhere/at/all/x.db"})
        BOOST_CHECK_THROW(persistence::make_store(url, value_text(), {}), std::runtime_error);
    BOOST_CHECK_THROW(persistence::make_store("postgresql:///x?host=/nowhere", value_text(), {}), StoreUnavailable);
}

// Not to be compressed below what an index of PostgreSQL takes.
std::string long_name() {
    std::string name;
    std::uint32_t state = 1;
    while (name.size() < 9'000) {
        state = state * 1'664'525 + 1'013'904'223;
        name += static_cast<char>('!' + (state >> 24) % 90);
    }
    return name;
}

// PostgreSQL's text cannot hold U+0000 or what is not UTF-8 (SQLSTATE 22021), nor its indexes long texts (54000).
// Nothing is cut off in silence, and the other roots of the batch are written: one client cannot stop the others.
BOOST_AUTO_TEST_CASE(a_text_that_postgresql_cannot_hold_refuses_its_root_only) {
    with_each_database([](OpenStore& store) {
        if (store.name != "postgresql") return;
        Root root;
        RootRows rows;
        Root good;
        for (const auto& [name, bad] :
             {std::pair(std::string("a"), std::string("x\0y", 3)), std::pair(std::string("a"), std::string("\xff")),
              std::pair(long_name(), std::string("x"))}) {
            rows.variables.inserted = {root.variable(name, text(bad))};
            const Uuid operation = new_id();
            Batch batch = batch_of({birth(root, operation, rows), birth(good, operation)}, operation);
            batch.roots[0].commands[0].idempotency = IdempotencyKey{"", "key", {"digest", "done"}};
            const CommitResult result = store->commit(batch);
            BOOST_TEST_REQUIRE(result.refusals.size() == 1u);
            BOOST_TEST(result.refusals[0].command == 0u);
            BOOST_TEST((result.refusals[0].reason == Refusal::Reason::not_storable));
            BOOST_TEST(result.refusals[0].answer != "");
            BOOST_TEST(store->resolve(operation)->refusals.size() == 1u);
            BOOST_TEST(!store->load(root.id).has_value());
            BOOST_TEST(store->load(good.id).has_value());
            good = Root();
        }
    });
}

// Disk full: nothing of the batch is there, the sentence says why, and it goes on when there is room again.
BOOST_AUTO_TEST_CASE(a_full_disk_writes_nothing_and_is_got_over) {
    const TemporaryFolder folder;
    const auto connection = persistence::open_sqlite((folder.path() / "full.db").string(), true);
    persistence::migrate(*connection);
    connection->define("create table heap (content blob)");
    connection->define("pragma max_page_count = 1");  // raised by SQLite to what is used already
    const auto fill = [&] {
        persistence::Transaction transaction(*connection);
        for (int row = 0; row < 100; ++row) connection->define("insert into heap values (randomblob(8192))");
        transaction.commit();
    };
    BOOST_CHECK_THROW(fill(), StoreFull);
    Sql count(Database::sqlite);
    count << "select count(*) from heap";
    BOOST_TEST(*connection->rows(count, 1).at(0).at(0) == "0");
    connection->define("pragma max_page_count = 100000");
    fill();
    BOOST_TEST(*connection->rows(count, 1).at(0).at(0) == "100");
}

BOOST_AUTO_TEST_CASE(unsafe_settings_are_said) {
    PostgresCluster* cluster = PostgresCluster::shared();
    if (cluster == nullptr) return;
    const std::string url = cluster->create_database();
    std::string warnings;
    persistence::StoreOptions options;
    options.warn = [&](const std::string& text) { warnings += text; };
    persistence::make_store(url, value_text(), options).reset();
    BOOST_TEST(warnings == "");
    persistence::make_store(url + "%20-csynchronous_commit%3Doff", value_text(), options).reset();
    contains(warnings, "synchronous_commit = off");
}

BOOST_AUTO_TEST_CASE(the_check_finds_nothing_where_all_is_well) {
    with_each_database([](OpenStore& store) {
        World world;
        world.write_to(*store.store);
        store.store.reset();
        for (const std::string& finding : persistence::check_database(store.url, value_text())) {
            // The world's incident of a and its tasks' history are only sketched.
            BOOST_TEST(finding.find("is in the history, but not its user task") != std::string::npos, finding);
        }
    });
}

BOOST_AUTO_TEST_CASE(the_check_finds_orphans_and_stuck_instances) {
    with_each_database([](OpenStore& store) {
        World world;
        world.write_to(*store.store);
        const auto connection = connect(store);
        const auto id = [](const auto& key) { return "'" + to_string(key) + "'"; };
        connection->define("delete from user_task where id = " + id(world.pay.key));
        connection->define("update job set owner_id = " + id(new_id()) + " where id = " + id(world.timer.key));
        connection->define("delete from incident where id = " + id(world.incident.key));
        connection->define("delete from history_process where id = " + id(world.ended.id));
        connection->define("update variable set scope_id = " + id(new_id()) +
                           " where name = 'city' and root_id = " + id(world.b.id));
        std::string findings;
        for (const std::string& finding : persistence::check_rows(*connection, value_text()))
            findings += finding + '\n';
        contains(findings, "The activity " + to_string(world.called) + " is stuck");
        contains(findings, "The candidates of the user task " + to_string(world.pay.key));
        contains(findings, "The job " + to_string(world.timer.key) + " belongs to an activity that does not exist");
        contains(findings, "The job " + to_string(world.failed.key) + " has no retries left");
        contains(findings, to_string(world.ended_task.id) + " is in the history, but not its process instance");
        contains(findings, "belongs to a scope that does not exist");
    });
}

BOOST_AUTO_TEST_CASE(the_check_tells_a_model_that_waits_in_vain_from_a_stuck_activity) {
    with_each_database([](OpenStore& store) {
        Root lost, waiting, without_turn;
        RootRows of_waiting, of_without_turn;
        of_waiting.tokens.inserted = {waiting.token("flow")};
        of_without_turn.jobs.inserted = {without_turn.job("work")};
        of_without_turn.jobs.inserted[0].in_turn = false;
        make(*store.store, lost);
        make(*store.store, waiting, of_waiting);
        make(*store.store, without_turn, of_without_turn);
        const auto connection = connect(store);
        std::string findings;
        for (const std::string& finding : persistence::check_rows(*connection, value_text()))
            findings += finding + '\n';
        contains(findings, "The activity " + to_string(lost.id) + " is stuck: it waits for nothing");
        contains(findings, "The scope " + to_string(waiting.id) + " is stuck: a gateway in it waits");
        contains(findings, "The process instance " + to_string(without_turn.id) + " has jobs that never get");
        BOOST_TEST(findings.find("The activity " + to_string(waiting.id)) == std::string::npos, findings);
    });
}

BOOST_AUTO_TEST_SUITE_END()
