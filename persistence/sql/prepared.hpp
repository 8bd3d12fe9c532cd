// Prepared statements of one SOCI session. Private to the files that open connections.
#pragma once

#include <soci/soci.h>

#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "persistence/sql/sql.hpp"

namespace pavane::persistence {

// Keeps what has been prepared until it holds too many, then starts afresh: statement texts come from a closed set, and
// what lists build from their criteria is far below the bound in practice.
class PreparedStatements {
  public:
    explicit PreparedStatements(soci::session& session) : session_(session) {}

    std::vector<Cells> run(const Sql& sql, std::size_t width);
    void each(const Sql& sql, std::size_t width, const std::function<void(const Cells&)>& visit);
    // The statement prepared and not run, for who runs it without SOCI.
    soci::statement& prepared(const Sql& sql, std::size_t width) { return prepare(sql, width).statement; }
    // It is prepared anew when it comes again.
    void forget(const Sql& sql) { statements_.erase(sql.text()); }
    void clear() { statements_.clear(); }

  private:
    struct Slot {
        std::string text;
        soci::indicator indicator = soci::i_null;
    };
    struct Prepared {
        explicit Prepared(soci::session& session) : statement(session) {}
        soci::statement statement;
        std::vector<Slot> values;   // never resized once bound
        std::vector<Slot> columns;  // likewise
    };
    Prepared& prepare(const Sql& sql, std::size_t width);

    soci::session& session_;
    std::unordered_map<std::string, std::unique_ptr<Prepared>> statements_;
};

}  // namespace pavane::persistence
