// The differences between PostgreSQL and SQLite that many statements must know. Where whole statements differ, their
// own files ask which database it is: docs/adding_an_element.md, "A database", says which.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pavane::persistence {

enum class Database : std::uint8_t { sqlite, postgresql };

enum class ColumnType : std::uint8_t { uuid, text, integer, real, bytes };

// The type's name in a cast: of one value, or of an array of them (PostgreSQL only).
std::string_view cast_name(ColumnType type);

// A definition statement with its placeholders replaced: $uuid, $bytes and $text by the database's type; $live behind a
// table whose rows come and go, $history behind one that only grows, by its storage options; $int and $real.
std::string definition_statement(Database database, std::string_view statement);

// The database's clock in milliseconds since 1970, never rounded up, as an expression that an index scan can use.
std::string_view clock_ms(Database database);

// "for update" and its kin where rows are locked; empty where one writer holds the whole database.
std::string_view lock_rows(Database database);
std::string_view hold_rows(Database database);       // others may change them, and not delete them
std::string_view lock_free_rows(Database database);  // passes over what others have locked; the table's alias is t
// Takes `table` for one writing transaction at a time, until its end; empty where that is so anyway.
std::string lock_table(Database database, std::string_view table);

// A list of texts as one parameter, and what stands around it in the test "column is among them".
std::string list_parameter(Database database, const std::vector<std::string>& items);
struct Around {
    std::string_view before;
    std::string_view after;
};
Around among(Database database, ColumnType type);

// How a column is read as text: bytes in hexadecimal, everything else as it is.
std::string text_of(Database database, ColumnType type, std::string_view column);

// "limit" that does not limit, for an offset alone.
std::string_view no_limit(Database database);

// A pattern of the contract, in which only % is special, as LIKE ... ESCAPE '\' wants it.
std::string like_pattern(std::string_view pattern);

}  // namespace pavane::persistence
