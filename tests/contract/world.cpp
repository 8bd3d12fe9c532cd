#include "tests/contract/world.hpp"

namespace pavane::tests {

using namespace engine;

expression::TypedValue integer(std::int64_t value) {
    return {expression::ValueType::integer, expression::Value(value), false};
}
expression::TypedValue text(const std::string& value) {
    return {expression::ValueType::string, expression::Value(value), false};
}

namespace {

NewDeployment deployment_of(const std::string& key, const std::string& name, std::int64_t ms) {
    NewDeployment made;
    made.deployment = {new_id<DeploymentId>(), name, true, "test", tenant, at(ms)};
    StoredDefinition definition;
    definition.id = new_id<DefinitionId>();
    definition.key = key;
    definition.name = "The " + key;
    definition.tenant = tenant;
    definition.deployment = made.deployment.id;
    definition.resource = key + ".bpmn";
    made.definitions = {{definition, {}, {}}};
    return made;
}

ProcessRow with_business_key(ProcessRow row, const std::string& key) {
    row.record.business_key = key;
    return row;
}

}  // namespace

World::World() : orders(deployment_of("order", "first", 10)), bills(deployment_of("bill", "second", 20)) {
    orders_again = deployment_of("order", "third", 30);
    orders_again.definitions[0].definition.version_tag = "v2";
    a.definition = orders.definitions[0].definition.id;
    b.definition = ended.definition = orders_again.definitions[0].definition.id;
    called = new_id<ActivityId>();
    calling = a.activity("call_bill");
    calling.origin.activity_type = "callActivity";
    calling.record.called = called;
    calling.record.task = {};

    check = a.user_task("check");
    ship = b.user_task("ship");
    ship.record.name = "Ship it";
    ship.record.assignee = "";
    ship.record.candidates = {{core::Candidate::Kind::user, "anna"}, {core::Candidate::Kind::group, "depot"}};
    ship.record.priority = 10;
    ship.record.due = std::nullopt;
    ship.record.follow_up = std::nullopt;
    ship.record.created_at = at(50);
    ship.record.updated_at = std::nullopt;
    ship.record.owner_user = "";
    pay = a.user_task("pay");
    pay.origin.process = called;
    pay.origin.definition = bills.definitions[0].definition.id;
    pay.record.owner = called;
    pay.record.name = "ask_100%";
    pay.record.assignee = "zoe";
    pay.record.candidates = {{core::Candidate::Kind::group, "sales"}};
    pay.record.priority = 99;
    pay.record.due = at(900);
    pay.record.created_at = at(70);

    charge = a.external_task("charge");
    timer = b.job("wait");
    failed = b.job("work");
    failed.record.kind = core::Job::Kind::async_before;
    failed.record.due = std::nullopt;
    failed.record.retries = 0;
    failed.record.error_message = "it broke";
    failed.record.created_at = at(55);
    timer.record.error_message = "";
    timer.record.due = at(400);
    incident = b.incident(failed.key.value);
    incident.record.kind = core::Incident::Kind::failed_job;
    paid_a = a.subscription("paid");
    paid_b = b.subscription("paid");
    paid_b.record.created_at = at(1);
}

void World::write_to(Store& store) {
    store.deploy(orders);
    store.deploy(bills);
    store.deploy(orders_again);
    write_a(store);
    write_b(store);
    write_ended(store);
}

void World::write_a(Store& store) {
    RootRows rows;
    ProcessRow child = a.process();
    child.key = child.origin.process = called;
    child.origin.definition = child.record.definition = bills.definitions[0].definition.id;
    child.origin.element = "bill_start";
    child.record.caller = calling.key;
    child.record.business_key = "bill 1";
    child.record.started_at = at(60);
    ActivityRow scope = a.scope();
    scope.key = scope.origin.process = scope.record.process = called;
    scope.origin.definition = child.origin.definition;
    scope.record.parent = calling.key;
    rows.processes.inserted = {child};
    rows.activities.inserted = {calling, scope};
    rows.user_tasks.inserted = {check, pay};
    rows.external_tasks.inserted = {charge};
    rows.subscriptions.inserted = {paid_a};
    VariableRow local = a.variable("amount", integer(7));
    local.key.scope = calling.key;
    VariableRow total = a.variable("total", text("inner"));
    total.key.scope = called;
    total.origin.process = called;
    rows.variables.inserted = {a.variable("amount", integer(100)), a.variable("city", text("Ulm")), local, total};
    make(store, a, rows);
}

void World::write_b(Store& store) {
    RootRows rows;
    rows.user_tasks.inserted = {ship};
    rows.jobs.inserted = {timer, failed};
    rows.incidents.inserted = {incident};
    rows.subscriptions.inserted = {paid_b};
    rows.variables.inserted = {b.variable("amount", integer(20)), b.variable("city", text("Bonn"))};
    // Its business key is another one.
    const Uuid operation = new_id();
    RootChange made;
    made.root = b.id;
    made.born = true;
    made.next = b.revision = {1, operation};
    made.rows = rows;
    made.rows.processes.inserted = {with_business_key(b.process(), "Order_8")};
    made.rows.activities.inserted = {b.scope()};
    store.commit(batch_of({made}, operation));
}

void World::write_ended(Store& store) {
    RootRows rows;
    core::EndedProcess process;
    process.id = ended.id;
    process.instance = ended.process().record;
    process.ending = core::Ending::canceled;
    process.by_command = true;
    process.reason = "no longer needed";
    process.ended_at = at(500);
    rows.ended_processes = {{ended.origin("start"), process}};
    rows.end_elements = {""};
    const ActivityRow activity = ended.activity("check");
    rows.ended_activities = {{activity.origin, {activity.key, activity.record, core::Ending::canceled, at(500)}},
                             {ended.scope().origin, {ended.id, ended.scope().record, core::Ending::canceled, at(500)}}};
    ended_task = {new_id<core::UserTaskId>(), ended.user_task("check").record, ended.id, "deleted", at(500)};
    rows.ended_tasks = {{ended.origin("check"), ended_task}};
    const VariableRow variable = ended.variable("amount", integer(3));
    rows.ended_variables = {{variable.origin, {variable.key, variable.record, ended.id, at(500)}}};
    const IncidentRow closed = ended.incident(new_id());
    rows.ended_incidents = {{closed.origin, {closed.key, closed.record, ended.id, true, at(500)}}};
    // Born and ended within one batch: nothing but history.
    const Uuid operation = new_id();
    RootChange made;
    made.root = ended.id;
    made.born = made.gone = true;
    made.next = {1, operation};
    made.rows = rows;
    store.commit(batch_of({made}, operation));
}

}  // namespace pavane::tests
