#include "persistence/queries/filters.hpp"
#include "persistence/queries/variable_filter.hpp"
#include "persistence/soci_store.hpp"
#include "persistence/tables/live.hpp"

namespace pavane::persistence {

namespace {

using engine::TaskCriteria;
using Field = TaskCriteria::Field;

Literal column_of(Field field) {
    switch (field) {
        case Field::instance_id:
            return "t.process_id";
        case Field::due_date:
            return "t.due";
        case Field::follow_up_date:
            return "t.follow_up";
        case Field::execution_id:
            return "t.owner_id";
        case Field::assignee:
            return "nullif(t.assignee, '')";
        case Field::created:
            return "t.created_at";
        case Field::last_updated:
            return "t.updated_at";
        case Field::description:
            return "nullif(t.description, '')";
        case Field::id:
            return "t.id";
        case Field::name:
            return "nullif(t.name, '')";
        case Field::name_case_insensitive:
            return "nullif(lower(t.name), '')";
        case Field::priority:
            return "t.priority";
        case Field::tenant:
            return "nullif(t.tenant, '')";
    }
    ENSURE(false);
}

void add_place(Sql& sql, const TaskCriteria& criteria) {
    add_equals(sql, "t.id", criteria.id);
    add_among(sql, "t.id", criteria.id_in);
    add_place(sql, criteria.place);
    add_equals(sql, "p.business_key", criteria.business_key);
    add_like(sql, "p.business_key", criteria.business_key_like);
    add_among_ids(sql, "t.owner_id", criteria.activity_instance_in);
    add_equals(sql, "t.element", criteria.task_definition_key);
    add_among(sql, "t.element", criteria.task_definition_key_in);
    add_like(sql, "t.element", criteria.task_definition_key_like);
    add_tenant(sql, criteria.tenant);
}

constexpr Literal candidate_of_task =
    "exists (select 1 from user_task_candidate c where c.task_id = t.id and c.kind = ";

void add_candidate(Sql& sql, bool group, const Among& names) {
    sql << " and " << candidate_of_task << (group ? Literal("'group'") : Literal("'user'")) << " and c.name" << names
        << ")";
}

void add_people(Sql& sql, const TaskCriteria& criteria) {
    add_equals(sql, "t.assignee", criteria.assignee);
    add_like(sql, "t.assignee", criteria.assignee_like);
    add_among(sql, "t.assignee", criteria.assignee_in);
    add_equals(sql, "t.owner_user", criteria.owner);
    if (criteria.candidate_user) add_candidate(sql, false, present_ones({*criteria.candidate_user}));
    if (criteria.candidate_group) add_candidate(sql, true, present_ones({*criteria.candidate_group}));
    if (criteria.candidate_groups) add_candidate(sql, true, present_ones(*criteria.candidate_groups));
    const bool by_candidate = criteria.candidate_user || criteria.candidate_group || criteria.candidate_groups;
    add_if(sql, by_candidate && !criteria.include_assigned, "t.assignee = ''");
    if (criteria.involved_user) {
        const Among user = present_ones({*criteria.involved_user});
        sql << " and (t.assignee" << user << " or t.owner_user" << user << " or " << candidate_of_task
            << "'user' and c.name" << user << "))";
    }
    add_if(sql, criteria.assigned, "t.assignee <> ''");
    add_if(sql, criteria.unassigned, "t.assignee = ''");
    const auto has = [&](bool wanted, bool negated, Literal kind) {
        if (wanted) sql << (negated ? Literal(" and not ") : Literal(" and ")) << candidate_of_task << kind << ")";
    };
    has(criteria.with_candidate_users, false, "'user'");
    has(criteria.without_candidate_users, true, "'user'");
    has(criteria.with_candidate_groups, false, "'group'");
    has(criteria.without_candidate_groups, true, "'group'");
}

void add_content(Sql& sql, const TaskCriteria& criteria) {
    add_equals(sql, "t.name", criteria.name);
    add_like(sql, "t.name", criteria.name_like);
    add_equals(sql, "t.description", criteria.description);
    add_equals(sql, "t.priority", criteria.priority);
    add_compared(sql, "t.priority >= ", criteria.min_priority);
    add_compared(sql, "t.priority <= ", criteria.max_priority);
    add_equals(sql, "t.due", criteria.due);
    add_compared(sql, "t.due < ", criteria.due_before);
    add_compared(sql, "t.due > ", criteria.due_after);
    add_if(sql, criteria.without_due_date, "t.due is null");
    add_equals(sql, "t.follow_up", criteria.follow_up);
    add_compared(sql, "t.follow_up < ", criteria.follow_up_before);
    add_compared(sql, "t.follow_up > ", criteria.follow_up_after);
    if (criteria.follow_up_before_or_none)
        sql << " and (t.follow_up is null or t.follow_up < " << bound(*criteria.follow_up_before_or_none) << ")";
    add_equals(sql, "t.created_at", criteria.created_on);
    add_compared(sql, "t.created_at < ", criteria.created_before);
    add_compared(sql, "t.created_at > ", criteria.created_after);
    add_if(sql, criteria.suspended, "1 = 0");  // nothing can be suspended
    for (const auto& condition : criteria.variables) {
        const bool own = condition.where == engine::VariableCondition::Where::task;
        add_variable_condition(sql, own ? Literal("t.owner_id") : Literal("t.process_id"), condition);
    }
}

void add_from(Sql& sql, const TaskCriteria& criteria) {
    sql << " from user_task t";
    if (criteria.business_key || criteria.business_key_like) sql << " join process_instance p on p.id = t.process_id";
    sql << join_definition << " where 1 = 1";
    add_place(sql, criteria);
    add_people(sql, criteria);
    add_content(sql, criteria);
}

engine::TaskItem read_item(CellReader& cells) {
    engine::TaskItem item;
    item.row = read_user_task(cells);
    item.element = item.row.origin.element;
    item.definition = read_definition_ref(cells, item.row.origin.definition);
    return item;
}

std::size_t add_columns(Sql& sql) { return add_columns_and_definition(sql, user_task_table().columns); }

constexpr Listing<TaskCriteria> listing{add_columns, add_from, column_of, "t.id"};

}  // namespace

void SociStore::visit(const TaskCriteria& criteria, const engine::Page& page,
                      const engine::Visit<engine::TaskItem>& visit) {
    reading([&](Connection& connection) { visit_rows(connection, listing, criteria, page, read_item, visit); });
}

std::int64_t SociStore::count(const TaskCriteria& criteria) {
    return reading([&](Connection& connection) { return count_rows(connection, listing, criteria); });
}

}  // namespace pavane::persistence
