#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <cerrno>

#include "persistence/sql/connection.hpp"
#include "persistence/sql/prepared.hpp"

namespace pavane::persistence {

namespace {

using engine::CommitUnknown;
using engine::StoreFull;
using engine::StoreUnavailable;

class SqliteConnection final : public Connection {
  public:
    SqliteConnection(const std::string& path, bool writes) : statements_(session_) {
        try {
            // SOCI splits its parameters at spaces; a quoted value may contain them.
            session_.open(soci::sqlite3, "db=\"" + path + "\" timeout=5" + (writes ? "" : " readonly=true"));
        } catch (const soci::soci_error& error) {
            throw StoreUnavailable("The database file " + path + " cannot be opened: " + error.what());
        }
        // The engine's patterns tell capitals from small letters, as PostgreSQL does.
        define("pragma case_sensitive_like = on");
        define("pragma mmap_size = 0");
        // A list that is sorted may be larger than memory has room for: readers sort it in files.
        if (!writes) return;
        define("pragma temp_store = memory");
        if (rows(Sql(Database::sqlite) << "pragma journal_mode = wal", 1).at(0).at(0) != "wal")
            throw StoreUnavailable("The file system of " + path +
                                   " cannot keep a write-ahead log. Put the database on a local disk.");
        define("pragma synchronous = full");
        define("pragma foreign_keys = on");
    }
    ~SqliteConnection() override { statements_.clear(); }

    Database database() const override { return Database::sqlite; }

    std::vector<Cells> rows(const Sql& sql, std::size_t width) override {
        return guarded([&] { return statements_.run(sql, width); });
    }
    void each(const Sql& sql, std::size_t width, const VisitRow& visit) override {
        guarded([&] {
            statements_.each(sql, width, visit);
            return 0;
        });
    }
    void execute(const Sql& sql) override { rows(sql, 0); }
    void define(const std::string& statement) override {
        guarded([&] {
            session_.once << statement;
            return 0;
        });
    }
    void begin() override { define("begin immediate"); }
    void begin_snapshot() override { define("begin"); }
    void commit() override {
        try {
            guarded([&] {
                session_.once << "commit";
                return 0;
            });
        } catch (const StoreFull&) {
            roll_back();  // a refused commit leaves the transaction open
            throw;
        } catch (const StoreUnavailable& error) {
            // The commit's last page may have reached the disk although the disk said no.
            roll_back();
            throw CommitUnknown(error.what());
        } catch (...) {
            roll_back();
            throw;
        }
    }
    void roll_back() noexcept override {
        try {
            session_.once << "rollback";
        } catch (const soci::soci_error&) {  // NOLINT(bugprone-empty-catch)
            // After a full disk or an I/O error SQLite has rolled back itself; a transaction that is still open after
            // this shows when the next one begins, and the connection is replaced then.
        }
    }

  private:
    template <class Run>
    auto guarded(Run run) -> decltype(run()) {
        try {
            return run();
        } catch (const soci::sqlite3_soci_error& error) {
            refuse(error.result(), error.get_error_message());  // what() has the statement and its values
        } catch (const soci::soci_error& error) {
            throw std::runtime_error(std::string("SQLite did not accept a statement: ") + error.get_error_message());
        }
    }

    // SQLite itself takes only ENOSPC for a full disk. A write that met one of these was not done.
    bool is_out_of_space() {
        const int error = error_of(SQLITE_FCNTL_JOURNAL_POINTER);
        const int last_error = error != 0 ? error : error_of(SQLITE_FCNTL_FILE_POINTER);
        return last_error == EFBIG || last_error == EDQUOT || last_error == ENOSPC;
    }

    // The system's error that the write-ahead log or the database file met last, 0 if none.
    int error_of(int file_pointer) {
        auto* database = static_cast<soci::sqlite3_session_backend*>(session_.get_backend())->conn_;
        sqlite_api::sqlite3_file* file = nullptr;
        sqlite_api::sqlite3_file_control(database, "main", file_pointer, static_cast<void*>(&file));
        int error = 0;
        if (file != nullptr && file->pMethods != nullptr)
            file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &error);
        return error;
    }

    // The numbers are SQLite's primary result codes.
    [[noreturn]] void refuse(int code, const std::string& message) {
        switch (code & 0xFF) {
            case SQLITE_FULL:
                throw StoreFull("No space is left for the database file: " + message);
            case SQLITE_BUSY:
            case SQLITE_LOCKED:
                throw Collision(message);
            case SQLITE_IOERR:
                broken_ = true;
                if (is_out_of_space()) throw StoreFull("No space is left for the database file: " + message);
                throw StoreUnavailable("The database file cannot be used: " + message);
            case SQLITE_CANTOPEN:
            case SQLITE_READONLY:
            case SQLITE_NOMEM:
                broken_ = true;
                throw StoreUnavailable("The database file cannot be used: " + message);
            case SQLITE_CONSTRAINT:
                if (message.find("UNIQUE constraint failed") != std::string::npos) throw KeyTaken(message);
                throw NotStorable(message);
            case SQLITE_TOOBIG:
            case SQLITE_MISMATCH:
                throw NotStorable(message);
            case SQLITE_CORRUPT:
            case SQLITE_NOTADB:
                broken_ = true;
                throw StoreUnavailable("The database file is damaged: " + message + ". Restore it from a backup.");
            default:
                break;
        }
        throw std::runtime_error("SQLite did not accept a statement: " + message);
    }

    soci::session session_;
    PreparedStatements statements_;
};

}  // namespace

std::unique_ptr<Connection> open_sqlite(const std::string& path, bool writes) {
    return std::make_unique<SqliteConnection>(path, writes);
}

}  // namespace pavane::persistence
