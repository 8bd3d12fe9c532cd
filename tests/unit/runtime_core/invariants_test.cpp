// The laws of the token game: each is broken on purpose and must be told.
#include "runtime/core/invariants.hpp"

#include <boost/test/unit_test.hpp>

using namespace pavane;
using namespace pavane::core;

namespace {

const ActivityId process_id{Uuid{1, 1}};
const ActivityId work_id{Uuid{1, 2}};
const UserTaskId task_id{Uuid{2, 1}};
const DefinitionId definition_id{Uuid{3, 1}};

// A process with the task `work`, and the sub-process `part` with the task `inside`.
class OneDefinition : public Definitions {
  public:
    OneDefinition() {
        auto definition = std::make_shared<bpmn::ProcessDefinition>();
        definition->id = definition_id;
        definition->nodes.resize(4);
        definition->nodes[1].scope = 0;
        definition->nodes[2].scope = 0;
        definition->nodes[3].scope = 2;
        definition_ = definition;
    }
    bpmn::DefinitionPtr find(const DefinitionId& id) const override {
        return id == definition_id ? definition_ : nullptr;
    }
    bpmn::DefinitionPtr find(const CalledDefinition&) const override { return nullptr; }

  private:
    bpmn::DefinitionPtr definition_;
};

// One process instance that waits in the user task `work`.
InstanceState waiting_state() {
    InstanceState state;
    ProcessInstance process;
    process.definition = definition_id;
    state.processes.insert(process_id, process);
    ActivityInstance scope;
    scope.process = process_id;
    scope.node = 0;
    state.activities.insert(process_id, scope);
    ActivityInstance work;
    work.parent = process_id;
    work.process = process_id;
    work.node = 1;
    state.activities.insert(work_id, work);
    UserTask task;
    task.owner = work_id;
    task.node = 1;
    state.user_tasks.insert(task_id, task);
    return state;
}

void check_broken(const InstanceState& state, const std::string& part) {
    const std::vector<std::string> broken = broken_laws(state, OneDefinition());
    bool told = false;
    for (const std::string& law : broken) told = told || law.find(part) != std::string::npos;
    BOOST_TEST(told, "nobody said: " << part);
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_state_that_is_fine_breaks_no_law) {
    BOOST_TEST(broken_laws(waiting_state(), OneDefinition()).empty());
    BOOST_TEST(broken_laws(InstanceState(), OneDefinition()).empty());
}

BOOST_AUTO_TEST_CASE(an_activity_that_waits_for_nothing_is_stuck) {
    InstanceState state = waiting_state();
    state.user_tasks.erase(task_id);
    check_broken(state, "waits for nothing");
}

BOOST_AUTO_TEST_CASE(a_record_belongs_to_an_activity_instance_that_exists) {
    InstanceState state = waiting_state();
    state.activities.erase(work_id);
    check_broken(state, "A user task belongs to activity instance");
    state = waiting_state();
    state.variables.insert({ActivityId{Uuid{1, 9}}, "x"}, Variable{});
    check_broken(state, "A variable belongs to activity instance");
}

BOOST_AUTO_TEST_CASE(an_activity_runs_in_the_scope_its_node_is_in) {
    InstanceState state = waiting_state();
    state.activities.edit(work_id).node = 3;
    check_broken(state, "a scope its node is not in");
    state.activities.edit(work_id).node = 7;
    check_broken(state, "a node its definition does not have");
}

BOOST_AUTO_TEST_CASE(a_process_instance_has_an_outermost_scope) {
    InstanceState state;
    state.processes.insert(process_id, ProcessInstance{});
    check_broken(state, "has no outermost scope");
}

BOOST_AUTO_TEST_CASE(an_incident_has_its_cause) {
    InstanceState state = waiting_state();
    Incident incident;
    incident.owner = work_id;
    incident.cause = Uuid{5, 5};
    state.incidents.insert(IncidentId{Uuid{4, 1}}, incident);
    check_broken(state, "has lost its job");
}
