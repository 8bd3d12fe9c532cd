#include "persistence/sql/prepared.hpp"

namespace pavane::persistence {

namespace {
constexpr std::size_t max_statements = 500;
}

PreparedStatements::Prepared& PreparedStatements::prepare(const Sql& sql, std::size_t width) {
    const auto found = statements_.find(sql.text());
    if (found != statements_.end()) return *found->second;
    if (statements_.size() >= max_statements) statements_.clear();
    auto prepared = std::make_unique<Prepared>(session_);
    prepared->values.resize(sql.values().size());
    prepared->columns.resize(width);
    for (Slot& value : prepared->values) prepared->statement.exchange(soci::use(value.text, value.indicator));
    for (Slot& column : prepared->columns) prepared->statement.exchange(soci::into(column.text, column.indicator));
    prepared->statement.alloc();
    prepared->statement.prepare(sql.text());
    prepared->statement.define_and_bind();
    return *statements_.emplace(sql.text(), std::move(prepared)).first->second;
}

std::vector<Cells> PreparedStatements::run(const Sql& sql, std::size_t width) {
    std::vector<Cells> rows;
    each(sql, width, [&rows](const Cells& row) { rows.push_back(row); });
    return rows;
}

void PreparedStatements::each(const Sql& sql, std::size_t width, const std::function<void(const Cells&)>& visit) {
    try {
        Prepared& prepared = prepare(sql, width);
        ENSURE(prepared.columns.size() == width && prepared.values.size() == sql.values().size());
        for (std::size_t at = 0; at < sql.values().size(); ++at) {
            const Cell& value = sql.values()[at];
            prepared.values[at].indicator = value ? soci::i_ok : soci::i_null;
            prepared.values[at].text = value.value_or(std::string());
        }
        prepared.statement.execute(width == 0);
        // Fetching to the end also ends SQLite's read transaction.
        while (width != 0 && prepared.statement.fetch()) {
            Cells row(width);
            for (std::size_t at = 0; at < width; ++at) {
                const Slot& column = prepared.columns[at];
                if (column.indicator != soci::i_null) row[at] = column.text;
            }
            visit(row);
        }
    } catch (...) {
        statements_.erase(sql.text());  // an interrupted statement must not be run again as it is
        throw;
    }
}

}  // namespace pavane::persistence
