// What keeps one root from taking the jobs of all others, and the database: turns, halting, history.
#include <boost/test/unit_test.hpp>

#include "tests/contract/node.hpp"
#include "tests/contract/stores.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;

namespace {

constexpr Milliseconds minute{60'000};

// Each round doubles the tokens.
std::string bomb() {
    return model("bomb", R"(<startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="x"/>
        <exclusiveGateway id="x"/><sequenceFlow id="f2" sourceRef="x" targetRef="g"/>
        <parallelGateway id="g"/><sequenceFlow id="f3" sourceRef="g" targetRef="x"/>
        <sequenceFlow id="f4" sourceRef="g" targetRef="x"/>)");
}
std::string endless() {
    return model("endless", R"(<startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="again"/>
        <task id="again" camunda:asyncBefore="true"/><sequenceFlow id="f2" sourceRef="again" targetRef="again"/>)");
}
std::string timer() {
    return model("timer", R"(<startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="wait"/>
        <intermediateCatchEvent id="wait"><timerEventDefinition>
        <timeDate xsi:type="tFormalExpression">2020-01-01T00:00:00Z</timeDate></timerEventDefinition>
        </intermediateCatchEvent>)");
}
core::Limits small() {
    core::Limits limits;
    limits.nodes_per_step = 500;
    limits.activities_per_root = 1'000;
    return limits;
}

std::vector<JobItem> jobs_of(Store& store, const core::ActivityId& root) {
    JobCriteria criteria;
    criteria.place.process = root;
    return store.list(criteria, Page{});
}
std::vector<IncidentItem> incidents_of(Store& store, const core::ActivityId& root) {
    IncidentCriteria criteria;
    criteria.place.process = root;
    return store.list(criteria, Page{});
}
// Those that may be leased, as the store has them.
std::vector<core::JobId> in_turn(Store& store, const core::ActivityId& root) {
    std::vector<core::JobId> ids;
    const StoredRoot stored = store.load(root).value();
    for (const JobRow& row : stored.jobs)
        if (row.in_turn && row.record.retries > 0) ids.push_back(row.key);
    return ids;
}

void run_until_halted(Node& node, Store& store, const core::ActivityId& root) {
    for (int round = 0; round < 2'000; ++round) {
        const std::vector<core::JobId> turns = in_turn(store, root);
        if (turns.empty()) return;
        node.run_job(turns.front());
    }
    BOOST_FAIL("it never came to an end");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(root_limits)

// Each expression is bounded, and so is what a step makes of many.
BOOST_AUTO_TEST_CASE(a_step_that_has_evaluated_much_goes_on_in_a_job) {
    with_each_store([](OpenStore& store) {
        core::Limits limits;
        limits.units_per_step = 2'000;
        Node node(*store.store, "node/1", limits);
        std::string elements = "<startEvent id='n0'/>";
        for (int number = 1; number <= 10; ++number) {
            const std::string id = "n" + std::to_string(number), before = "n" + std::to_string(number - 1);
            elements += "<sequenceFlow id='f" + id + "' sourceRef='" + before + "' targetRef='" + id +
                        "'/><scriptTask id='" + id + "' camunda:resultVariable='" + id +
                        "'><script>${1 + 2 * 3}</script></scriptTask>";
        }
        node.deploy("much.bpmn", model("much", elements));
        const core::ActivityId root = node.start("much");
        int steps = 1;
        for (; store->load(root); ++steps) {
            const std::vector<JobItem> jobs = jobs_of(*store.store, root);
            BOOST_TEST_REQUIRE(jobs.size() == 1U);
            BOOST_TEST(std::holds_alternative<Done>(node.run_job(jobs.front().row.key)));
        }
        BOOST_TEST((steps > 2 && steps < 10), steps);
    });
}

BOOST_AUTO_TEST_CASE(a_root_with_very_many_jobs_leaves_the_others_theirs) {
    with_each_store([](OpenStore& store) {
        Node node(*store.store, "node/1", small());
        node.deploy("bomb.bpmn", bomb());
        node.deploy("timer.bpmn", timer());
        const core::ActivityId root = node.start("bomb");
        BOOST_TEST_REQUIRE(jobs_of(*store.store, root).size() > 3 * jobs_in_turn);
        BOOST_TEST(in_turn(*store.store, root).size() == jobs_in_turn);
        const core::ActivityId other = node.start("timer");
        bool is_there = false;
        const auto leased = store->lease_jobs("other/1", static_cast<std::int32_t>(2 * jobs_in_turn), minute);
        for (const LeasedJob& job : leased) is_there = is_there || job.root == other;
        BOOST_TEST(is_there);
        BOOST_TEST(leased.size() == jobs_in_turn + 1);
    });
}

BOOST_AUTO_TEST_CASE(every_job_gets_its_turn) {
    with_each_store([](OpenStore& store) {
        Node node(*store.store, "node/1");
        std::string branches;
        for (int number = 0; number < 100; ++number) {
            const std::string n = std::to_string(number);
            branches += "<sequenceFlow id='a" + n + "' sourceRef='fork' targetRef='t" + n + "'/><task id='t" + n +
                        "' camunda:asyncBefore='true'/>";
        }
        node.deploy("wide.bpmn", model("wide",
                                       "<startEvent id='start'/><sequenceFlow id='f' sourceRef='start' "
                                       "targetRef='fork'/><parallelGateway id='fork'/>" +
                                           branches));
        const core::ActivityId root = node.start("wide");
        BOOST_TEST(jobs_of(*store.store, root).size() == 100u);
        std::size_t ran = 0;
        while (store->load(root)) {
            const auto turns = in_turn(*store.store, root);
            BOOST_TEST_REQUIRE(!turns.empty());
            BOOST_TEST(turns.size() <= jobs_in_turn);
            BOOST_REQUIRE(std::holds_alternative<Done>(node.run_job(turns.back())));
            ++ran;
        }
        BOOST_TEST(ran == 100u);
    });
}

BOOST_AUTO_TEST_CASE(a_root_that_meets_its_limit_has_one_incident_and_goes_on_when_somebody_has_looked) {
    with_each_store([](OpenStore& store) {
        Node node(*store.store, "node/1", small());
        node.deploy("bomb.bpmn", bomb());
        const core::ActivityId root = node.start("bomb");
        run_until_halted(node, *store.store, root);
        auto incidents = incidents_of(*store.store, root);
        BOOST_TEST_REQUIRE(incidents.size() == 1u);
        const core::JobId cause{incidents[0].row.record.cause};
        BOOST_TEST((incidents[0].row.record.kind == core::Incident::Kind::instance_limit));
        BOOST_TEST(incidents[0].row.record.message.find("more than 1000 activity instances") != std::string::npos);
        BOOST_TEST(jobs_of(*store.store, root).size() > 3 * jobs_in_turn);
        for (const JobItem& job : jobs_of(*store.store, root))
            BOOST_TEST(job.row.record.retries == (job.row.key == cause ? 0 : 3));
        BOOST_TEST(store->lease_jobs("other/1", 9, minute).empty());

        BOOST_REQUIRE(std::holds_alternative<Done>(node.submit({core::SetJobRetries{cause, 1}, root}).get()));
        BOOST_TEST(incidents_of(*store.store, root).empty());
        BOOST_TEST(in_turn(*store.store, root).size() == jobs_in_turn);
        run_until_halted(node, *store.store, root);
        BOOST_TEST(incidents_of(*store.store, root).size() == 1u);
        BOOST_REQUIRE(
            std::holds_alternative<Done>(node.submit({core::DeleteProcessInstance{root, "", true, true}, root}).get()));
        BOOST_TEST(jobs_of(*store.store, root).empty());
    });
}

BOOST_AUTO_TEST_CASE(history_is_warned_of_and_then_stopped_until_somebody_has_looked) {
    with_each_store([](OpenStore& store) {
        core::Limits limits;
        limits.history_events_to_warn = 10;
        limits.history_events_per_root = 25;
        core::ActivityId root;
        {
            Node node(*store.store, "node/1", limits);
            node.deploy("endless.bpmn", endless());
            root = node.start("endless");
            for (int round = 0; round < 15; ++round) node.run_job(in_turn(*store.store, root).at(0));
            const std::string warnings = node.warnings();
            const auto said = warnings.find("has written 10 rows of history");
            BOOST_TEST(said != std::string::npos, warnings);
            BOOST_TEST(warnings.find("has written", said + 1) == std::string::npos, warnings);
        }
        // The number is in the database, not in the node.
        Node node(*store.store, "node/2", limits);
        run_until_halted(node, *store.store, root);
        const auto stored = store->load(root).value();
        BOOST_TEST(stored.history_events == 25);
        auto incidents = incidents_of(*store.store, root);
        BOOST_TEST_REQUIRE(incidents.size() == 1u);
        BOOST_TEST(incidents[0].row.record.message.find("has written 25 rows of history") != std::string::npos);
        BOOST_TEST(std::holds_alternative<Done>(node.set_variable(root, "a", expression::Value(1)).get()),
                   "clients go on");
        const core::JobId cause{incidents[0].row.record.cause};
        BOOST_REQUIRE(std::holds_alternative<Done>(node.submit({core::SetJobRetries{cause, 1}, root}).get()));
        run_until_halted(node, *store.store, root);
        BOOST_TEST(store->load(root).value().history_events == 25);
    });
}

BOOST_AUTO_TEST_SUITE_END()
