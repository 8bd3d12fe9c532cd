// One connection to a database: runs statements, keeps them prepared, and says in its exceptions what a caller must
// tell apart. The only owner of SOCI.
#pragma once

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "persistence/sql/sql.hpp"
#include "runtime/engine/instance_store.hpp"

namespace pavane::persistence {

// The transaction met another one and was rolled back: run it again.
class Collision : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};
// A unique key is taken.
class KeyTaken : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

// Besides those two and NotStorable (sql/sql.hpp), everything throws engine::StoreUnavailable or StoreFull, and
// std::runtime_error for a statement that the database does not accept, which is our bug.
class Connection {
  public:
    virtual ~Connection() = default;

    virtual Database database() const = 0;
    // The rows a statement returns, each with `width` columns.
    virtual std::vector<Cells> rows(const Sql& sql, std::size_t width) = 0;
    // The same, handed over one by one as they come, so that only one is in memory. What `visit` throws ends it.
    using VisitRow = std::function<void(const Cells&)>;
    virtual void each(const Sql& sql, std::size_t width, const VisitRow& visit) = 0;
    virtual void execute(const Sql& sql) = 0;
    // A statement that defines tables or settings; not kept prepared.
    virtual void define(const std::string& statement) = 0;

    virtual void begin() = 0;           // to read and write
    virtual void begin_snapshot() = 0;  // to read: every statement sees the same moment
    // Throws engine::CommitUnknown when the outcome cannot be known.
    virtual void commit() = 0;
    virtual void roll_back() noexcept = 0;

    // To be replaced by a new one. Broken: it has lost its server, and so may others have; spent: only this one, which
    // was left in the middle of an answer.
    bool is_broken() const { return broken_; }
    bool is_spent() const { return spent_; }

  protected:
    bool broken_ = false;
    bool spent_ = false;
};

// Rolls back unless committed.
class Transaction {
  public:
    enum class Kind { write, snapshot };
    explicit Transaction(Connection& connection, Kind kind = Kind::write) : connection_(connection) {
        if (kind == Kind::write)
            connection_.begin();
        else
            connection_.begin_snapshot();
    }
    ~Transaction() {
        if (open_) connection_.roll_back();
    }
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    void commit() {
        open_ = false;
        connection_.commit();
    }

  private:
    Connection& connection_;
    bool open_ = true;
};

std::unique_ptr<Connection> open_postgresql(const std::string& url, bool writes);
std::unique_ptr<Connection> open_sqlite(const std::string& path, bool writes);

}  // namespace pavane::persistence
