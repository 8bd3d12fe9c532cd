#include "persistence/sql/sql.hpp"

namespace pavane::persistence {

namespace {

// An array as PostgreSQL reads it. Bytes are written as \x and hexadecimal digits.
std::string array_of(ColumnType type, const std::vector<Cells>& rows, std::size_t column) {
    std::string text = "{";
    for (const Cells& row : rows) {
        if (text.size() > 1) text += ',';
        const Cell& value = row.at(column);
        if (!value) {
            text += "NULL";
        } else if (type == ColumnType::bytes) {
            text += "\"\\\\x" + hex_of(*value) + '"';
        } else {
            text += '"';
            for (const char c : *value) {
                if (c == '"' || c == '\\') text += '\\';
                text += c;
            }
            text += '"';
        }
    }
    return text += '}';
}

}  // namespace

void Sql::placeholder(Cell value) {
    // PostgreSQL's text ends at a zero byte: what lies behind it would be lost without a word.
    if (database_ == Database::postgresql && value && value->find('\0') != std::string::npos)
        throw NotStorable("A text contains the character U+0000, which cannot be stored. Remove it.");
    values_.push_back(std::move(value));
    text_ += ":v" + std::to_string(values_.size());
}

Sql& Sql::operator<<(Literal text) {
    text_ += text.text();
    return *this;
}

Sql& Sql::operator<<(const Bound& value) {
    placeholder(value.cell);
    return *this;
}

Sql& Sql::operator<<(const Among& list) {
    const Around around = among(database_, list.type);
    text_ += around.before;
    placeholder(list_parameter(database_, list.items));
    text_ += around.after;
    return *this;
}

Sql& Sql::typed(ColumnType type, const Cell& value) {
    if (database_ == Database::sqlite && type != ColumnType::bytes) return *this << Bound{value};
    text_ += "cast(";
    // PostgreSQL reads bytes from \x and hexadecimal digits; SQLite takes them as they are.
    const bool as_hex = database_ == Database::postgresql && type == ColumnType::bytes && value;
    placeholder(as_hex ? cell("\\x" + hex_of(*value)) : value);
    text_ += " as ";
    text_ += database_ == Database::sqlite ? "blob" : cast_name(type);
    text_ += ')';
    return *this;
}

Sql& Sql::array(ColumnType type, const std::vector<Cells>& rows, std::size_t column) {
    ENSURE(database_ == Database::postgresql);
    text_ += "cast(";
    placeholder(array_of(type, rows, column));
    text_ += " as ";
    text_ += cast_name(type);
    text_ += "[])";
    return *this;
}

Sql& Sql::columns(Literal prefix, const std::vector<Column>& columns) {
    bool first = true;
    for (const Column& column : columns) {
        if (!first) text_ += ", ";
        first = false;
        as_text(prefix, column);
    }
    return *this;
}

Sql& Sql::as_text(Literal prefix, const Column& column) {
    text_ += text_of(database_, column.type, std::string(prefix.text()) + std::string(column.name.text()));
    return *this;
}

Sql& Sql::names(Literal prefix, const std::vector<Column>& columns) {
    bool first = true;
    for (const Column& column : columns) {
        if (!first) text_ += ", ";
        first = false;
        *this << prefix << column.name;
    }
    return *this;
}

Sql& Sql::clock() {
    text_ += clock_ms(database_);
    return *this;
}

Sql& Sql::expression(Literal text) {
    static constexpr std::string_view clock_name = "$clock";
    std::string_view rest = text.text();
    for (auto at = rest.find(clock_name); at != std::string_view::npos; at = rest.find(clock_name)) {
        text_ += rest.substr(0, at);
        clock();
        rest.remove_prefix(at + clock_name.size());
    }
    text_ += rest;
    return *this;
}

Sql& Sql::part_name(std::size_t number) {
    text_ += "part" + std::to_string(number);
    return *this;
}

Sql& Sql::page(std::int64_t first, const std::optional<std::int64_t>& max) {
    if (max)
        *this << " limit " << bound(*max);
    else if (first > 0)
        text_ += no_limit(database_);
    if (first > 0) *this << " offset " << bound(first);
    return *this;
}

Sql& Sql::lock_rows() {
    text_ += persistence::lock_rows(database_);
    return *this;
}

Sql& Sql::hold_rows() {
    text_ += persistence::hold_rows(database_);
    return *this;
}

Sql& Sql::lock_free_rows() {
    text_ += persistence::lock_free_rows(database_);
    return *this;
}

}  // namespace pavane::persistence
