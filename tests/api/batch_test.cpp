// Batches: what is done to many evaluated decisions at once, and what is told of it.
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <thread>

#include "tests/api/kitchen.hpp"

using namespace pavane::tests;

namespace {

constexpr const char* deletion = "/history/decision-instance/delete";
constexpr const char* removal = "/history/decision-instance/set-removal-time";

struct WithEvaluations : WithKitchen {
    WithEvaluations() {
        post("/decision-definition/key/dish/evaluate", R"({"variables":{"temperature":{"value":3}}})");
        const Reply roots = get("/history/decision-instance?rootDecisionInstancesOnly=true");
        dish = roots.text("0.id");
        evaluated_at = roots.text("0.evaluationTime");
        season = get("/history/decision-instance?decisionDefinitionKey=season").text("0.id");
    }

    // Begins a batch, and gives what history says of it when it has ended.
    Reply run(const char* target, const std::string& body) {
        const Reply begun = post(target, body);
        BOOST_REQUIRE_MESSAGE(begun.status == 200, begun.body);
        return ended(begun.text("id"));
    }
    Reply ended(const std::string& id) {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(2);
        while (get("/batch/" + id).status == 200) {
            BOOST_REQUIRE(std::chrono::steady_clock::now() < deadline);
            std::this_thread::yield();
        }
        return get("/history/batch/" + id);
    }
    std::string removal_time(const std::string& id) {
        return get("/history/decision-instance/" + id).text("removalTime");
    }
    // One that waits, as if it had been suspended before its first piece.
    std::string suspended() {
        const std::string id = run(deletion, R"({"historicDecisionInstanceIds":["unknown"]})").text("id");
        change_database("update batch_operation set suspended = 1, stage = 'under_way', ended_at = null, done = 0");
        change_database(
            "insert into batch_operation_record (batch_operation_id, number, tenant, record_id) "
            "select id, 1, '', id from batch_operation");
        return id;
    }

    std::string dish, season, evaluated_at;
};

std::string ids(const std::string& members, const std::string& id) {
    return "{" + members + R"("historicDecisionInstanceIds":[")" + id + "\"]}";
}

}  // namespace

BOOST_FIXTURE_TEST_CASE(evaluations_are_deleted_by_their_ids_and_by_a_query, WithEvaluations) {
    const Reply begun = post(deletion, R"({"historicDecisionInstanceIds":[")" + season + R"(","unknown",")" + season +
                                           R"("],"historicDecisionInstanceQuery":null,"deleteReason":"too old"})");
    BOOST_TEST(begun.status == 200);
    BOOST_TEST(begun.text("type") == "historic-decision-instance-deletion");
    BOOST_TEST(begun.text("totalJobs") == "2");
    BOOST_TEST(begun.text("jobsCreated") == "2");
    BOOST_TEST(begun.text("batchJobsPerSeed") == "100");
    BOOST_TEST(begun.text("invocationsPerBatchJob") == "1");
    BOOST_TEST(begun.text("suspended") == "false");
    BOOST_TEST(begun.text("startTime") != "null");
    const Reply done = ended(begun.text("id"));
    BOOST_TEST(done.text("id") == begun.text("id"));
    BOOST_TEST(done.text("type") == "historic-decision-instance-deletion");
    for (const char* time : {"startTime", "executionStartTime", "endTime"}) BOOST_TEST(done.text(time) != "null", time);
    BOOST_TEST(get("/history/decision-instance/" + season).status == 404);
    BOOST_TEST(get("/history/decision-instance/" + dish).status == 200, "only what was named goes");
    run(deletion, R"({"historicDecisionInstanceQuery":{"decisionDefinitionKey":"dish"}})");
    BOOST_TEST(get("/history/decision-instance/count").text("count") == "0");
    BOOST_TEST(get("/history/batch/count?completed=true").text("count") == "2");
    BOOST_TEST(get("/batch/count").text("count") == "0");
}

BOOST_FIXTURE_TEST_CASE(a_removal_time_is_set_calculated_and_cleared, WithEvaluations) {
    BOOST_TEST(run(removal, ids(R"("absoluteRemovalTime":"2030-01-01T00:00:00.000+0000",)", season)).text("type") ==
               "decision-set-removal-time");
    BOOST_TEST(removal_time(season) == "2030-01-01T00:00:00.000+0000");
    BOOST_TEST(removal_time(dish) == "null");
    const Reply parts = get("/history/decision-instance/" + season + "?includeInputs=true&includeOutputs=true");
    for (const char* part : {"inputs.0.removalTime", "outputs.0.removalTime"})
        BOOST_TEST(parts.text(part) == "2030-01-01T00:00:00.000+0000", part);
    // The dish has a time to live of 30 days.
    run(removal, ids(R"("calculatedRemovalTime":true,"hierarchical":true,)", season));
    BOOST_TEST(removal_time(season) == removal_time(dish));
    BOOST_TEST(removal_time(dish) != "null");
    BOOST_TEST(removal_time(dish).substr(11) == evaluated_at.substr(11), "days later, to the millisecond");
    run(removal, R"({"clearedRemovalTime":true,"historicDecisionInstanceQuery":{}})");
    BOOST_TEST(removal_time(season) == "null");
    BOOST_TEST(removal_time(dish) == "null");
}

BOOST_FIXTURE_TEST_CASE(what_a_batch_cannot_be_made_of_is_refused, WithEvaluations) {
    const auto refused = [&](const char* target, const std::string& body, const std::string& message) {
        const Reply reply = post(target, body);
        BOOST_TEST(reply.status == 400, body);
        BOOST_TEST(reply.text("message") == message);
    };
    const std::string nobody = R"({"historicDecisionInstanceQuery":{"decisionDefinitionKey":"nobody"}})";
    refused(deletion, "{}", "historicDecisionInstanceIds is empty");
    refused(deletion, R"({"historicDecisionInstanceIds":[]})", "historicDecisionInstanceIds is empty");
    refused(deletion, nobody, "historicDecisionInstanceIds is empty");
    refused(deletion, R"({"historicDecisionInstanceQuery":5})", "historicDecisionInstanceQuery must be an object.");
    refused(deletion, R"({"historicDecisionInstanceQuery":{"userId":"demo"}})",
            "The parameter 'userId' is not built into this version of Pavane yet.");
    // A filter that is passed over would delete everything.
    refused(deletion, R"({"historicDecisionInstanceQuery":{"decisionDefinitonKey":"nope"}})",
            "The member 'decisionDefinitonKey' is not known here, and nothing was changed; did you mean "
            "'decisionDefinitionKey'?");
    refused(deletion, R"({"historicDecisionInstanceQuery":{},"deleteReasn":"x"})",
            "The member 'deleteReasn' is not known here, and nothing was changed; did you mean 'deleteReason'?");
    refused(removal, ids(R"("clearedRemovalTime":true,"recursive":true,)", season),
            "The member 'recursive' is not known here, and nothing was changed.");
    refused(removal, R"({"clearedRemovalTime":true})", "Neither query nor ids provided.");
    refused(removal, ids("", season), "removalTime is null");
    refused(removal, ids(R"("clearedRemovalTime":true,"calculatedRemovalTime":true,)", season),
            "The removal time modes are mutually exclusive: mode is not null");
    refused(removal, R"({"clearedRemovalTime":true,"historicDecisionInstanceIds":[]})",
            "historicDecisionInstances is empty");
    for (const std::string time : {"tomorrow", "9999-12-31T23:59:59.999-1400", "0001-01-01T00:00:00.000+1400"})
        BOOST_TEST(post(removal, ids("\"absoluteRemovalTime\":\"" + time + "\",", season)).status == 400, time);
    refused(deletion, ids(R"("deleteReason":")" + std::string(4001, 'x') + "\",", season),
            "deleteReason is longer than 4000 bytes.");
    BOOST_TEST(get("/history/batch/count").text("count") == "0");
}

BOOST_FIXTURE_TEST_CASE(a_batch_under_way_is_listed_suspended_and_goes_on, WithEvaluations) {
    const std::string id = suspended();
    BOOST_TEST(get("/batch?suspended=true&type=historic-decision-instance-deletion").text("0.id") == id);
    BOOST_TEST(get("/batch?suspended=false").body == "[]");
    BOOST_TEST(get("/batch?withFailures=true").body == "[]");
    BOOST_TEST(get("/batch?withoutFailures=true&sortBy=batchId&sortOrder=asc").size() == 1U);
    BOOST_TEST(get("/batch?createdBy=demo").status == 400);
    const Reply statistics = get("/batch/statistics");
    BOOST_TEST(statistics.text("0.remainingJobs") == "1");
    BOOST_TEST(statistics.text("0.completedJobs") == "0");
    BOOST_TEST(statistics.text("0.failedJobs") == "0");
    BOOST_TEST(get("/batch/statistics/count?batchId=" + id).text("count") == "1");
    BOOST_TEST(get("/history/batch?completed=false").text("0.endTime") == "null");
    BOOST_TEST(put("/batch/" + id + "/suspended", R"({"suspended":false})").status == 204);
    BOOST_TEST(ended(id).text("endTime") != "null");
}

BOOST_FIXTURE_TEST_CASE(a_batch_is_ended_early_with_and_without_its_history, WithEvaluations) {
    const std::string id = suspended();
    BOOST_TEST(put("/batch/" + id + "/suspended", R"({"suspended":true})").status == 204);
    BOOST_TEST(remove("/batch/" + id).status == 204);
    BOOST_TEST(get("/batch/" + id).status == 404);
    BOOST_TEST(get("/history/batch/" + id).text("endTime") != "null");
    BOOST_TEST(remove("/history/batch/" + id).status == 204);
    BOOST_TEST(get("/history/batch/" + id).status == 404);
    const std::string other = suspended();
    BOOST_TEST(remove("/batch/" + other + "?cascade=true").status == 204);
    BOOST_TEST(get("/history/batch/" + other).status == 404);
}

BOOST_FIXTURE_TEST_CASE(unknown_batches_are_told, Server) {
    const auto told = [](const Reply& reply, int status, const std::string& message) {
        BOOST_TEST(reply.status == status);
        BOOST_TEST(reply.text("type") == "InvalidRequestException");
        BOOST_TEST(reply.text("message") == message);
    };
    told(get("/batch/x"), 404, "Batch with id 'x' does not exist");
    told(get("/history/batch/x"), 404, "Historic batch with id 'x' does not exist");
    told(remove("/batch/x"), 400, "Unable to delete batch with id 'x'");
    told(remove("/history/batch/x"), 400, "Unable to delete historic batch with id 'x'");
    told(put("/batch/x/suspended", R"({"suspended":true})"), 400, "Unable to suspend batch with id 'x'");
    told(put("/batch/x/suspended", "{}"), 400, "Unable to activate batch with id 'x'");
}
