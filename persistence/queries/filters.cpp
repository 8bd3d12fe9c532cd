#include "persistence/queries/filters.hpp"

namespace pavane::persistence {

void add_like(Sql& sql, Literal column, const std::optional<std::string>& pattern) {
    if (pattern) sql << " and " << column << " like " << bound(like_pattern(*pattern)) << " escape '\\'";
}

void add_among_ids(Sql& sql, Literal column, const std::optional<engine::Names>& ids) {
    if (!ids) return;
    std::vector<core::ActivityId> known;
    for (const std::string& text : *ids)
        if (const auto id = parse_uuid(text)) known.push_back({*id});
    sql << " and " << column << one_of(known);
}

void add_tenants(Sql& sql, Literal column, const std::optional<engine::Names>& tenants, bool without_tenant,
                 bool include_without) {
    if (without_tenant) sql << " and " << column << " = ''";
    if (!tenants) return;
    sql << " and (" << column << one_of(*tenants);
    if (include_without) sql << " or " << column << " = ''";
    sql << ")";
}

void select_definition_ref(Sql& sql) {
    sql.columns("d.", {{"key"}, {"version", ColumnType::integer}, {"name"}, {"version_tag"}});
}

engine::DefinitionRef read_definition_ref(CellReader& cells, const core::DefinitionId& id) {
    engine::DefinitionRef definition;
    definition.id = id;
    definition.key = cells.text();
    const auto version = cells.optional_integer32();
    definition.version = version.value_or(0);
    definition.name = cells.text();
    definition.version_tag = cells.text();
    return definition;
}

std::int64_t read_count(Connection& connection, const Sql& sql) {
    return to_integer(connection.rows(sql, 1).at(0).at(0).value());
}

}  // namespace pavane::persistence
