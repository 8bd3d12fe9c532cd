#include "persistence/queries/filters.hpp"

namespace pavane::persistence {

void add_equals(Sql& sql, Literal column, const std::optional<std::string>& text) {
    if (!text) return;
    if (text->empty()) {
        sql << " and 1 = 0";
    } else {
        sql << " and " << column << " = " << bound(*text);
    }
}

Among present_ones(engine::Names texts) {
    std::erase(texts, "");
    return one_of(texts);
}

void add_among(Sql& sql, Literal column, const std::optional<engine::Names>& texts) {
    if (texts) sql << " and " << column << present_ones(*texts);
}

void add_like(Sql& sql, Literal column, const std::optional<std::string>& pattern) {
    if (!pattern) return;
    sql << " and " << column << " like " << bound(like_pattern(*pattern)) << " escape '\\' and " << column << " <> ''";
}

void add_among_ids(Sql& sql, Literal column, const std::optional<engine::Names>& ids) {
    if (!ids) return;
    std::vector<core::ActivityId> known;
    for (const std::string& text : *ids)
        if (const auto id = parse_uuid(text)) known.push_back({*id});
    sql << " and " << column << one_of(known);
}

void add_tenant(Sql& sql, const engine::TenantFilter& filter, Literal column) {
    if (filter.without) sql << " and " << column << " = ''";
    if (!filter.in) return;
    sql << " and (" << column << present_ones(*filter.in);
    if (filter.include_without) sql << " or " << column << " = ''";
    sql << ")";
}

void add_place(Sql& sql, const engine::PlaceFilter& filter, const PlaceColumns& columns) {
    add_equals(sql, columns.definition, filter.definition);
    add_equals(sql, "d.key", filter.definition_key);
    add_among(sql, "d.key", filter.definition_key_in);
    add_equals(sql, "d.name", filter.definition_name);
    add_equals(sql, columns.process, filter.process);
    add_among(sql, columns.process, filter.process_in);
    add_equals(sql, columns.execution, filter.execution);
}

void add_period(Sql& sql, const engine::PeriodFilter& filter, const PeriodColumns& columns) {
    add_if(sql, filter.finished, "t.ended_at is not null");
    add_if(sql, filter.unfinished, "t.ended_at is null");
    add_compared(sql, columns.not_after, filter.started_before);
    add_compared(sql, columns.not_before, filter.started_after);
    add_compared(sql, "t.ended_at <= ", filter.finished_before);
    add_compared(sql, "t.ended_at >= ", filter.finished_after);
}

void add_definition_ref(Sql& sql) {
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

std::size_t add_columns_and_definition(Sql& sql, const std::vector<Column>& columns, Literal prefix) {
    sql.columns(prefix, columns) << ", ";
    add_definition_ref(sql);
    return columns.size() + definition_ref_width;
}

}  // namespace pavane::persistence
