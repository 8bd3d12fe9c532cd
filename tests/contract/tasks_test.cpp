// The list of user tasks.
#include <boost/test/unit_test.hpp>

#include "tests/contract/checks.hpp"
#include "tests/contract/world.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;
using Criteria = TaskCriteria;
using Op = VariableCondition::Operator;
using Where = VariableCondition::Where;

namespace {

// Tasks are named by their element: check and pay (of order 7 and the bill it has called), ship (of Order_8).
void with_tasks(const std::function<void(World&, Lists<Criteria>&, Store&)>& test) {
    with_each_store([&](OpenStore& store) {
        World world;
        world.write_to(*store.store);
        Lists<Criteria> lists(*store.store, [](const TaskItem& item) { return item.element; });
        test(world, lists, *store.store);
    });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tasks)

BOOST_AUTO_TEST_CASE(tasks_are_found_by_where_they_are) {
    with_tasks([](World& world, Lists<Criteria>& lists, Store&) {
        lists.gives({}, {"check", "pay", "ship"});
        lists.gives(with(&Criteria::id, world.ship.key), {"ship"});
        lists.gives(with(&Criteria::id_in, std::vector{world.ship.key, world.pay.key}), {"pay", "ship"});
        lists.gives(with(&Criteria::id_in, std::vector<core::UserTaskId>{}), {});
        lists.gives(with(&Criteria::place, &PlaceFilter::process, world.called), {"pay"});
        lists.gives(with(&Criteria::place, &PlaceFilter::process_in, std::vector{world.a.id, world.b.id}),
                    {"check", "ship"});
        lists.gives(with(&Criteria::business_key, "Order_8"), {"ship"});
        lists.gives(with(&Criteria::business_key_like, "%r_e%"), {});
        lists.gives(with(&Criteria::place, &PlaceFilter::definition, world.b.definition), {"ship"});
        lists.gives(with(&Criteria::place, &PlaceFilter::definition_key, "order"), {"check", "ship"});
        lists.gives(with(&Criteria::place, &PlaceFilter::definition_key_in, Names{"bill"}), {"pay"});
        lists.gives(with(&Criteria::place, &PlaceFilter::definition_name, "The bill"), {"pay"});
        lists.gives(with(&Criteria::place, &PlaceFilter::execution, world.called), {"pay"});
        lists.gives(with(&Criteria::activity_instance_in, Names{to_string(world.b.id), "no id"}), {"ship"});
        lists.gives(with(&Criteria::task_definition_key, "pay"), {"pay"});
        lists.gives(with(&Criteria::task_definition_key_in, Names{"pay", "check"}), {"check", "pay"});
        lists.gives(with(&Criteria::task_definition_key_like, "%h%"), {"check", "ship"});
        lists.gives(with(&Criteria::tenant, &TenantFilter::in, Names{"globex", tenant}), {"check", "pay", "ship"});
        lists.gives(with(&Criteria::tenant, &TenantFilter::without, true), {});
    });
}

BOOST_AUTO_TEST_CASE(tasks_are_found_by_people) {
    with_tasks([](World&, Lists<Criteria>& lists, Store&) {
        lists.gives(with(&Criteria::assignee, "demo"), {"check"});
        lists.gives(with(&Criteria::assignee, "Demo"), {});
        lists.gives(with(&Criteria::assignee_like, "%o%"), {"check", "pay"});
        lists.gives(with(&Criteria::assignee_in, Names{"demo", "zoe"}), {"check", "pay"});
        lists.gives(with(&Criteria::owner, "boss"), {"check", "pay"});
        lists.gives(with(&Criteria::assigned, true), {"check", "pay"});
        lists.gives(with(&Criteria::unassigned, true), {"ship"});
        lists.gives(with(&Criteria::candidate_user, "anna"), {"ship"});
        lists.gives(with(&Criteria::candidate_group, "depot"), {"ship"});
        lists.gives(with(&Criteria::candidate_group, "sales"), {});  // those tasks have an assignee
        Criteria assigned_too = with(&Criteria::candidate_group, "sales");
        assigned_too.include_assigned = true;
        lists.gives(assigned_too, {"check", "pay"});
        Criteria groups = with(&Criteria::candidate_groups, Names{"sales", "depot"});
        lists.gives(groups, {"ship"});
        groups.include_assigned = true;
        lists.gives(groups, {"check", "pay", "ship"});
        lists.gives(with(&Criteria::involved_user, "anna"), {"ship"});
        lists.gives(with(&Criteria::involved_user, "boss"), {"check", "pay"});
        lists.gives(with(&Criteria::with_candidate_users, true), {"check", "ship"});
        lists.gives(with(&Criteria::without_candidate_users, true), {"pay"});
        lists.gives(with(&Criteria::with_candidate_groups, true), {"check", "pay", "ship"});
        lists.gives(with(&Criteria::without_candidate_groups, true), {});
    });
}

BOOST_AUTO_TEST_CASE(tasks_are_found_by_content_and_dates) {
    with_tasks([](World&, Lists<Criteria>& lists, Store&) {
        lists.gives(with(&Criteria::name, "Ship it"), {"ship"});
        lists.gives(with(&Criteria::name_like, "%'sofort'"), {"check"});
        lists.gives(with(&Criteria::name_like, "ask_%"), {"pay"});
        lists.gives(with(&Criteria::name_like, "ask1%"), {});
        lists.gives(with(&Criteria::name_like, "a_k%"), {});
        lists.gives(with(&Criteria::description, "All of it"), {"check", "pay", "ship"});
        lists.gives(with(&Criteria::priority, 99), {"pay"});
        lists.gives(with(&Criteria::min_priority, 70), {"check", "pay"});
        lists.gives(with(&Criteria::max_priority, 70), {"check", "ship"});
        lists.gives(with(&Criteria::due, at(900)), {"pay"});
        lists.gives(with(&Criteria::due_before, at(900)), {"check"});
        lists.gives(with(&Criteria::due_after, at(6)), {"pay"});
        lists.gives(with(&Criteria::without_due_date, true), {"ship"});
        lists.gives(with(&Criteria::follow_up, at(7)), {"check", "pay"});
        lists.gives(with(&Criteria::follow_up_before, at(7)), {});
        lists.gives(with(&Criteria::follow_up_after, at(6)), {"check", "pay"});
        lists.gives(with(&Criteria::follow_up_before_or_none, at(7)), {"ship"});
        lists.gives(with(&Criteria::created_on, at(50)), {"ship"});
        lists.gives(with(&Criteria::created_before, at(50)), {"check"});
        lists.gives(with(&Criteria::created_after, at(50)), {"pay"});
        lists.gives(with(&Criteria::active, true), {"check", "pay", "ship"});
        lists.gives(with(&Criteria::suspended, true), {});
        const auto where = [&](const std::string& name, Op op, Where place, const expression::TypedValue& value) {
            return with(&Criteria::variables, std::vector<VariableCondition>{{name, op, place, value}});
        };
        lists.gives(where("amount", Op::lteq, Where::process, integer(20)), {"ship"});
        lists.gives(where("total", Op::eq, Where::task, text("inner")), {"pay"});
        lists.gives(where("city", Op::like, Where::process, text("%o%")), {"ship"});
        lists.gives(where("city", Op::gt, Where::process, text("C")), {"check"});
        Criteria both = where("amount", Op::eq, Where::process, integer(100));
        both.variables.push_back({"city", Op::eq, Where::process, text("Bonn")});
        lists.gives(both, {});
    });
}

BOOST_AUTO_TEST_CASE(tasks_are_sorted_by_every_field) {
    with_tasks([](World&, Lists<Criteria>& lists, Store&) {
        using Field = Criteria::Field;
        lists.sorts({{Field::name, false}}, {"check", "ship", "pay"});  // Prüfen, Ship, ask: byte by byte
        lists.sorts({{Field::name_case_insensitive, false}}, {"pay", "check", "ship"});
        lists.sorts({{Field::priority, true}}, {"pay", "check", "ship"});
        lists.sorts({{Field::due_date, false}}, {"check", "pay", "ship"});
        lists.sorts({{Field::due_date, true}}, {"ship", "pay", "check"});
        lists.sorts({{Field::follow_up_date, false}, {Field::created, true}}, {"pay", "check", "ship"});
        lists.sorts({{Field::assignee, false}}, {"check", "pay", "ship"});
        lists.sorts({{Field::last_updated, true}, {Field::priority, false}}, {"ship", "check", "pay"});
        lists.sorts({{Field::created, false}}, {"check", "ship", "pay"});
        lists.sorts({{Field::description, false}, {Field::tenant, true}, {Field::id, true}}, {"pay", "ship", "check"});
        lists.sorts({{Field::instance_id, true}}, {"pay", "ship", "check"});
        lists.sorts({{Field::execution_id, false}}, {"check", "ship", "pay"});
    });
}

BOOST_AUTO_TEST_CASE(a_listed_task_is_whole) {
    with_tasks([](World& world, Lists<Criteria>&, Store& store) {
        const auto items = store.list(with(&Criteria::id, world.ship.key), {});
        BOOST_TEST_REQUIRE(items.size() == 1u);
        BOOST_TEST((items[0].row.record.candidates == world.ship.record.candidates));
        BOOST_TEST((items[0].row.origin.root == world.b.id && items[0].row.record.name == "Ship it"));
        BOOST_TEST((items[0].definition.id == world.b.definition && items[0].definition.version == 2));
        BOOST_TEST(items[0].definition.version_tag == "v2");
    });
}

BOOST_AUTO_TEST_SUITE_END()
