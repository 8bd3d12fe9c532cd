// History: the union of what runs and what has ended.
#include <boost/test/unit_test.hpp>

#include "tests/contract/checks.hpp"
#include "tests/contract/world.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;

BOOST_AUTO_TEST_SUITE(history)

BOOST_AUTO_TEST_CASE(process_instances_are_listed) {
    with_each_store([](OpenStore& store) {
        World world;
        world.write_to(*store.store);
        using Criteria = HistoryProcessCriteria;
        // "order 7" is both the business key of a, which runs, and of the one that has ended.
        Lists<Criteria> lists(*store.store, [&](const HistoryProcessItem& item) {
            return item.id == world.ended.id ? "ended" : item.business_key;
        });
        const std::string a = "order 7", b = "Order_8", bill = "bill 1";
        lists.gives({}, {a, b, bill, "ended"});
        lists.gives(with(&Criteria::place, &PlaceFilter::process, world.ended.id), {"ended"});
        lists.gives(with(&Criteria::place, &PlaceFilter::process_in, std::vector{world.ended.id, world.b.id}),
                    {"ended", b});
        lists.gives(with(&Criteria::business_key, "order 7"), {a, "ended"});
        lists.gives(with(&Criteria::business_key_like, "%8"), {b});
        lists.gives(with(&Criteria::place, &PlaceFilter::definition, world.b.definition), {b, "ended"});
        lists.gives(with(&Criteria::place, &PlaceFilter::definition_key, "bill"), {bill});
        lists.gives(with(&Criteria::place, &PlaceFilter::definition_key_in, Names{"order"}), {a, b, "ended"});
        lists.gives(with(&Criteria::place, &PlaceFilter::definition_name, "The bill"), {bill});
        lists.gives(with(&Criteria::root_only, true), {a, b, "ended"});
        lists.gives(with(&Criteria::super_process, world.a.id), {bill});
        lists.gives(with(&Criteria::sub_process, world.called), {a});
        lists.gives(with(&Criteria::period, &PeriodFilter::finished, true), {"ended"});
        lists.gives(with(&Criteria::period, &PeriodFilter::unfinished, true), {a, b, bill});
        lists.gives(with(&Criteria::active, true), {a, b, bill});
        lists.gives(with(&Criteria::suspended, true), {});
        lists.gives(with(&Criteria::completed, true), {});
        lists.gives(with(&Criteria::externally_terminated, true), {"ended"});
        lists.gives(with(&Criteria::internally_terminated, true), {});
        lists.gives(with(&Criteria::with_incidents, true), {b, "ended"});
        lists.gives(with(&Criteria::period, &PeriodFilter::started_before, at(1)), {a, b, "ended"});
        lists.gives(with(&Criteria::period, &PeriodFilter::started_after, at(2)), {bill});
        lists.gives(with(&Criteria::period, &PeriodFilter::finished_before, at(500)), {"ended"});
        lists.gives(with(&Criteria::period, &PeriodFilter::finished_after, at(501)), {});
        lists.gives(with(&Criteria::executed_activity_in, Names{"check"}), {"ended"});
        lists.gives(with(&Criteria::active_activity_in, Names{"call_bill"}), {a});
        lists.gives(with(&Criteria::tenant, &TenantFilter::in, Names{tenant}), {a, b, bill, "ended"});
        lists.gives(with(&Criteria::tenant, &TenantFilter::without, true), {});
        const auto amount = [](std::int64_t value) {
            return with(&Criteria::variables,
                        std::vector<VariableCondition>{{"amount", VariableCondition::Operator::lteq,
                                                        VariableCondition::Where::process, integer(value)}});
        };
        lists.gives(amount(20), {b, "ended"});
        using Field = Criteria::Field;
        lists.sorts({{Field::end_time, false}, {Field::business_key, false}}, {"ended", b, bill, a});
        lists.sorts({{Field::duration, true}, {Field::start_time, true}, {Field::business_key, false}},
                    {bill, b, a, "ended"});
        lists.sorts({{Field::definition_key, false},
                     {Field::definition_version, true},
                     {Field::definition_name, false},
                     {Field::business_key, false}},
                    {bill, b, "ended", a});
    });
}

BOOST_AUTO_TEST_CASE(a_process_instance_shows_how_it_ended) {
    with_each_store([](OpenStore& store) {
        World world;
        world.write_to(*store.store);
        const auto item =
            store->list(with(&HistoryProcessCriteria::place, &PlaceFilter::process, world.ended.id), {}).at(0);
        BOOST_TEST((item.root == world.ended.id && item.super_process.is_null() && item.tenant == tenant));
        BOOST_TEST((item.start_element == "start" && item.end_element == ""));
        BOOST_TEST((item.started_at == at(1) && item.ended_at == at(500)));
        BOOST_TEST((item.ending == core::Ending::canceled && item.by_command && item.reason == "no longer needed"));
        const auto child =
            store->list(with(&HistoryProcessCriteria::place, &PlaceFilter::process, world.called), {}).at(0);
        BOOST_TEST((child.root == world.a.id && child.super_process == world.a.id && !child.ended_at));
        BOOST_TEST(child.definition.key == "bill");
    });
}

BOOST_AUTO_TEST_CASE(activities_are_listed_without_the_process_itself) {
    with_each_store([](OpenStore& store) {
        World world;
        world.write_to(*store.store);
        using Criteria = HistoryActivityCriteria;
        Lists<Criteria> lists(*store.store, [](const HistoryActivityItem& item) { return item.element; });
        lists.gives({}, {"call_bill", "check"});
        lists.gives(with(&Criteria::id, world.calling.key), {"call_bill"});
        lists.gives(with(&Criteria::place, &PlaceFilter::process, world.ended.id), {"check"});
        lists.gives(with(&Criteria::place, &PlaceFilter::process_in, std::vector{world.a.id}), {"call_bill"});
        lists.gives(with(&Criteria::place, &PlaceFilter::definition, world.b.definition), {"check"});
        lists.gives(with(&Criteria::place, &PlaceFilter::execution, world.calling.key), {"call_bill"});
        lists.gives(with(&Criteria::activity, "check"), {"check"});
        lists.gives(with(&Criteria::activity_in, Names{"check", "call_bill"}), {"call_bill", "check"});
        lists.gives(with(&Criteria::activity_name, "Check the order"), {"call_bill", "check"});
        lists.gives(with(&Criteria::activity_type, "callActivity"), {"call_bill"});
        lists.gives(with(&Criteria::assignee, "demo"), {"call_bill", "check"});
        lists.gives(with(&Criteria::period, &PeriodFilter::finished, true), {"check"});
        lists.gives(with(&Criteria::period, &PeriodFilter::unfinished, true), {"call_bill"});
        lists.gives(with(&Criteria::canceled, true), {"check"});
        lists.gives(with(&Criteria::period, &PeriodFilter::started_before, at(1)), {"call_bill", "check"});
        lists.gives(with(&Criteria::period, &PeriodFilter::started_after, at(2)), {});
        lists.gives(with(&Criteria::period, &PeriodFilter::finished_before, at(499)), {});
        lists.gives(with(&Criteria::period, &PeriodFilter::finished_after, at(500)), {"check"});
        lists.gives(with(&Criteria::tenant, &TenantFilter::in, Names{tenant}), {"call_bill", "check"});
        lists.gives(with(&Criteria::tenant, &TenantFilter::without, true), {});
        lists.sorts({{Criteria::Field::activity_id, true}}, {"check", "call_bill"});
        lists.sorts({{Criteria::Field::end_time, true}}, {"call_bill", "check"});
        lists.sorts({{Criteria::Field::duration, false}}, {"check", "call_bill"});
        const auto item = store->list(with(&Criteria::id, world.calling.key), {}).at(0);
        BOOST_TEST((item.parent == world.a.id && item.called == world.called && !item.canceled));
        BOOST_TEST((item.activity_type == "callActivity" && item.process == world.a.id));
    });
}

BOOST_AUTO_TEST_CASE(tasks_are_listed) {
    with_each_store([](OpenStore& store) {
        World world;
        world.write_to(*store.store);
        using Criteria = HistoryTaskCriteria;
        Lists<Criteria> lists(*store.store, [](const HistoryTaskItem& item) {
            return item.row.origin.element + (item.ended_at ? " ended" : "");
        });
        lists.gives({}, {"check", "check ended", "pay", "ship"});
        lists.gives(with(&Criteria::id, world.ended_task.id), {"check ended"});
        lists.gives(with(&Criteria::place, &PlaceFilter::process, world.called), {"pay"});
        lists.gives(with(&Criteria::business_key, "order 7"), {"check", "check ended"});
        lists.gives(with(&Criteria::place, &PlaceFilter::definition, world.a.definition), {"check"});
        lists.gives(with(&Criteria::place, &PlaceFilter::definition_key, "bill"), {"pay"});
        lists.gives(with(&Criteria::place, &PlaceFilter::execution, world.ended.id), {"check ended"});
        lists.gives(with(&Criteria::activity_instance_in, Names{to_string(world.b.id)}), {"ship"});
        lists.gives(with(&Criteria::name, "Ship it"), {"ship"});
        lists.gives(with(&Criteria::name_like, "%100%"), {"pay"});
        lists.gives(with(&Criteria::assignee, "demo"), {"check", "check ended"});
        lists.gives(with(&Criteria::assignee_like, "z%"), {"pay"});
        lists.gives(with(&Criteria::owner, "boss"), {"check", "check ended", "pay"});
        lists.gives(with(&Criteria::assigned, true), {"check", "check ended", "pay"});
        lists.gives(with(&Criteria::unassigned, true), {"ship"});
        lists.gives(with(&Criteria::task_definition_key, "check"), {"check", "check ended"});
        lists.gives(with(&Criteria::task_definition_key_in, Names{"pay"}), {"pay"});
        lists.gives(with(&Criteria::period, &PeriodFilter::finished, true), {"check ended"});
        lists.gives(with(&Criteria::period, &PeriodFilter::unfinished, true), {"check", "pay", "ship"});
        lists.gives(with(&Criteria::process_finished, true), {"check ended"});
        lists.gives(with(&Criteria::process_unfinished, true), {"check", "pay", "ship"});
        lists.gives(with(&Criteria::priority, 10), {"ship"});
        lists.gives(with(&Criteria::delete_reason, "deleted"), {"check ended"});
        lists.gives(with(&Criteria::period, &PeriodFilter::started_before, at(8)), {"check", "check ended"});
        lists.gives(with(&Criteria::period, &PeriodFilter::started_after, at(70)), {"pay"});
        lists.gives(with(&Criteria::period, &PeriodFilter::finished_before, at(500)), {"check ended"});
        lists.gives(with(&Criteria::period, &PeriodFilter::finished_after, at(501)), {});
        lists.gives(with(&Criteria::tenant, &TenantFilter::in, Names{"globex"}), {});
        lists.gives(with(&Criteria::tenant, &TenantFilter::without, true), {});
        using Field = Criteria::Field;
        lists.sorts({{Field::end_time, false}, {Field::start_time, false}}, {"check ended", "check", "ship", "pay"});
        lists.sorts({{Field::assignee, false}, {Field::duration, false}}, {"check ended", "check", "pay", "ship"});
        lists.sorts({{Field::delete_reason, true}, {Field::owner, false}, {Field::priority, false}},
                    {"check", "pay", "ship", "check ended"});
        const auto item = store->list(with(&Criteria::id, world.ended_task.id), {}).at(0);
        BOOST_TEST((item.reason == "deleted" && item.ended_at == at(500) && item.definition.key == "order"));
        BOOST_TEST(item.row.record.name == world.check.record.name);
    });
}

BOOST_AUTO_TEST_CASE(variables_are_listed) {
    with_each_store([](OpenStore& store) {
        World world;
        world.write_to(*store.store);
        using Criteria = HistoryVariableCriteria;
        Lists<Criteria> lists(*store.store, [](const HistoryVariableItem& item) {
            const auto& value = item.row.record.value.value;
            return item.row.key.name +
                   (value.integer() != nullptr ? std::to_string(*value.integer()) : *value.string());
        });
        lists.gives({}, {"amount100", "amount20", "amount3", "amount7", "cityBonn", "cityUlm", "totalinner"});
        lists.gives(with(&Criteria::place, &PlaceFilter::process, world.ended.id), {"amount3"});
        lists.gives(with(&Criteria::place, &PlaceFilter::process_in, std::vector{world.b.id}),
                    {"amount20", "cityBonn"});
        lists.gives(with(&Criteria::place, &PlaceFilter::definition, world.b.definition),
                    {"amount20", "amount3", "cityBonn"});
        Criteria by_key = with(&Criteria::place, &PlaceFilter::definition_key, "order");
        by_key.name = "city";
        lists.gives(by_key, {"cityBonn", "cityUlm"});
        lists.gives(with(&Criteria::name, "total"), {"totalinner"});
        lists.gives(with(&Criteria::name_like, "%t%l"), {"totalinner"});
        lists.gives(with(&Criteria::value, integer(3)), {"amount3"});
        lists.gives(with(&Criteria::value, text("Ulm")), {"cityUlm"});
        lists.gives(with(&Criteria::activity_instance_in, Names{to_string(world.calling.key)}), {"amount7"});
        lists.gives(with(&Criteria::execution_in, Names{to_string(world.called)}), {"totalinner"});
        lists.gives(with(&Criteria::tenant, &TenantFilter::in, Names{"globex"}), {});
        lists.gives(with(&Criteria::tenant, &TenantFilter::without, true), {});
        Criteria ended = with(&Criteria::place, &PlaceFilter::process, world.ended.id);
        BOOST_TEST((store->list(ended, {}).at(0).ended_at == at(500)));
        BOOST_TEST(store->list(ended, {}).at(0).definition.key == "order");
    });
}

BOOST_AUTO_TEST_CASE(a_variable_of_a_task_tells_which_before_and_after_its_end) {
    with_each_store([](OpenStore& store) {
        Root live, over;
        const ActivityRow open = live.activity("check"), closed = over.activity("check");
        RootRows rows;
        rows.activities.inserted = {open};
        VariableRow own = live.variable("own", integer(1));
        own.key.scope = open.key;
        rows.variables.inserted = {own, live.variable("of the process", integer(2))};
        make(*store.store, live, rows);
        rows = {};
        rows.ended_activities = {{closed.origin, {closed.key, closed.record, core::Ending::completed, at(500)}}};
        VariableRow ended = over.variable("ended", integer(3));
        ended.key.scope = closed.key;
        rows.ended_variables = {{ended.origin, {ended.key, ended.record, over.id, at(500)}}};
        make(*store.store, over, rows);
        const auto task_of = [&](const std::string& name) {
            return store->list(with(&HistoryVariableCriteria::name, name), {}).at(0).task;
        };
        BOOST_TEST((task_of("own") == open.record.task));
        BOOST_TEST((task_of("ended") == closed.record.task));
        BOOST_TEST(task_of("of the process").value.is_null());
    });
}

BOOST_AUTO_TEST_SUITE_END()
