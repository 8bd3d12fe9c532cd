#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <sys/socket.h>

#include <array>
#include <cctype>
#include <sstream>

#include "persistence/sql/connection.hpp"
#include "persistence/sql/postgresql_url.hpp"
#include "persistence/sql/prepared.hpp"

namespace pavane::persistence {

namespace {

using engine::CommitUnknown;
using engine::StoreFull;
using engine::StoreUnavailable;

// Without these a dead server is waited for without end. A setting that the URL names itself is left alone.
struct Setting {
    std::string_view name;
    std::string_view value;
};
constexpr std::array<Setting, 7> settings{{{"connect_timeout", "3"},
                                           {"tcp_user_timeout", "10000"},
                                           {"keepalives_idle", "5"},
                                           {"keepalives_interval", "2"},
                                           {"keepalives_count", "3"},
                                           {"target_session_attrs", "read-write"},
                                           {"application_name", "pavane"}}};

std::string with_settings(std::string url) {
    for (const auto& [name, value] : settings) {
        if (url.find(std::string(name) + '=') != std::string::npos) continue;
        url += url.find('?') == std::string::npos ? '?' : '&';
        url.append(name).append("=").append(value);
    }
    return url;
}

bool starts_with_any(std::string_view state, std::initializer_list<std::string_view> prefixes) {
    for (const auto prefix : prefixes)
        if (state.starts_with(prefix)) return true;
    return false;
}

class PostgresqlConnection final : public Connection {
  public:
    PostgresqlConnection(const std::string& url, bool writes) : statements_(session_) {
        try {
            session_.open(soci::postgresql, with_settings(url));
        } catch (const soci::soci_error& error) {
            throw StoreUnavailable("PostgreSQL cannot be reached: " + with_remedy(one_line(reason_of(error))));
        }
        handle_ = static_cast<soci::postgresql_session_backend*>(session_.get_backend())->conn_;
        PQsetNoticeProcessor(handle_, &PostgresqlConnection::on_notice, this);
        command("set timezone = 'UTC'; set client_encoding = 'UTF8'");
        // Only a superuser may choose the language of messages; everybody else gets the server's.
        command("do $$ begin set lc_messages = 'C'; exception when insufficient_privilege then null; end $$");
        // A node that stands still in the middle of a transaction, or loses its network, must not keep others from the
        // rows it has locked.
        command("set lock_timeout = '10s'; set idle_in_transaction_session_timeout = '30s'");
        // A list that nobody will wait for must not go on for ever.
        if (!writes) command("set statement_timeout = '300s'");
        // The statements of a commit touch single rows by key, whatever the statistics of a young table say, and are
        // the same every time: planning them once is right.
        if (writes)
            command(
                "set plan_cache_mode = force_generic_plan; set enable_seqscan = off; set enable_hashjoin = off; "
                "set enable_mergejoin = off; set jit = off");
    }
    ~PostgresqlConnection() override {
        // Whatever is said to the server now would first read the rest of its answer.
        if (spent_) ::shutdown(PQsocket(handle_), SHUT_RDWR);
        statements_.clear();
    }

    Database database() const override { return Database::postgresql; }

    std::vector<Cells> rows(const Sql& sql, std::size_t width) override {
        try {
            return statements_.run(sql, width);
        } catch (const soci::postgresql_soci_error& error) {
            refuse(error.sqlstate(), error.get_error_message());
        } catch (const soci::soci_error& error) {
            refuse("", error.get_error_message());
        }
    }
    void each(const Sql& sql, std::size_t width, const VisitRow& visit) override;
    void execute(const Sql& sql) override { rows(sql, 0); }
    void define(const std::string& statement) override { command(statement.c_str()); }
    void begin() override { command("begin"); }
    void begin_snapshot() override { command("begin isolation level repeatable read read only"); }
    void commit() override;
    void roll_back() noexcept override;

  private:
    static void on_notice(void* self, const char* message) {
        const std::string_view text(message);
        if (text.starts_with("WARNING")) static_cast<PostgresqlConnection*>(self)->warned_ = true;
    }
    // Of what a statement met: the lines behind may hold values.
    static std::string first_line(std::string text) {
        const auto end = text.find('\n');
        if (end != std::string::npos) text.resize(end);
        return text;
    }
    // Without SOCI's own words, which say no more than that it has failed.
    static std::string reason_of(const soci::soci_error& error) {
        constexpr std::string_view preface = "Cannot establish connection to the database.";
        const std::string_view text = error.what();
        return std::string(text.starts_with(preface) ? text.substr(preface.size()) : text);
    }
    // Of why nobody answers: the reason is in a later line.
    static std::string one_line(const std::string& text) {
        std::istringstream lines(text);
        std::string sentences;
        for (std::string line; std::getline(lines, line);) {
            const std::size_t begin = line.find_first_not_of(" \t\r");
            if (begin == std::string::npos) continue;
            line = line.substr(begin, line.find_last_not_of(" \t\r") + 1 - begin);
            if (!sentences.empty())
                sentences += std::ispunct(static_cast<unsigned char>(sentences.back())) ? " " : ". ";
            sentences += line;
        }
        return sentences;
    }

    void command(const char* text);
    void send(const Sql& sql, std::size_t width);
    [[noreturn]] void refuse(const std::string& state, const std::string& message);

    soci::session session_;
    PreparedStatements statements_;
    PGconn* handle_ = nullptr;
    bool warned_ = false;
};

struct ClearResult {
    void operator()(PGresult* result) const { PQclear(result); }
};
using ResultPtr = std::unique_ptr<PGresult, ClearResult>;

void PostgresqlConnection::send(const Sql& sql, std::size_t width) {
    std::string name;
    try {
        const auto* backend =
            static_cast<soci::postgresql_statement_backend*>(statements_.prepared(sql, width).get_backend());
        name = backend->statementName_;
    } catch (const soci::postgresql_soci_error& error) {
        refuse(error.sqlstate(), error.get_error_message());
    } catch (const soci::soci_error& error) {
        refuse("", error.get_error_message());
    }
    std::vector<const char*> values;
    for (const Cell& value : sql.values()) values.push_back(value ? value->c_str() : nullptr);
    if (PQsendQueryPrepared(handle_, name.c_str(), static_cast<int>(values.size()), values.data(), nullptr, nullptr,
                            0) != 1 ||
        PQsetSingleRowMode(handle_) != 1)
        refuse("", PQerrorMessage(handle_));
}

// libpq gives the rows as they come; SOCI would have all of them first.
void PostgresqlConnection::each(const Sql& sql, std::size_t width, const VisitRow& visit) {
    send(sql, width);
    // Who leaves before the last row has come leaves the connection in the middle of an answer.
    const bool was_spent = std::exchange(spent_, true);
    std::string state;
    std::string problem;
    Cells cells(width);
    while (const ResultPtr result{PQgetResult(handle_)}) {
        const ExecStatusType status = PQresultStatus(result.get());
        if (status == PGRES_SINGLE_TUPLE) {
            ENSURE(PQntuples(result.get()) == 1 && PQnfields(result.get()) == static_cast<int>(width));
            for (int at = 0; at < static_cast<int>(width); ++at)
                cells[static_cast<std::size_t>(at)] =
                    PQgetisnull(result.get(), 0, at) ? Cell() : Cell(PQgetvalue(result.get(), 0, at));
            visit(cells);
        } else if (status != PGRES_TUPLES_OK) {
            const char* field = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
            state = field == nullptr ? "" : field;
            problem = PQresultErrorMessage(result.get());
        }
    }
    spent_ = was_spent;
    if (problem.empty()) return;
    // What was planned for a table that has changed since fails each time.
    statements_.forget(sql);
    refuse(state, problem);
}

void PostgresqlConnection::command(const char* text) {
    PGresult* result = PQexec(handle_, text);
    const bool done = PQresultStatus(result) == PGRES_COMMAND_OK || PQresultStatus(result) == PGRES_TUPLES_OK;
    const char* field = done ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const std::string state = field == nullptr ? "" : field;
    PQclear(result);
    if (!done) refuse(state, PQerrorMessage(handle_));
}

// The classes are PostgreSQL's (its manual, appendix A).
void PostgresqlConnection::refuse(const std::string& state, const std::string& message) {
    const std::string words = first_line(message);
    if (PQstatus(handle_) != CONNECTION_OK || starts_with_any(state, {"08", "57P0", "25006", "53300"})) {
        broken_ = true;
        throw StoreUnavailable("PostgreSQL is away: " + words);
    }
    if (starts_with_any(state, {"40001", "40P01", "55P03"})) throw Collision(words);
    if (state == "23505") throw KeyTaken(words);
    // 54: a limit of the database, such as a text that is too long for its index.
    if (starts_with_any(state, {"22", "23", "54"})) throw NotStorable(words);
    if (state == "53100") throw StoreFull("PostgreSQL has no space left: " + words);
    if (starts_with_any(state, {"53", "57", "58"})) throw StoreUnavailable("PostgreSQL refused: " + words);
    if (state == "42501")
        throw std::runtime_error("PostgreSQL does not allow it: " + words +
                                 ". The role must own the database, or be allowed to create in its schema.");
    throw std::runtime_error("PostgreSQL did not accept a statement (" + state + "): " + words);
}

// PostgreSQL answers COMMIT of a failed transaction with ROLLBACK, and one whose wait for a standby was interrupted
// with COMMIT and a warning: neither is a commit.
void PostgresqlConnection::commit() {
    ENSURE(PQtransactionStatus(handle_) == PQTRANS_INTRANS);
    warned_ = false;
    PGresult* result = PQexec(handle_, "commit");
    const bool answered = PQresultStatus(result) == PGRES_COMMAND_OK;
    const std::string tag = answered ? PQcmdStatus(result) : "";
    const char* field = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const std::string state = field == nullptr ? "" : field;
    PQclear(result);
    if (tag == "COMMIT" && !warned_) return;
    if (tag == "COMMIT") throw CommitUnknown("PostgreSQL committed with a warning: a standby may not have it.");
    if (PQstatus(handle_) != CONNECTION_OK || state.empty() || starts_with_any(state, {"08", "57P0"})) {
        broken_ = true;
        if (tag != "ROLLBACK") throw CommitUnknown("The connection to PostgreSQL broke during COMMIT.");
    }
    refuse(state, tag == "ROLLBACK" ? "The transaction had failed before its COMMIT." : PQerrorMessage(handle_));
}

void PostgresqlConnection::roll_back() noexcept {
    if (spent_) return;  // the rest of the answer would be read first; the server rolls back when it is closed
    PGresult* result = PQexec(handle_, "rollback");
    if (PQresultStatus(result) != PGRES_COMMAND_OK) broken_ = true;
    PQclear(result);
}

}  // namespace

std::unique_ptr<Connection> open_postgresql(const std::string& url, bool writes) {
    return std::make_unique<PostgresqlConnection>(url, writes);
}

}  // namespace pavane::persistence
