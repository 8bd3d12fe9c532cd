// The pieces that list queries are made of. Each filter appends " and ..." or nothing; a column is a literal, a value
// is bound.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "persistence/sql/connection.hpp"
#include "runtime/engine/queries/page.hpp"

namespace pavane::persistence {

template <class T>
void add_equals(Sql& sql, Literal column, const std::optional<T>& value) {
    if (value) sql << " and " << column << " = " << bound(*value);
}
template <class T>
void add_among(Sql& sql, Literal column, const std::optional<std::vector<T>>& values) {
    if (values) sql << " and " << column << one_of(*values);
}
template <class T>
void add_compared(Sql& sql, Literal column_and_operator, const std::optional<T>& value) {
    if (value) sql << " and " << column_and_operator << bound(*value);
}
void add_like(Sql& sql, Literal column, const std::optional<std::string>& pattern);
inline void add_if(Sql& sql, bool flag, Literal condition) {
    if (flag) sql << " and " << condition;
}
// Ids that came as text; what is no id matches nothing.
void add_among_ids(Sql& sql, Literal column, const std::optional<engine::Names>& ids);
void add_tenants(Sql& sql, Literal column, const std::optional<engine::Names>& tenants, bool without_tenant,
                 bool include_without = false);

// How one field sorts: absent values come last going up and first going down, as PostgreSQL has it.
template <class Field>
void add_order(Sql& sql, const std::vector<engine::Order<Field>>& order, Literal (*column_of)(Field), Literal last) {
    sql << " order by ";
    for (const engine::Order<Field>& by : order)
        sql << column_of(by.field) << (by.descending ? Literal(" desc nulls first, ") : Literal(" nulls last, "));
    sql << last;
}

// The definition a row belongs to: columns of the alias d, and reading them.
constexpr Literal join_definition = " left join process_definition d on d.id = t.definition_id";
void select_definition_ref(Sql& sql);
inline constexpr std::size_t definition_ref_width = 4;
engine::DefinitionRef read_definition_ref(CellReader& cells, const core::DefinitionId& id);

std::int64_t read_count(Connection& connection, const Sql& sql);

}  // namespace pavane::persistence
