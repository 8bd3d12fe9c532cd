#include "persistence/soci_store.hpp"

#include <random>
#include <thread>

namespace pavane::persistence {

void SociStore::pause(int failures) {
    static thread_local std::minstd_rand random(std::random_device{}());
    std::uniform_int_distribution<int> length_ms(1, 5 << failures);
    std::this_thread::sleep_for(Milliseconds(length_ms(random)));
}

std::string SociStore::health() {
    try {
        auto connection = pools_->probe.take();
        connection->rows(Sql(connection->database()) << "select 1", 1);
        if (write_failed_.exchange(false)) try_to_write();
        return {};
    } catch (const std::runtime_error& error) {
        return error.what();
    }
}

Instant SociStore::now() {
    return reading([](Connection& connection) {
        Sql sql(connection.database());
        sql << "select ";
        sql.clock();
        const auto rows = connection.rows(sql, 1);
        return CellReader(rows.at(0)).instant();
    });
}

std::optional<engine::KeptAnswer> SociStore::known_answer(const std::string& tenant, const std::string& key) {
    return reading([&](Connection& connection) -> std::optional<engine::KeptAnswer> {
        Sql sql(connection.database());
        sql << "select request, answer from idempotency_key where tenant = " << bound(tenant)
            << " and key = " << bound(key);
        const auto rows = connection.rows(sql, 2);
        if (rows.empty()) return std::nullopt;
        CellReader cells(rows.front());
        const std::string request = cells.text();
        return engine::KeptAnswer{request, cells.text()};
    });
}

}  // namespace pavane::persistence
