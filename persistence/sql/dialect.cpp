#include "persistence/sql/dialect.hpp"

#include <array>
#include <utility>

#include "foundation/ensure.hpp"

namespace pavane::persistence {

namespace {

struct Placeholder {
    std::string_view name;
    std::string_view postgresql;
    std::string_view sqlite;
};

// Text is compared byte by byte on both, so that sorting and paging agree. Rows that come and go live in their primary
// key on SQLite; on PostgreSQL their pages keep room for updates in place.
constexpr std::array<Placeholder, 7> placeholders{{{"$uuid", "uuid", "text"},
                                                   {"$bytes", "bytea", "blob"},
                                                   {"$text", "text collate \"C\"", "text"},
                                                   {"$int", "bigint", "integer"},
                                                   {"$real", "double precision", "real"},
                                                   {"$live", " with (fillfactor = 85)", " without rowid"},
                                                   {"$history", "", " without rowid"}}};

std::string quoted_array(const std::vector<std::string>& items, char open, char close) {
    std::string text(1, open);
    for (const std::string& item : items) {
        if (text.size() > 1) text += ',';
        text += '"';
        for (const char c : item) {
            if (c == '"' || c == '\\') text += '\\';
            // A control character must be written out in JSON; as six characters it is legal everywhere there.
            if (open == '[' && static_cast<unsigned char>(c) < 0x20) {
                static constexpr std::string_view digits = "0123456789abcdef";
                text += "\\u00";
                text += digits[static_cast<unsigned char>(c) >> 4];
                text += digits[static_cast<unsigned char>(c) & 15];
            } else {
                text += c;
            }
        }
        text += '"';
    }
    return text += close;
}

}  // namespace

std::string_view cast_name(ColumnType type) {
    switch (type) {
        case ColumnType::uuid:
            return "uuid";
        case ColumnType::text:
            return "text";
        case ColumnType::integer:
            return "bigint";
        case ColumnType::real:
            return "double precision";
        case ColumnType::bytes:
            return "bytea";
    }
    ENSURE(false);
}

std::string definition_statement(Database database, std::string_view statement) {
    std::string text(statement);
    for (const Placeholder& placeholder : placeholders) {
        const std::string_view replacement =
            database == Database::postgresql ? placeholder.postgresql : placeholder.sqlite;
        for (auto at = text.find(placeholder.name); at != std::string::npos;
             at = text.find(placeholder.name, at + replacement.size()))
            text.replace(at, placeholder.name.size(), replacement);
    }
    ENSURE(text.find('$') == std::string::npos);
    return text;
}

std::string_view clock_ms(Database database) {
    return database == Database::postgresql ? "(select floor(extract(epoch from clock_timestamp()) * 1000)::bigint)"
                                            : "(select cast(strftime('%s', 'now') as integer) * 1000 + "
                                              "cast(substr(strftime('%f', 'now'), 4) as integer))";
}

std::string_view lock_rows(Database database) { return database == Database::postgresql ? " for update" : ""; }

std::string_view lock_free_rows(Database database) {
    return database == Database::postgresql ? " for update of t skip locked" : "";
}

std::string_view hold_rows(Database database) { return database == Database::postgresql ? " for key share" : ""; }

std::string lock_table(Database database, std::string_view table) {
    if (database == Database::sqlite) return {};
    return "lock table " + std::string(table) + " in share row exclusive mode";
}

std::string list_parameter(Database database, const std::vector<std::string>& items) {
    return database == Database::postgresql ? quoted_array(items, '{', '}') : quoted_array(items, '[', ']');
}

Around among(Database database, ColumnType type) {
    if (database == Database::sqlite) return {" in (select value from json_each(", "))"};
    return type == ColumnType::uuid ? Around{" = any(cast(", " as uuid[]))"} : Around{" = any(cast(", " as text[]))"};
}

std::string text_of(Database database, ColumnType type, std::string_view column) {
    const std::string name(column);
    if (type != ColumnType::bytes) return database == Database::postgresql ? name + "::text" : name;
    return database == Database::postgresql ? "encode(" + name + ", 'hex')" : "hex(" + name + ")";
}

std::string_view no_limit(Database database) { return database == Database::postgresql ? " limit all" : " limit -1"; }

std::string like_pattern(std::string_view pattern) {
    std::string text;
    for (const char c : pattern) {
        if (c == '_' || c == '\\') text += '\\';
        text += c;
    }
    return text;
}

}  // namespace pavane::persistence
