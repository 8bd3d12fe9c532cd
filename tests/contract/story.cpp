#include "tests/contract/story.hpp"

#include <atomic>
#include <boost/test/unit_test.hpp>

namespace pavane::tests {

using namespace engine;

Uuid new_id() {
    static std::atomic<std::uint64_t> last = 0;
    const std::uint64_t count = ++last;
    return make_uuid7(1'790'000'000'000 + count, static_cast<std::uint16_t>(count), count);
}

Instant at(std::int64_t ms) { return Instant(Milliseconds(1'790'000'000'000 + ms)); }

Origin Root::origin(const std::string& element) const { return {id, id, definition, tenant, element, "", ""}; }

ProcessRow Root::process() const {
    core::ProcessInstance record;
    record.definition = definition;
    record.tenant = tenant;
    record.business_key = "order 7";
    record.started_at = at(1);
    return {origin("start"), id, record};
}

ActivityRow Root::scope() const {
    core::ActivityInstance record;
    record.process = id;
    record.started_at = at(1);
    ActivityRow row{origin("order"), id, record};
    row.origin.element_name = "Order";
    row.origin.activity_type = "processDefinition";
    return row;
}

ActivityRow Root::activity(const std::string& element) const {
    ActivityRow row = scope();
    row.key = new_id<ActivityId>();
    row.origin.element = element;
    row.origin.element_name = "Check the order";
    row.origin.activity_type = "userTask";
    row.record.parent = id;
    row.record.phase = core::Phase::leaving;
    row.record.task = new_id<core::UserTaskId>();
    row.record.called = new_id<ActivityId>();
    row.record.assignee = "demo";
    return row;
}

TokenRow Root::token(const std::string& flow) const { return {origin(flow), new_id<core::TokenId>(), {id}}; }

SubscriptionRow Root::subscription(const std::string& message) const {
    return {origin("wait"), new_id<core::SubscriptionId>(), {id, bpmn::none, message, at(2)}};
}

JobRow Root::job(const std::string& element) const {
    core::Job record;
    record.owner = id;
    record.due = at(3);
    record.retries = 3;
    record.priority = -2;
    record.exclusive = false;
    record.cycle = "R3/PT10M";
    record.cycle_anchor = at(4);
    record.cycle_index = 2;
    record.nodes_since_input = 12'345;
    record.error_message = "It said \"no\", \\ twice";
    record.error_details = "first line\nsecond {line}";
    record.created_at = at(5);
    return {origin(element), new_id<core::JobId>(), record};
}

UserTaskRow Root::user_task(const std::string& element) const {
    core::UserTask record;
    record.owner = id;
    record.name = "Prüfen, 'sofort'";
    record.description = "All of it";
    record.assignee = "demo";
    record.owner_user = "boss";
    record.form_key = "embedded:form";
    record.candidates = {{core::Candidate::Kind::user, "anna\\\nb"}, {core::Candidate::Kind::group, "sales"}};
    record.priority = 70;
    record.due = at(6);
    record.follow_up = at(7);
    record.created_at = at(8);
    record.updated_at = at(9);
    return {origin(element), new_id<core::UserTaskId>(), record};
}

ExternalTaskRow Root::external_task(const std::string& topic) const {
    core::ExternalTask record;
    record.owner = id;
    record.topic = topic;
    record.priority = 5;
    record.error_message = "oops";
    record.error_details = "deep down";
    record.created_at = at(10);
    return {origin("charge"), new_id<core::ExternalTaskId>(), record};
}

IncidentRow Root::incident(const Uuid& cause) const {
    return {origin("charge"),
            new_id<core::IncidentId>(),
            {id, bpmn::none, core::Incident::Kind::failed_external_task, cause, "gone", at(11)}};
}

VariableRow Root::variable(const std::string& name, expression::TypedValue value) const {
    return {origin(""), {id, name}, {new_id<core::VariableId>(), std::move(value), at(12)}};
}

RootChange birth(Root& root, const Uuid& operation, RootRows rows) {
    RootChange made;
    made.root = root.id;
    made.born = true;
    made.next = root.revision = {1, operation};
    made.rows = std::move(rows);
    made.rows.processes.inserted.push_back(root.process());
    made.rows.activities.inserted.push_back(root.scope());
    return made;
}

RootChange change(Root& root, const Uuid& operation, RootRows rows) {
    RootChange made;
    made.root = root.id;
    made.base = root.revision;
    made.next = root.revision = {root.revision.counter + 1, operation};
    made.rows = std::move(rows);
    return made;
}

BatchedCommand command(std::uint64_t number) {
    BatchedCommand made;
    made.number = number;
    return made;
}

Batch batch_of(std::vector<RootChange> roots, const Uuid& operation, const std::string& node) {
    Batch batch;
    batch.operation = operation;
    batch.node = node;
    batch.roots = std::move(roots);
    std::uint64_t number = 0;
    for (RootChange& root : batch.roots) {
        if (root.commands.empty()) root.commands.push_back({});
        for (BatchedCommand& each : root.commands) each.number = number++;
    }
    return batch;
}

void make(InstanceStore& store, Root& root, RootRows rows) {
    const Uuid operation = new_id();
    const CommitResult result = store.commit(batch_of({birth(root, operation, std::move(rows))}, operation));
    BOOST_TEST_REQUIRE(result.refusals.empty());
}

}  // namespace pavane::tests
