// A statement under construction: text that comes from literals only, and values that are bound. A value cannot become
// text: nothing here takes a run-time string as text.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "persistence/sql/cell.hpp"
#include "persistence/sql/dialect.hpp"

namespace pavane::persistence {

// A value is not one the database can hold: a character it does not know, a number out of its column's bounds.
class NotStorable : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

// Text fixed when the program is compiled.
class Literal {
  public:
    template <std::size_t N>
    consteval Literal(const char (&text)[N]) : text_(text, N - 1) {}
    constexpr std::string_view text() const { return text_; }

  private:
    std::string_view text_;
};

struct Column {
    Literal name;
    ColumnType type = ColumnType::text;
};

struct Bound {
    Cell cell;
};
template <class T>
Bound bound(const T& value) {
    return {cell(value)};
}

// What follows a column in the test that its value is one of these.
struct Among {
    ColumnType type;
    std::vector<std::string> items;
};
inline Among one_of(const std::vector<std::string>& texts) { return {ColumnType::text, texts}; }
template <class Tag>
Among one_of(const std::vector<Id<Tag>>& ids) {
    Among list{ColumnType::uuid, {}};
    list.items.reserve(ids.size());
    for (const auto& id : ids) list.items.push_back(to_string(id));
    return list;
}

class Sql {
  public:
    explicit Sql(Database database) : database_(database) {}

    Sql& operator<<(Literal text);
    Sql& operator<<(const Bound& value);
    Sql& operator<<(const Among& list);
    // A value of a type, where the database cannot tell it from a column beside it.
    Sql& typed(ColumnType type, const Cell& value);
    // An array of one column of many rows (PostgreSQL).
    Sql& array(ColumnType type, const std::vector<Cells>& rows, std::size_t column);
    // Each column with the prefix before its name, read as text, ", " between them. To sort by a number among them,
    // name it with a prefix: PostgreSQL takes the bare name for the text.
    Sql& columns(Literal prefix, const std::vector<Column>& columns);
    Sql& as_text(Literal prefix, const Column& column);
    Sql& names(Literal prefix, const std::vector<Column>& columns);  // the same, as they are
    Sql& clock();                                                    // the database's time in milliseconds
    Sql& expression(Literal text);                                   // in which $clock is the database's time
    Sql& part_name(std::size_t number);                              // of a part of this statement
    Sql& page(std::int64_t first, const std::optional<std::int64_t>& max);
    Sql& lock_rows();
    Sql& lock_free_rows();
    Sql& hold_rows();  // others may change them, and not delete them

    Database database() const { return database_; }
    const std::string& text() const { return text_; }
    const Cells& values() const { return values_; }

  private:
    void placeholder(Cell value);

    Database database_;
    std::string text_;
    Cells values_;
};

}  // namespace pavane::persistence
