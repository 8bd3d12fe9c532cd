// Lists of what is deployed and what runs.
#include <boost/test/unit_test.hpp>

#include "tests/contract/checks.hpp"
#include "tests/contract/world.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;
using Op = VariableCondition::Operator;
using Where = VariableCondition::Where;

BOOST_AUTO_TEST_SUITE(queries)

BOOST_AUTO_TEST_CASE(deployments_are_listed) {
    World world;
    const auto names = [](const Deployment& item) { return item.name; };
    with_each_store([&](OpenStore& store) {
        world = World();
        world.write_to(*store.store);
        Lists<DeploymentCriteria> lists(*store.store, names);
        lists.gives({}, {"first", "second", "third"});
        lists.gives(with(&DeploymentCriteria::id, world.bills.deployment.id), {"second"});
        lists.gives(with(&DeploymentCriteria::name, "third"), {"third"});
        lists.gives(with(&DeploymentCriteria::name_like, "%ir%"), {"first", "third"});
        lists.gives(with(&DeploymentCriteria::name_like, "_hird"), {});
        lists.gives(with(&DeploymentCriteria::source, "test"), {"first", "second", "third"});
        lists.gives(with(&DeploymentCriteria::without_source, true), {});
        lists.gives(with(&DeploymentCriteria::before, at(20)), {"first"});
        lists.gives(with(&DeploymentCriteria::after, at(20)), {"third"});
        lists.gives(with(&DeploymentCriteria::tenant, &TenantFilter::in, Names{"globex"}), {});
        lists.gives(with(&DeploymentCriteria::tenant, &TenantFilter::without, true), {});
        using Field = DeploymentCriteria::Field;
        lists.sorts({{Field::name, false}}, {"first", "second", "third"});
        lists.sorts({{Field::deployment_time, true}}, {"third", "second", "first"});
        lists.sorts({{Field::tenant, false}, {Field::id, true}}, {"third", "second", "first"});
    });
}

BOOST_AUTO_TEST_CASE(definitions_are_listed) {
    const auto names = [](const StoredDefinition& item) { return item.key + std::to_string(item.version); };
    with_each_store([&](OpenStore& store) {
        World world;
        world.write_to(*store.store);
        using Criteria = DefinitionCriteria;
        Lists<Criteria> lists(*store.store, names);
        lists.gives({}, {"order1", "bill1", "order2"});
        lists.gives(with(&Criteria::id_in, std::vector{world.a.definition}), {"order1"});
        lists.gives(with(&Criteria::key, "order"), {"order1", "order2"});
        lists.gives(with(&Criteria::key_in, Names{"bill", "x"}), {"bill1"});
        lists.gives(with(&Criteria::key_like, "b%"), {"bill1"});
        lists.gives(with(&Criteria::name, "The bill"), {"bill1"});
        lists.gives(with(&Criteria::name_like, "the%"), {});  // capitals count
        lists.gives(with(&Criteria::version, 2), {"order2"});
        lists.gives(with(&Criteria::version_tag, "v2"), {"order2"});
        lists.gives(with(&Criteria::resource_name, "bill.bpmn"), {"bill1"});
        lists.gives(with(&Criteria::deployment, world.bills.deployment.id), {"bill1"});
        lists.gives(with(&Criteria::latest, true), {"bill1", "order2"});
        lists.gives(with(&Criteria::active, true), {"order1", "bill1", "order2"});
        lists.gives(with(&Criteria::suspended, true), {});
        lists.gives(with(&Criteria::startable_in_tasklist, true), {"order1", "bill1", "order2"});
        lists.gives(with(&Criteria::tenant, &TenantFilter::in, Names{tenant}), {"order1", "bill1", "order2"});
        lists.gives(with(&Criteria::tenant, &TenantFilter::without, true), {});
        lists.sorts({{Criteria::Field::key, true}, {Criteria::Field::version, true}}, {"order2", "order1", "bill1"});
        lists.sorts({{Criteria::Field::deploy_time, true}}, {"order2", "bill1", "order1"});
    });
}

BOOST_AUTO_TEST_CASE(process_instances_are_listed) {
    with_each_store([](OpenStore& store) {
        World world;
        world.write_to(*store.store);
        using Criteria = ProcessInstanceCriteria;
        Lists<Criteria> lists(*store.store, [](const ProcessInstanceItem& item) { return item.business_key; });
        const std::string a = "order 7", b = "Order_8", bill = "bill 1";
        lists.gives({}, {a, bill, b});
        lists.gives(with(&Criteria::place, &PlaceFilter::process_in, std::vector{world.a.id}), {a});
        lists.gives(with(&Criteria::business_key, b), {b});
        lists.gives(with(&Criteria::business_key_like, "%r%_%"), {b});  // only % is special
        lists.gives(with(&Criteria::place, &PlaceFilter::definition, world.b.definition), {b});
        lists.gives(with(&Criteria::place, &PlaceFilter::definition_key, "order"), {a, b});
        lists.gives(with(&Criteria::place, &PlaceFilter::definition_key_in, Names{"bill"}), {bill});
        lists.gives(with(&Criteria::deployment, world.bills.deployment.id.value), {bill});
        lists.gives(with(&Criteria::super_process, world.a.id), {bill});
        lists.gives(with(&Criteria::sub_process, world.called), {a});
        lists.gives(with(&Criteria::root_only, true), {a, b});
        lists.gives(with(&Criteria::active, true), {a, bill, b});
        lists.gives(with(&Criteria::suspended, true), {});
        lists.gives(with(&Criteria::with_incident, true), {b});
        lists.gives(with(&Criteria::activity_in, Names{"call_bill"}), {a});
        lists.gives(with(&Criteria::tenant, &TenantFilter::in, Names{tenant}), {a, bill, b});
        lists.gives(with(&Criteria::tenant, &TenantFilter::without, true), {});
        const auto where = [&](Op op, const expression::TypedValue& value) {
            return with(&Criteria::variables, std::vector<VariableCondition>{{"amount", op, Where::process, value}});
        };
        lists.gives(where(Op::eq, integer(100)), {a});
        lists.gives(where(Op::eq, {expression::ValueType::real, expression::Value(100.0), false}), {a});
        lists.gives(where(Op::neq, integer(100)), {b});
        lists.gives(where(Op::gt, integer(20)), {a});
        lists.gives(where(Op::gteq, integer(20)), {a, b});
        lists.gives(where(Op::lt, {expression::ValueType::real, expression::Value(20.5), false}), {b});
        lists.gives(where(Op::eq, text("100")), {});
        const auto city = [](Op op, const expression::TypedValue& value) {
            return with(&Criteria::variables, std::vector<VariableCondition>{{"city", op, Where::process, value}});
        };
        lists.gives(city(Op::like, text("U%")), {a});
        lists.gives(city(Op::not_like, text("U%")), {b});
        lists.gives(city(Op::not_like, text("%")), {});
        lists.gives(city(Op::not_like, integer(1)), {});
        lists.sorts({{Criteria::Field::business_key, false}}, {b, bill, a});
        lists.sorts({{Criteria::Field::definition_key, false}, {Criteria::Field::instance_id, true}}, {bill, b, a});
        const auto items = store->list(with(&Criteria::business_key, bill), {});
        BOOST_TEST_REQUIRE(items.size() == 1u);
        BOOST_TEST((items[0].id == world.called && items[0].tenant == tenant));
        BOOST_TEST((items[0].definition.key == "bill" && items[0].definition.version == 1));
        BOOST_TEST(items[0].definition.name == "The bill");
    });
}

BOOST_AUTO_TEST_CASE(external_tasks_are_listed) {
    with_each_store([](OpenStore& store) {
        World world;
        world.write_to(*store.store);
        using Criteria = ExternalTaskCriteria;
        Lists<Criteria> lists(*store.store, [](const ExternalTaskItem& item) { return item.row.record.topic; });
        const std::vector<std::string> it{"charge"}, none;
        lists.gives({}, it);
        lists.gives(with(&Criteria::id, world.charge.key), it);
        lists.gives(with(&Criteria::id_in, std::vector{new_id<core::ExternalTaskId>()}), none);
        lists.gives(with(&Criteria::topic, "charge"), it);
        lists.gives(with(&Criteria::worker, "w1"), none);
        lists.gives(with(&Criteria::locked, true), none);
        lists.gives(with(&Criteria::not_locked, true), it);
        lists.gives(with(&Criteria::activity, "charge"), it);
        lists.gives(with(&Criteria::activity_in, Names{"x"}), none);
        lists.gives(with(&Criteria::place, &PlaceFilter::execution, world.a.id), it);
        lists.gives(with(&Criteria::place, &PlaceFilter::process, world.b.id), none);
        lists.gives(with(&Criteria::place, &PlaceFilter::process_in, std::vector{world.a.id}), it);
        lists.gives(with(&Criteria::place, &PlaceFilter::definition, world.a.definition), it);
        lists.gives(with(&Criteria::active, true), it);
        lists.gives(with(&Criteria::suspended, true), none);
        lists.gives(with(&Criteria::with_retries_left, true), it);
        lists.gives(with(&Criteria::no_retries_left, true), none);
        lists.gives(with(&Criteria::priority_at_least, 6), none);
        lists.gives(with(&Criteria::priority_at_most, 5), it);
        lists.gives(with(&Criteria::tenant, &TenantFilter::in, Names{tenant}), it);
        lists.gives(with(&Criteria::tenant, &TenantFilter::without, true), none);
        lists.sorts({{Criteria::Field::lock_expiration, false}, {Criteria::Field::definition_key, false}}, it);
        BOOST_TEST(!store->list(Criteria{}, {})[0].lock_until.has_value());
        BOOST_TEST(store->lock(world.charge.key, "w1", Milliseconds(60'000)));
        const Instant now = store->now();
        lists.gives(with(&Criteria::locked, true), it);
        lists.gives(with(&Criteria::not_locked, true), none);
        lists.gives(with(&Criteria::worker, "w1"), it);
        lists.gives(with(&Criteria::lock_expires_after, now), it);
        lists.gives(with(&Criteria::lock_expires_before, now), none);
        const auto item = store->list(Criteria{}, {}).at(0);
        BOOST_TEST((item.worker == "w1" && item.lock_until > now && item.business_key == "order 7"));
        BOOST_TEST(item.definition.key == "order");
    });
}

BOOST_AUTO_TEST_CASE(jobs_are_listed) {
    with_each_store([](OpenStore& store) {
        World world;
        world.write_to(*store.store);
        using Criteria = JobCriteria;
        Lists<Criteria> lists(*store.store, [](const JobItem& item) { return item.row.origin.element; });
        lists.gives({}, {"wait", "work"});
        lists.gives(with(&Criteria::id, world.timer.key), {"wait"});
        lists.gives(with(&Criteria::id_in, std::vector{world.failed.key}), {"work"});
        lists.gives(with(&Criteria::place, &PlaceFilter::process, world.b.id), {"wait", "work"});
        lists.gives(with(&Criteria::place, &PlaceFilter::process_in, std::vector{world.a.id}), {});
        lists.gives(with(&Criteria::place, &PlaceFilter::execution, world.b.id), {"wait", "work"});
        lists.gives(with(&Criteria::place, &PlaceFilter::definition, world.a.definition), {});
        lists.gives(with(&Criteria::place, &PlaceFilter::definition_key, "order"), {"wait", "work"});
        lists.gives(with(&Criteria::activity, "work"), {"work"});
        lists.gives(with(&Criteria::failed_activity, "wait"), {});
        lists.gives(with(&Criteria::failed_activity, "work"), {"work"});
        lists.gives(with(&Criteria::with_retries_left, true), {"wait"});
        lists.gives(with(&Criteria::no_retries_left, true), {"work"});
        lists.gives(with(&Criteria::executable, true), store->now() > at(400) ? Names{"wait"} : Names{});
        lists.gives(with(&Criteria::timers, true), {"wait"});
        lists.gives(with(&Criteria::messages, true), {"work"});
        lists.gives(with(&Criteria::with_exception, true), {"work"});
        lists.gives(with(&Criteria::exception_message, "it broke"), {"work"});
        lists.gives(with(&Criteria::active, true), {"wait", "work"});
        lists.gives(with(&Criteria::suspended, true), {});
        lists.gives(with(&Criteria::due_before, at(400)), {});
        lists.gives(with(&Criteria::due_before, at(401)), {"wait"});
        lists.gives(with(&Criteria::due_after, at(399)), {"wait"});
        lists.gives(with(&Criteria::created_before, at(55)), {"wait"});
        lists.gives(with(&Criteria::created_after, at(5)), {"work"});
        lists.gives(with(&Criteria::priority_at_least, -2), {"wait", "work"});
        lists.gives(with(&Criteria::priority_at_most, -3), {});
        lists.gives(with(&Criteria::tenant, &TenantFilter::in, Names{"globex"}), {});
        lists.gives(with(&Criteria::tenant, &TenantFilter::without, true), {});
        lists.sorts({{Criteria::Field::due_date, false}}, {"wait", "work"});
        lists.sorts({{Criteria::Field::due_date, true}}, {"work", "wait"});
        lists.sorts({{Criteria::Field::retries, false}}, {"work", "wait"});
    });
}

BOOST_AUTO_TEST_CASE(incidents_are_listed) {
    with_each_store([](OpenStore& store) {
        World world;
        world.write_to(*store.store);
        using Criteria = IncidentCriteria;
        Lists<Criteria> lists(*store.store, [](const IncidentItem& item) { return item.row.record.message; });
        const std::vector<std::string> it{"gone"}, none;
        lists.gives({}, it);
        lists.gives(with(&Criteria::id, world.incident.key), it);
        lists.gives(with(&Criteria::type, "failedJob"), it);
        lists.gives(with(&Criteria::type, "failedExternalTask"), none);
        lists.gives(with(&Criteria::type, "nonsense"), none);
        lists.gives(with(&Criteria::message, "gone"), it);
        lists.gives(with(&Criteria::message_like, "%x%"), none);
        lists.gives(with(&Criteria::place, &PlaceFilter::definition, world.b.definition), it);
        lists.gives(with(&Criteria::place, &PlaceFilter::definition_key_in, Names{"bill"}), none);
        lists.gives(with(&Criteria::place, &PlaceFilter::process, world.b.id), it);
        lists.gives(with(&Criteria::place, &PlaceFilter::execution, world.a.id), none);
        lists.gives(with(&Criteria::activity, "charge"), it);
        lists.gives(with(&Criteria::failed_activity, "other"), none);
        lists.gives(with(&Criteria::configuration, to_string(world.failed.key)), it);
        lists.gives(with(&Criteria::configuration, "no id"), none);
        lists.gives(with(&Criteria::before, at(11)), none);
        lists.gives(with(&Criteria::after, at(10)), it);
        lists.gives(with(&Criteria::tenant, &TenantFilter::in, Names{tenant}), it);
        lists.sorts({{Criteria::Field::type, false}, {Criteria::Field::configuration, true}}, it);
        BOOST_TEST(store->incidents_of(world.b.id).size() == 1u);
        BOOST_TEST(store->incidents_of(world.a.id).empty());
    });
}

BOOST_AUTO_TEST_CASE(subscriptions_are_found_for_a_message) {
    with_each_store([](OpenStore& store) {
        World world;
        world.write_to(*store.store);
        const auto found = [&](SubscriptionCriteria criteria, std::int64_t max = 10) {
            criteria.message = "paid";
            std::string order;
            for (const auto& item : store->list(criteria, max)) order += item.row.key == world.paid_a.key ? 'a' : 'b';
            return order;
        };
        using Criteria = SubscriptionCriteria;
        using Named = std::vector<std::pair<std::string, expression::TypedValue>>;
        BOOST_TEST(found({}) == "ba");
        BOOST_TEST(found({}, 1) == "b");
        const auto a = position_of(world.paid_a);
        const auto b = position_of(world.paid_b);
        BOOST_TEST(found(with(&Criteria::after, b)) == "a");
        BOOST_TEST(found(with(&Criteria::after, a)) == "");
        BOOST_TEST(found(with(&Criteria::up_to, a)) == "ba");
        BOOST_TEST(found(with(&Criteria::up_to, b)) == "b");
        BOOST_TEST(found(with(&Criteria::backwards, true)) == "ab");
        BOOST_TEST(found(with(&Criteria::backwards, true), 1) == "a");
        BOOST_TEST(found(with(&Criteria::business_key, "order 7")) == "a");
        BOOST_TEST(found(with(&Criteria::process_instance, world.b.id)) == "b");
        BOOST_TEST(found(with(&Criteria::process_variables, Named{{"amount", integer(100)}})) == "a");
        BOOST_TEST(found(with(&Criteria::process_variables, Named{{"amount", integer(1)}})) == "");
        BOOST_TEST(found(with(&Criteria::local_variables, Named{{"city", text("Bonn")}})) == "b");
        BOOST_TEST(found(with(&Criteria::tenant, tenant)) == "ba");
        BOOST_TEST(found(with(&Criteria::without_tenant, true)) == "");
        Criteria other;
        other.message = "other";
        BOOST_TEST(store->list(other, 10).empty());
    });
}

BOOST_AUTO_TEST_CASE(a_scope_shows_its_activities_and_variables) {
    with_each_store([](OpenStore& store) {
        World world;
        world.write_to(*store.store);
        BOOST_TEST(store->activities_of(world.a.id).size() == 2u);
        BOOST_TEST(store->activities_of(world.called).size() == 1u);
        BOOST_TEST(store->find_activity(world.calling.key)->origin.element == "call_bill");
        BOOST_TEST(!store->find_activity(new_id<ActivityId>()).has_value());
        const auto variables = [&](const ActivityId& scope, bool local, const std::optional<Names>& names = {}) {
            std::string shown;
            for (const VariableRow& row : store->variables_of(scope, local, names)) {
                const auto& value = row.record.value.value;
                shown += row.key.name + '=' +
                         (value.integer() != nullptr ? std::to_string(*value.integer()) : *value.string()) + ' ';
            }
            return shown;
        };
        BOOST_TEST(variables(world.a.id, true) == "amount=100 city=Ulm ");
        BOOST_TEST(variables(world.calling.key, true) == "amount=7 ");
        BOOST_TEST(variables(world.calling.key, false) == "amount=7 city=Ulm ");  // the nearest of each name
        BOOST_TEST(variables(world.calling.key, false, Names{"city"}) == "city=Ulm ");
        BOOST_TEST(variables(world.called, false) == "total=inner ");  // a called process sees none of its caller's

        const std::vector<ActivityId> scopes{world.a.id, world.calling.key, world.called, new_id<ActivityId>()};
        for (const bool local : {true, false}) {
            const auto each = store->variables_of_each(scopes, local, {});
            BOOST_TEST(each.size() == 3u);
            for (const auto& [scope, own] : each) {
                const auto& rows = own.rows;
                const auto alone = store->variables_of(scope, local, {});
                BOOST_REQUIRE(rows.size() == alone.size());
                for (std::size_t at = 0; at < rows.size(); ++at)
                    BOOST_TEST((rows[at].key == alone[at].key && rows[at].record.id == alone[at].record.id));
            }
        }
        const auto some = store->variables_of_each(scopes, false, Names{"city"});
        BOOST_TEST(some.size() == 2u);
        BOOST_TEST(some.at(world.calling.key).rows.at(0).key.name == "city");
    });
}

BOOST_AUTO_TEST_SUITE_END()
