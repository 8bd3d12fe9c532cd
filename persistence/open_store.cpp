#include "persistence/open_store.hpp"

#include "persistence/memory/memory_store.hpp"
#include "persistence/schema/schema.hpp"
#include "persistence/soci_store.hpp"
#include "persistence/sql/file_lock.hpp"
#include "persistence/sql/postgresql_url.hpp"
#include "persistence/sql/private_file.hpp"
#include "persistence/sql/sqlite_file.hpp"

namespace pavane::persistence {

namespace {

constexpr std::string_view sqlite_prefix = "sqlite:";
constexpr std::string_view postgresql_prefix = "postgresql://";
constexpr std::string_view postgres_prefix = "postgres://";

void quick_check(Connection& connection, const std::string& path, const StoreOptions& options) {
    options.warn("The last process did not close the database " + path + " in order; it is being checked.");
    const auto rows = connection.rows(Sql(Database::sqlite) << "pragma quick_check", 1);
    if (rows.size() == 1 && rows[0][0] == "ok") return;
    std::string found;
    for (const Cells& row : rows) found += ' ' + row.at(0).value_or("");
    throw std::runtime_error("The database file " + path + " is damaged:" + found + ". Restore it from a backup.");
}

// Nothing mends a file by itself: who starts a server hears of it, and need not look into the log of one that waits.
template <class Open>
auto at_once_or_never(Open open) -> decltype(open()) {
    try {
        return open();
    } catch (const engine::StoreUnavailable& error) {
        throw std::runtime_error(error.what());
    }
}

// Leases and locks of nodes do not outlive the only process that can hold them; the engine ends them at its start.
std::unique_ptr<engine::Store> open_sqlite_store(const std::string& path, const ValueText& text,
                                                 const StoreOptions& options) {
    if (const std::string problem = problem_of_sqlite_file(path); !problem.empty()) throw std::runtime_error(problem);
    auto lock = std::make_shared<FileLock>(path);
    // SQLite gives its other files (-wal, -shm) the rights of this one.
    make_private_file(path);
    auto pools = std::make_unique<Pools>([lock, path] { return open_sqlite(path, true); }, 1,
                                         [path] { return open_sqlite(path, false); }, options.readers);
    {
        auto writer = pools->writers.take();
        if (lock->was_left_open()) quick_check(*writer, path, options);
        migrate(*writer);
    }
    return std::make_unique<SociStore>(std::move(pools), text);
}

// What a server must be set to so that an answered commit survives a crash (reliability F3).
void check_durability(Connection& connection, const StoreOptions& options) {
    for (const std::string setting : {"fsync", "full_page_writes", "synchronous_commit"}) {
        Sql sql(connection.database());
        sql << "select current_setting(" << bound(setting) << ")";
        const std::string value = connection.rows(sql, 1).at(0).at(0).value_or("");
        if (value == "off" || (setting == "synchronous_commit" && value == "local"))
            options.warn("PostgreSQL runs with " + setting + " = " + value +
                         ": after a crash, work that was answered may be gone. Set it to on.");
    }
}

std::unique_ptr<engine::Store> open_postgresql_store(const std::string& url, const ValueText& text,
                                                     const StoreOptions& options) {
    auto pools = std::make_unique<Pools>([url] { return open_postgresql(url, true); }, options.writers,
                                         [url] { return open_postgresql(url, false); }, options.readers);
    {
        auto writer = pools->writers.take();
        migrate(*writer);
        check_durability(*writer, options);
    }
    return std::make_unique<SociStore>(std::move(pools), text);
}

}  // namespace

std::string problem_of_url(const std::string& url) {
    if (url == sqlite_prefix) return "The URL sqlite: names no file. Write sqlite:PATH.";
    if (url.starts_with(postgresql_prefix) || url.starts_with(postgres_prefix)) return problem_of_postgresql_url(url);
    if (url.starts_with(sqlite_prefix) || url == "memory:") return "";
    return "A database URL that begins with '" + url.substr(0, url.find(':')) +
           "' is not understood. Write sqlite:PATH, postgresql://USER@HOST/DATABASE or memory: .";
}

std::unique_ptr<engine::Store> make_store(const std::string& url, const ValueText& text, const StoreOptions& options) {
    if (const std::string problem = problem_of_url(url); !problem.empty()) throw std::runtime_error(problem);
    if (url == "memory:") {
        const auto system_clock = [] {
            return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
        };
        return std::make_unique<MemoryStore>(options.memory_clock ? options.memory_clock : system_clock);
    }
    if (url.starts_with(sqlite_prefix))
        return at_once_or_never([&] { return open_sqlite_store(url.substr(sqlite_prefix.size()), text, options); });
    return open_postgresql_store(url, text, options);
}

}  // namespace pavane::persistence
