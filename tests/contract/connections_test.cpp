// Connections and the pool that lends them.
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <optional>
#include <thread>

#include "persistence/sql/pool.hpp"
#include "tests/support/postgres_cluster.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace pavane;
using namespace pavane::persistence;
using tests::PostgresCluster;

namespace {

Sql select_a(Database database) {
    Sql sql(database);
    sql << "select a from t";
    return sql;
}

const auto ignore = [](const Cells&) {};

// A place with a table t(a) of three rows.
std::string database_with_rows(PostgresCluster& cluster) {
    std::string url = cluster.create_database();
    const auto connection = open_postgresql(url, true);
    connection->define("create table t (a integer)");
    connection->define("insert into t values (1), (2), (3)");
    return url;
}

// A pool of readers of that place, which counts the connections that it has opened.
struct CountingPool {
    int opened = 0;
    Pool pool;

    CountingPool(std::string url, std::size_t size)
        : pool(
              [this, url = std::move(url)] {
                  ++opened;
                  return open_postgresql(url, false);
              },
              size) {}

    // Lent all at once, and given back.
    void take(std::size_t number) {
        std::vector<Pool::Lent> lent;
        while (lent.size() < number) lent.push_back(pool.take());
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(connections)

// One who takes a connection again and again keeps it from nobody.
BOOST_AUTO_TEST_CASE(whoever_waits_goes_before_who_takes_again) {
    const tests::TemporaryFolder folder;
    Pool pool([&] { return open_sqlite((folder.path() / "t.db").string(), true); }, 1);
    std::atomic<bool> other_had_it = false;
    std::optional<Pool::Lent> mine(pool.take());
    std::thread other([&] {
        const auto lent = pool.take();
        other_had_it = true;
    });
    while (pool.waiting() == 0) std::this_thread::yield();
    mine.reset();
    mine.emplace(pool.take());
    BOOST_TEST(other_had_it.load());
    other.join();
}

BOOST_AUTO_TEST_CASE(whoever_leaves_a_list_in_the_middle_costs_one_connection) {
    PostgresCluster* cluster = PostgresCluster::shared();
    if (!cluster) return;  // the cluster has said so
    const std::string url = database_with_rows(*cluster);
    CountingPool readers(url, 3);
    readers.take(3);
    {
        auto connection = readers.pool.take();
        const Transaction moment(*connection, Transaction::Kind::snapshot);
        BOOST_CHECK_THROW(connection->each(select_a(Database::postgresql), 1,
                                           [](const Cells&) { throw std::length_error("enough"); }),
                          std::length_error);
    }
    readers.take(3);
    BOOST_TEST(readers.opened == 4, "the other two were kept");
}

BOOST_AUTO_TEST_CASE(a_connection_that_has_lost_its_server_takes_the_idle_ones_along) {
    PostgresCluster* cluster = PostgresCluster::shared();
    if (!cluster) return;  // the cluster has said so
    const std::string url = database_with_rows(*cluster);
    CountingPool readers(url, 2);
    readers.take(2);
    {
        auto connection = readers.pool.take();
        const Sql who = Sql(Database::postgresql) << "select pg_backend_pid()";
        const std::string backend = connection->rows(who, 1).at(0).at(0).value();
        cluster->run(url, "select pg_terminate_backend(" + backend + ", 10000)");
        BOOST_CHECK_THROW(connection->each(select_a(Database::postgresql), 1, ignore), engine::StoreUnavailable);
    }
    readers.take(2);
    BOOST_TEST(readers.opened == 4);
}

BOOST_AUTO_TEST_CASE(a_statement_that_has_failed_is_planned_anew) {
    PostgresCluster* cluster = PostgresCluster::shared();
    if (!cluster) return;  // the cluster has said so
    const std::string url = database_with_rows(*cluster);
    const auto connection = open_postgresql(url, false);
    connection->each(select_a(Database::postgresql), 1, ignore);
    open_postgresql(url, true)->define("alter table t alter column a type text");
    BOOST_CHECK_THROW(connection->each(select_a(Database::postgresql), 1, ignore), std::runtime_error);
    int rows = 0;
    connection->each(select_a(Database::postgresql), 1, [&rows](const Cells&) { ++rows; });
    BOOST_TEST(rows == 3);
}

// SOCI adds the statement and the values bound to it to what the database says, which goes into logs.
BOOST_AUTO_TEST_CASE(an_error_of_a_statement_repeats_none_of_its_values) {
    const auto judge = [](Connection& connection) {
        connection.define("create table short (a text check (length(a) < 3))");
        Sql sql(connection.database());
        sql << "insert into short values (" << bound(std::string("a secret")) << ")";
        try {
            connection.execute(sql);
            BOOST_ERROR("the constraint did not hold");
        } catch (const std::exception& error) {
            const std::string said = error.what();
            BOOST_TEST(said.find("secret") == std::string::npos, said);
            BOOST_TEST(said.find("constraint") != std::string::npos, said);
        }
    };
    const tests::TemporaryFolder folder;
    judge(*open_sqlite((folder.path() / "a.db").string(), true));
    if (PostgresCluster* cluster = PostgresCluster::shared()) judge(*open_postgresql(cluster->create_database(), true));
}

BOOST_AUTO_TEST_SUITE_END()
