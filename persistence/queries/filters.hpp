// The pieces that list queries are made of. Each filter appends " and ..." or nothing; a column is a literal, a value
// is bound. A text that is absent is stored as '', or is null where a join finds nothing: no filter by a text matches
// it, whatever it asks for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "persistence/sql/connection.hpp"
#include "persistence/tables/row_of.hpp"
#include "runtime/engine/queries/filters.hpp"
#include "runtime/engine/query_store.hpp"

namespace pavane::persistence {

template <class T>
void add_equals(Sql& sql, Literal column, const std::optional<T>& value) {
    if (value) sql << " and " << column << " = " << bound(*value);
}
void add_equals(Sql& sql, Literal column, const std::optional<std::string>& text);
template <class T>
void add_among(Sql& sql, Literal column, const std::optional<std::vector<T>>& values) {
    if (values) sql << " and " << column << one_of(*values);
}
void add_among(Sql& sql, Literal column, const std::optional<engine::Names>& texts);
template <class T>
void add_compared(Sql& sql, Literal column_and_operator, const std::optional<T>& value) {
    if (value) sql << " and " << column_and_operator << bound(*value);
}
void add_like(Sql& sql, Literal column, const std::optional<std::string>& pattern);
// The texts among which a present one can be.
Among present_ones(engine::Names texts);
inline void add_if(Sql& sql, bool flag, Literal condition) {
    if (flag) sql << " and " << condition;
}
// Ids that came as text; what is no id matches nothing.
void add_among_ids(Sql& sql, Literal column, const std::optional<engine::Names>& ids);
void add_tenant(Sql& sql, const engine::TenantFilter& filter, Literal column = "t.tenant");
// Where a row's place stands; its definition's key and name are those of the alias d.
struct PlaceColumns {
    Literal definition = "t.definition_id";
    Literal process = "t.process_id";
    Literal execution = "t.owner_id";
};
void add_place(Sql& sql, const engine::PlaceFilter& filter, const PlaceColumns& columns = {});
// The row's end is the column t.ended_at.
struct PeriodColumns {
    Literal not_after = "t.started_at <= ";
    Literal not_before = "t.started_at >= ";
};
void add_period(Sql& sql, const engine::PeriodFilter& filter, const PeriodColumns& columns = {});

// How one field sorts: absent values come last going up and first going down, as PostgreSQL has it. The column of a
// text that may be absent is "nullif(.., '')".
template <class Field>
void add_order(Sql& sql, const std::vector<engine::Order<Field>>& order, Literal (*column_of)(Field), Literal last) {
    sql << " order by ";
    for (const engine::Order<Field>& by : order)
        sql << column_of(by.field) << (by.descending ? Literal(" desc nulls first, ") : Literal(" nulls last, "));
    sql << last;
}

// The definition a row belongs to: columns of the alias d, and reading them.
constexpr Literal join_definition = " left join process_definition d on d.id = t.definition_id";
inline constexpr std::size_t definition_ref_width = 4;
void add_definition_ref(Sql& sql);
engine::DefinitionRef read_definition_ref(CellReader& cells, const core::DefinitionId& id);
// The columns of a table and the definition; tells how many they are.
std::size_t add_columns_and_definition(Sql& sql, const std::vector<Column>& columns, Literal prefix = "t.");

// What is the resource's own in a list.
template <class Criteria>
struct Listing {
    std::size_t (*add_columns)(Sql& sql);  // tells how many
    void (*add_from)(Sql& sql, const Criteria& criteria);
    Literal (*column_of)(typename Criteria::Field field);
    Literal id;  // the last thing that rows are sorted by
};

// `read_item` reads the columns that the listing has added. A row that was handed on cannot be taken back: a collision
// behind the first one is not run again.
template <class Criteria, class ReadItem, class Item>
void visit_rows(Connection& connection, const Listing<Criteria>& listing, const Criteria& criteria,
                const engine::Page& page, const ReadItem& read_item, const engine::Visit<Item>& visit) {
    Sql sql(connection.database());
    sql << "select ";
    const std::size_t width = listing.add_columns(sql);
    listing.add_from(sql, criteria);
    add_order(sql, criteria.order, listing.column_of, listing.id);
    sql.page(page.first, page.max);
    bool has_begun = false;
    try {
        connection.each(sql, width, [&](const Cells& row) {
            has_begun = true;
            CellReader cells(row);
            visit(row_of("row", row.at(0), [&] { return read_item(cells); }));
        });
    } catch (const Collision& collision) {
        if (has_begun) throw engine::StoreUnavailable(std::string("The list was interrupted: ") + collision.what());
        throw;
    }
}

template <class Criteria>
std::int64_t count_rows(Connection& connection, const Listing<Criteria>& listing, const Criteria& criteria) {
    Sql sql(connection.database());
    sql << "select count(*)";
    listing.add_from(sql, criteria);
    return to_integer(connection.rows(sql, 1).at(0).at(0).value());
}

}  // namespace pavane::persistence
