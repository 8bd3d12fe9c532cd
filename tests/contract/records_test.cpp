// What is committed is loaded again, field by field.
#include <boost/test/unit_test.hpp>
#include <limits>

#include "tests/contract/stores.hpp"
#include "tests/contract/story.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;
using expression::Document;
using expression::TypedValue;
using expression::Value;
using expression::ValueType;

namespace {

void check_origin(const Origin& read, const Origin& written) {
    BOOST_TEST(to_string(read.root) == to_string(written.root));
    BOOST_TEST(to_string(read.process) == to_string(written.process));
    BOOST_TEST(to_string(read.definition) == to_string(written.definition));
    BOOST_TEST(read.tenant == written.tenant);
    BOOST_TEST(read.element == written.element);
}

bool same(const std::optional<Instant>& a, const std::optional<Instant>& b) { return a == b; }

StoredRoot load(InstanceStore& store, const Root& root) {
    auto stored = store.load(root.id);
    BOOST_TEST_REQUIRE(stored.has_value());
    return std::move(*stored);
}

std::vector<TypedValue> every_kind_of_value() {
    expression::Context context;
    context.set("a", Value(1));
    return {{ValueType::null, {}, false},
            {ValueType::string, {}, false},  // a null that was said to be a String
            {ValueType::boolean, Value(true), false},
            {ValueType::short_integer, Value(-7), false},
            {ValueType::integer, Value(42), false},
            {ValueType::long_integer, Value(std::numeric_limits<std::int64_t>::min()), false},
            {ValueType::real, Value(0.1), false},
            {ValueType::real, Value(5e-324), false},
            {ValueType::real, Value(-1.7976931348623157e308), false},
            {ValueType::real, Value(2.0), false},
            {ValueType::string, Value("ä \"quoted\" \\ {NULL}, 'x'\n\ttab"), false},
            {ValueType::string, Value("NULL"), false},
            {ValueType::string, Value(""), false},
            {ValueType::date, Value(expression::DateTime{at(77), 120}), false},
            {ValueType::bytes, Value::bytes(std::string("\0\xff\x80 raw", 8)), false},
            {ValueType::bytes, Value::bytes(""), false},
            {ValueType::file, Value(expression::File{"a b.pdf", "application/pdf", "UTF-8", std::string("\0%PDF", 5)}),
             false},
            {ValueType::json, Value(Document{Document::Format::json, "{\"a\": [1, 2]}", "", ""}), false},
            {ValueType::xml, Value(Document{Document::Format::xml, "<a b='c'/>", "", ""}), false},
            {ValueType::object,
             Value(Document{Document::Format::object, "{}", "com.example.Order", "application/json"}), false},
            {ValueType::object, {}, false, Value(Document{Document::Format::object, "", "com.example.Order", "a/b"})},
            {ValueType::object, {}, false},
            {ValueType::object, Value(expression::List{Value(1), Value("two")}), false},
            {ValueType::object, Value(context), false}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(records)

BOOST_AUTO_TEST_CASE(a_process_instance_and_its_activities_come_back) {
    with_each_store([](OpenStore& store) {
        Root root;
        const ActivityRow activity = root.activity("check");
        const TokenRow token = root.token("flow_1");
        RootRows rows;
        rows.activities.inserted = {activity};
        rows.tokens.inserted = {token};
        make(*store.store, root, rows);
        store.reopen();
        const StoredRoot stored = load(*store.store, root);
        BOOST_TEST((stored.revision == root.revision));
        BOOST_TEST_REQUIRE(stored.processes.size() == 1u);
        check_origin(stored.processes[0].origin, root.process().origin);
        BOOST_TEST(stored.processes[0].record.business_key == "order 7");
        BOOST_TEST(stored.processes[0].record.caller.is_null());
        BOOST_TEST((stored.processes[0].record.started_at == at(1)));
        BOOST_TEST((stored.processes[0].record.definition == root.definition));
        BOOST_TEST(stored.processes[0].record.tenant == tenant);
        BOOST_TEST_REQUIRE(stored.activities.size() == 2u);
        const ActivityRow& read = stored.activities[0].key == root.id ? stored.activities[1] : stored.activities[0];
        check_origin(read.origin, activity.origin);
        BOOST_TEST(read.origin.element_name == activity.origin.element_name);
        BOOST_TEST(read.origin.activity_type == activity.origin.activity_type);
        BOOST_TEST((read.key == activity.key && read.record.parent == root.id && read.record.process == root.id));
        BOOST_TEST((read.record.phase == core::Phase::leaving && read.record.started_at == at(1)));
        BOOST_TEST((read.record.task == activity.record.task && read.record.called == activity.record.called));
        BOOST_TEST(read.record.assignee == "demo");
        BOOST_TEST_REQUIRE(stored.tokens.size() == 1u);
        check_origin(stored.tokens[0].origin, token.origin);
        BOOST_TEST((stored.tokens[0].key == token.key && stored.tokens[0].record.scope == root.id));
    });
}

BOOST_AUTO_TEST_CASE(what_waits_comes_back) {
    with_each_store([](OpenStore& store) {
        Root root;
        const SubscriptionRow subscription = root.subscription("paid");
        const JobRow job = root.job("timer");
        const UserTaskRow task = root.user_task("check");
        const ExternalTaskRow external = root.external_task("charge");
        const IncidentRow incident = root.incident(external.key.value);
        RootRows rows;
        rows.subscriptions.inserted = {subscription};
        rows.jobs.inserted = {job};
        rows.user_tasks.inserted = {task};
        rows.external_tasks.inserted = {external};
        rows.incidents.inserted = {incident};
        make(*store.store, root, rows);
        store.reopen();
        const StoredRoot stored = load(*store.store, root);

        BOOST_TEST_REQUIRE(stored.subscriptions.size() == 1u);
        check_origin(stored.subscriptions[0].origin, subscription.origin);
        BOOST_TEST(stored.subscriptions[0].record.message == "paid");
        BOOST_TEST((stored.subscriptions[0].record.created_at == at(2)));

        BOOST_TEST_REQUIRE(stored.jobs.size() == 1u);
        check_origin(stored.jobs[0].origin, job.origin);
        const core::Job& read = stored.jobs[0].record;
        BOOST_TEST((read.owner == root.id && read.kind == job.record.kind && same(read.due, job.record.due)));
        BOOST_TEST((read.retries == 3 && read.priority == -2 && !read.exclusive && read.cycle == job.record.cycle));
        BOOST_TEST((read.cycle_anchor == at(4) && read.cycle_index == 2 && read.created_at == at(5)));
        BOOST_TEST(read.nodes_since_input == 12'345);
        BOOST_TEST(read.error_message == job.record.error_message);
        BOOST_TEST(read.error_details == job.record.error_details);

        BOOST_TEST_REQUIRE(stored.user_tasks.size() == 1u);
        check_origin(stored.user_tasks[0].origin, task.origin);
        const core::UserTask& user_task = stored.user_tasks[0].record;
        BOOST_TEST((user_task.name == task.record.name && user_task.description == "All of it"));
        BOOST_TEST((user_task.assignee == "demo" && user_task.owner_user == "boss"));
        BOOST_TEST((user_task.form_key == "embedded:form" && user_task.candidates == task.record.candidates));
        BOOST_TEST((user_task.priority == 70 && same(user_task.due, at(6)) && same(user_task.follow_up, at(7))));
        BOOST_TEST((user_task.created_at == at(8) && same(user_task.updated_at, at(9))));

        BOOST_TEST_REQUIRE(stored.external_tasks.size() == 1u);
        const core::ExternalTask& external_task = stored.external_tasks[0].record;
        BOOST_TEST((external_task.topic == "charge" && external_task.priority == 5 && !external_task.retries));
        BOOST_TEST((external_task.error_message == "oops" && external_task.error_details == "deep down"));

        BOOST_TEST_REQUIRE(stored.incidents.size() == 1u);
        const core::Incident& read_incident = stored.incidents[0].record;
        BOOST_TEST((read_incident.kind == core::Incident::Kind::failed_external_task));
        BOOST_TEST((read_incident.cause == external.key.value && read_incident.message == "gone"));
        BOOST_TEST((read_incident.created_at == at(11)));
    });
}

BOOST_AUTO_TEST_CASE(variables_of_every_type_come_back) {
    with_each_store([](OpenStore& store) {
        Root root;
        RootRows rows;
        const auto values = every_kind_of_value();
        for (std::size_t number = 0; number < values.size(); ++number)
            rows.variables.inserted.push_back(root.variable("v" + std::to_string(number), values[number]));
        make(*store.store, root, rows);
        store.reopen();
        const StoredRoot stored = load(*store.store, root);
        BOOST_TEST_REQUIRE(stored.variables.size() == values.size());
        for (const VariableRow& read : stored.variables) {
            const auto number = static_cast<std::size_t>(std::stoul(read.key.name.substr(1)));
            BOOST_TEST((read.record.value == values.at(number)), read.key.name << " differs");
            BOOST_TEST((read.record.id == rows.variables.inserted.at(number).record.id));
            BOOST_TEST((read.record.created_at == at(12) && read.key.scope == root.id));
        }
    });
}

BOOST_AUTO_TEST_CASE(changed_rows_are_changed_and_erased_rows_are_gone) {
    with_each_store([](OpenStore& store) {
        Root root;
        RootRows rows;
        UserTaskRow task = root.user_task("check");
        JobRow job = root.job("timer");
        const JobRow other_job = root.job("other");
        VariableRow kept = root.variable("kept", {ValueType::integer, Value(1), false});
        const VariableRow gone = root.variable("gone", {ValueType::string, Value("x"), false});
        rows.user_tasks.inserted = {task};
        rows.jobs.inserted = {job, other_job};
        rows.variables.inserted = {kept, gone};
        make(*store.store, root, rows);

        task.record.assignee = "";
        task.record.candidates = {{core::Candidate::Kind::group, "legal"}};
        job.record.due = std::nullopt;
        job.record.retries = 0;
        kept.record.value = {ValueType::string, Value("one"), false};
        RootRows later;
        later.user_tasks.updated = {task};
        later.jobs.updated = {job};
        later.jobs.erased = {other_job.key};
        later.variables.updated = {kept};
        later.variables.erased = {gone.key};
        const Uuid operation = new_id();
        BOOST_TEST(store->commit(batch_of({change(root, operation, later)}, operation)).refusals.empty());
        store.reopen();
        const StoredRoot stored = load(*store.store, root);
        BOOST_TEST((stored.revision == Revision{2, operation}));
        BOOST_TEST_REQUIRE(stored.user_tasks.size() == 1u);
        BOOST_TEST(stored.user_tasks[0].record.assignee == "");
        BOOST_TEST((stored.user_tasks[0].record.candidates == task.record.candidates));
        BOOST_TEST_REQUIRE(stored.jobs.size() == 1u);
        BOOST_TEST((!stored.jobs[0].record.due && stored.jobs[0].record.retries == 0));
        BOOST_TEST_REQUIRE(stored.variables.size() == 1u);
        BOOST_TEST((stored.variables[0].record.value == kept.record.value));
    });
}

BOOST_AUTO_TEST_CASE(an_ended_root_leaves_only_history) {
    with_each_store([](OpenStore& store) {
        Root root;
        make(*store.store, root);
        RootRows rows;
        rows.processes.erased = {root.id};
        rows.activities.erased = {root.id};
        core::EndedProcess ended;
        ended.id = root.id;
        ended.instance = root.process().record;
        ended.ended_at = at(100);
        rows.ended_processes = {{root.origin("start"), ended}};
        rows.end_elements = {"end_1"};
        const Uuid operation = new_id();
        RootChange end = change(root, operation, rows);
        end.gone = true;
        BOOST_TEST(store->commit(batch_of({end}, operation)).refusals.empty());
        BOOST_TEST(!store->load(root.id).has_value());
        HistoryProcessCriteria criteria;
        criteria.place.process = root.id;
        const auto items = store->list(criteria, {});
        BOOST_TEST_REQUIRE(items.size() == 1u);
        BOOST_TEST((items[0].end_element == "end_1" && items[0].ended_at == at(100)));
    });
}

BOOST_AUTO_TEST_CASE(the_root_of_each_live_record_is_found) {
    with_each_store([](OpenStore& store) {
        Root root;
        RootRows rows;
        rows.subscriptions.inserted = {root.subscription("paid")};
        rows.jobs.inserted = {root.job("timer")};
        rows.user_tasks.inserted = {root.user_task("check")};
        rows.external_tasks.inserted = {root.external_task("charge")};
        rows.incidents.inserted = {root.incident(new_id())};
        make(*store.store, root, rows);
        using Kind = InstanceStore::Kind;
        const auto finds = [&](Kind kind, const Uuid& id) { return store->find_root(kind, id) == root.id; };
        BOOST_TEST(finds(Kind::process, root.id.value));
        BOOST_TEST(finds(Kind::activity, root.id.value));
        BOOST_TEST(finds(Kind::subscription, rows.subscriptions.inserted[0].key.value));
        BOOST_TEST(finds(Kind::job, rows.jobs.inserted[0].key.value));
        BOOST_TEST(finds(Kind::user_task, rows.user_tasks.inserted[0].key.value));
        BOOST_TEST(finds(Kind::external_task, rows.external_tasks.inserted[0].key.value));
        BOOST_TEST(finds(Kind::incident, rows.incidents.inserted[0].key.value));
        BOOST_TEST(!store->find_root(Kind::job, new_id()).has_value());
    });
}

BOOST_AUTO_TEST_SUITE_END()
