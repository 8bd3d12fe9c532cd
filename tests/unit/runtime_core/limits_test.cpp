// A model without end must end as a failure, neither with the machine's memory nor with the disk's.
#include <boost/test/unit_test.hpp>

#include "tests/unit/runtime_core/small_process.hpp"

using namespace pavane;
using namespace pavane::core;
using namespace pavane::tests;

namespace {

// start -> merge -> fork, and both flows out of the fork lead back to the merge.
bpmn::ProcessDefinition fork_that_feeds_itself() {
    bpmn::ProcessDefinition definition = empty_process();
    const auto start = add_node(definition, "start", bpmn::StartEvent{});
    const auto merge = add_node(definition, "merge", bpmn::ExclusiveGateway{});
    const auto fork = add_node(definition, "fork", bpmn::ParallelGateway{});
    add_flow(definition, start, merge);
    add_flow(definition, merge, fork);
    add_flow(definition, fork, merge);
    add_flow(definition, fork, merge);
    return definition;
}

// start -> again, which leads back to itself.
bpmn::ProcessDefinition loop_through(bpmn::Kind kind, bool async_before, bool async_after) {
    bpmn::ProcessDefinition definition = empty_process();
    const auto start = add_node(definition, "start", bpmn::StartEvent{});
    const auto again = add_node(definition, "again", std::move(kind));
    add_flow(definition, start, again);
    add_flow(definition, again, again);
    definition.nodes[again].async_before = async_before;
    definition.nodes[again].async_after = async_after;
    return definition;
}

bpmn::ProcessDefinition loop_through_timer(const std::string& duration) {
    return loop_through(bpmn::CatchEvent{bpmn::TimerTrigger{bpmn::TimerTrigger::Kind::duration, as_text(duration)}},
                        false, false);
}

Limits budget(std::int64_t nodes) {
    Limits limits;
    limits.nodes_without_input = nodes;
    return limits;
}

// Runs jobs until one fails, at most `most`: how many have gone well.
int jobs_until_failure(SmallWorld& world, int most) {
    for (int ran = 0; ran < most; ++ran) {
        const Outcome outcome = world.run_job();
        if (std::holds_alternative<Moved>(outcome)) continue;
        BOOST_REQUIRE(std::holds_alternative<Failure>(outcome));
        BOOST_TEST(std::get<Failure>(outcome).element == "again");
        return ran;
    }
    return most;
}

void check_ends_as_incident(bpmn::ProcessDefinition definition) {
    SmallWorld world(std::move(definition), budget(20));
    BOOST_REQUIRE(std::holds_alternative<Moved>(world.start()));
    // The start event and the first round are entered by the command that starts it.
    BOOST_TEST(jobs_until_failure(world, 1'000) == 18);
    for (int retry = 1; retry < 3; ++retry) BOOST_TEST(jobs_until_failure(world, 1) == 0);
    BOOST_REQUIRE(world.state.incidents.size() == 1U);
    const Incident incident = world.state.incidents.rows().begin()->second.record;
    BOOST_TEST(incident.message.find("has entered 20 nodes since something from outside") != std::string::npos,
               incident.message);
    BOOST_TEST(incident.message.find("'again'") != std::string::npos, incident.message);

    BOOST_REQUIRE(std::holds_alternative<Moved>(world.step(SetJobRetries{JobId{incident.cause}, 1})));
    BOOST_TEST(world.state.incidents.empty());
    BOOST_TEST(jobs_until_failure(world, 1'000) == 20, "set retries are a new budget");
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_fork_that_feeds_itself_ends_as_a_failure_of_its_jobs) {
    Limits limits;
    limits.nodes_per_step = 100;
    limits.activities_per_root = 500;
    SmallWorld world(fork_that_feeds_itself(), limits);
    BOOST_REQUIRE(std::holds_alternative<Moved>(world.start()));
    bool failed = false;
    for (int round = 0; round < 1'000 && !failed; ++round) {
        const std::size_t before = world.state.activities.size();
        const Outcome outcome = world.run_job();
        failed = std::holds_alternative<Failure>(outcome);
        if (failed) BOOST_TEST(world.state.activities.size() == before);
        if (failed) BOOST_TEST(std::get<Failure>(outcome).message.find("more than 500 activity") != std::string::npos);
    }
    BOOST_TEST(failed);
    BOOST_TEST(world.state.activities.size() <= 500U);
}

// Thousands of its jobs would meet the limit, one after the other and each three times.
BOOST_AUTO_TEST_CASE(a_root_that_meets_its_limit_is_halted_by_one_incident) {
    Limits limits;
    limits.nodes_per_step = 100;
    limits.activities_per_root = 500;
    SmallWorld world(fork_that_feeds_itself(), limits);
    BOOST_REQUIRE(std::holds_alternative<Moved>(world.start()));
    BOOST_TEST(!world.state.jobs.index().first(1'000).empty());
    while (!world.state.incidents.index().halted()) world.run_job();
    BOOST_REQUIRE(world.state.incidents.size() == 1U);
    const Incident incident = world.state.incidents.rows().begin()->second.record;
    BOOST_TEST((incident.kind == Incident::Kind::instance_limit));
    const JobId cause{incident.cause};
    BOOST_TEST(world.state.jobs.at(cause).retries == 0);

    // What was on its way then neither loses a retry nor adds an incident.
    const JobId other = world.state.jobs.index().first(1).at(0);
    BOOST_REQUIRE(std::holds_alternative<Moved>(world.step(FailJob{other, "too many", "", false, true})));
    BOOST_TEST(world.state.jobs.at(other).retries == 3);
    BOOST_TEST(world.state.jobs.at(other).error_message == "too many");
    BOOST_TEST(world.state.incidents.size() == 1U);

    BOOST_REQUIRE(std::holds_alternative<Moved>(world.step(SetJobRetries{cause, 1})));
    BOOST_TEST(!world.state.incidents.index().halted());
    BOOST_TEST(world.state.incidents.empty());
}

BOOST_AUTO_TEST_CASE(jobs_queue_by_due_date_then_priority_and_without_those_that_have_given_up) {
    InstanceState state;
    const auto add = [&](std::uint64_t number, std::optional<Instant> due, std::int64_t priority) {
        Job job;
        job.due = due;
        job.priority = priority;
        const JobId id{Uuid{9, number}};
        evolve(state, JobCreated{id, job});
        return id;
    };
    const JobId late = add(1, Instant(Milliseconds(20)), 0);
    const JobId plain = add(2, std::nullopt, 0);
    const JobId early = add(3, Instant(Milliseconds(10)), 0);
    const JobId urgent = add(4, std::nullopt, 7);
    const auto queue = [&] { return state.jobs.index().first(10); };
    BOOST_TEST((queue() == std::vector{urgent, plain, early, late}));
    BOOST_TEST((state.jobs.index().first(2) == std::vector{urgent, plain}));
    Job given_up = state.jobs.at(plain);
    given_up.retries = 0;
    evolve(state, JobChanged{plain, given_up});
    BOOST_TEST((queue() == std::vector{urgent, early, late}));
    evolve(state, JobEnded{urgent});
    BOOST_TEST((queue() == std::vector{early, late}));
    state.jobs.roll_back();
    BOOST_TEST(queue().empty(), "what has come since the beginning is taken back");
}

BOOST_AUTO_TEST_CASE(a_loop_through_jobs_ends_as_an_incident) {
    check_ends_as_incident(loop_through(bpmn::PassThroughTask{}, true, false));
    check_ends_as_incident(loop_through(bpmn::PassThroughTask{}, false, true));
}

BOOST_AUTO_TEST_CASE(a_loop_that_fills_each_step_ends_as_an_incident) {
    Limits limits = budget(1'000);
    limits.nodes_per_step = 100;
    SmallWorld world(loop_through(bpmn::PassThroughTask{}, false, false), limits);
    BOOST_REQUIRE(std::holds_alternative<Moved>(world.start()));
    // Each step enters its hundred nodes and the one that waits in a job.
    BOOST_TEST(jobs_until_failure(world, 1'000) == 8);
}

BOOST_AUTO_TEST_CASE(a_timer_that_does_not_wait_is_no_way_out) {
    check_ends_as_incident(loop_through_timer("PT0S"));
    check_ends_as_incident(loop_through_timer("PT0.999S"));
}

BOOST_AUTO_TEST_CASE(who_waits_for_time_may_go_round_for_ever) {
    SmallWorld world(loop_through_timer("PT1S"), budget(20));
    BOOST_REQUIRE(std::holds_alternative<Moved>(world.start()));
    BOOST_TEST(jobs_until_failure(world, 200) == 200);
}

BOOST_AUTO_TEST_CASE(who_waits_for_people_may_go_round_for_ever) {
    SmallWorld world(loop_through(bpmn::UserTask{}, true, false), budget(20));
    BOOST_REQUIRE(std::holds_alternative<Moved>(world.start()));
    for (int round = 0; round < 200; ++round) {
        BOOST_REQUIRE(std::holds_alternative<Moved>(world.run_job()));
        const UserTaskId task = world.state.user_tasks.rows().begin()->first;
        BOOST_REQUIRE(std::holds_alternative<Moved>(world.step(CompleteUserTask{task, {}, {}})));
        BOOST_TEST(world.state.jobs.rows().begin()->second.record.nodes_since_input == 1);
    }
}
