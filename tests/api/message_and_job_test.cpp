#include <boost/test/unit_test.hpp>

#include "tests/api/models.hpp"

using namespace pavane::tests;

BOOST_FIXTURE_TEST_CASE(messages_start_and_continue_instances, Server) {
    deploy("waiting.bpmn", waiting_model());
    const Reply started =
        post("/message",
             R"({"messageName":"begin","businessKey":"M","resultEnabled":true,"processVariables":{"a":{"value":1}}})");
    BOOST_REQUIRE_MESSAGE(started.status == 200, started.body);
    BOOST_TEST(started.text("0.resultType") == "ProcessDefinition");
    BOOST_TEST(started.text("0.execution") == "null");
    const std::string instance = started.text("0.processInstance.id");
    BOOST_TEST(started.text("0.processInstance.definitionKey") == "waiting");
    BOOST_TEST(get("/process-instance/" + instance).text("businessKey") == "M");

    const Reply nobody = post("/message", R"({"messageName":"go-on","businessKey":"other"})");
    BOOST_TEST(nobody.status == 400);
    BOOST_TEST(nobody.text("type") == "RestException");
    BOOST_TEST(nobody.text("message").starts_with("org.camunda.bpm.engine.MismatchingMessageCorrelationException: "));
    post("/message", R"({"messageName":"begin"})");
    BOOST_TEST(post("/message", R"({"messageName":"go-on"})").status == 400);
    const Reply continued = post(
        "/message",
        R"({"messageName":"go-on","correlationKeys":{"a":{"value":1,"type":"Integer"}},"resultEnabled":true,"variablesInResultEnabled":true})");
    BOOST_REQUIRE_MESSAGE(continued.status == 200, continued.body);
    BOOST_TEST(continued.text("0.resultType") == "Execution");
    BOOST_TEST(continued.text("0.execution.processInstanceId") == instance);
    BOOST_TEST(continued.text("0.processInstance") == "null");
    BOOST_TEST(continued.text("0.variables.a.value") == "1");
    BOOST_TEST(post("/message", R"({"messageName":"go-on","all":true})").status == 204);
}

BOOST_FIXTURE_TEST_CASE(messages_are_checked, Server) {
    BOOST_TEST(post("/message").text("message") == "No message name supplied");
    BOOST_TEST(post("/message", R"({"messageName":"x"})").status == 400);
    BOOST_TEST(post("/message", R"({"messageName":"x","variablesInResultEnabled":true})").status == 400);
    BOOST_TEST(post("/message", R"({"messageName":"x","tenantId":"t","withoutTenantId":true})").status == 400);
    BOOST_TEST(post("/message", R"({"messageName":"x","processVariablesToTriggeredScope":{"a":{"value":1}}})").status ==
               400);
    BOOST_TEST(post("/message", R"({"messageName":"x","correlationKeys":{"a":1}})").status == 400);
}

BOOST_FIXTURE_TEST_CASE(one_idempotency_key_correlates_one_message, Server) {
    deploy("waiting.bpmn", waiting_model());
    for (int i = 0; i < 2; ++i) {
        const Reply reply = send("POST", "/message", R"({"messageName":"begin"})", {{"idempotency-key", "m"}}).wait();
        BOOST_TEST(reply.status == 204);
    }
    BOOST_TEST(get("/process-instance/count").text("count") == "1");
}

BOOST_FIXTURE_TEST_CASE(a_receiver_that_fails_does_not_keep_the_message_from_the_others, Server) {
    deploy("judging.bpmn", judging_model());
    for (const char* amount : {"1", "20", "30"})
        start("judging", std::string(R"({"variables":{"amount":{"value":)") + amount + "}}}");
    const std::string to_all = R"({"messageName":"judge","all":true,"resultEnabled":true})";
    const Reply first = post("/message", to_all);
    BOOST_REQUIRE_MESSAGE(first.status == 200, first.body);
    BOOST_TEST(first.size() == 2U);
    BOOST_TEST(first.text("1.resultType") == "Execution");
    BOOST_TEST(get("/process-instance/count").text("count") == "1");
    BOOST_TEST(post("/message", to_all).status == 500, "nobody took it");
    BOOST_TEST(get("/process-instance/count").text("count") == "1");
}

BOOST_FIXTURE_TEST_CASE(a_message_reaches_more_receivers_than_are_sent_it_at_once, Server) {
    deploy("judging.bpmn", judging_model());
    for (int number = 0; number < 510; ++number) start("judging", R"({"variables":{"amount":{"value":11}}})");
    const Reply reply = post("/message", R"({"messageName":"judge","all":true,"resultEnabled":true})");
    BOOST_REQUIRE(reply.status == 200);
    BOOST_TEST(reply.size() == 510U);
    BOOST_TEST(get("/process-instance/count").text("count") == "0");
}

BOOST_FIXTURE_TEST_CASE(a_message_sent_again_is_answered_alike_though_its_receiver_is_gone, Server) {
    deploy("judging.bpmn", judging_model());
    start("judging", R"({"variables":{"amount":{"value":20}}})");
    const auto send_it = [this](const std::string& body) {
        return send("POST", "/message", body, {{"idempotency-key", "m"}}).wait();
    };
    const std::string body = R"({"messageName":"judge","resultEnabled":true})";
    const Reply first = send_it(body);
    BOOST_REQUIRE_MESSAGE(first.status == 200, first.body);
    BOOST_TEST(first.size() == 1U);
    BOOST_TEST(send_it(body).body == first.body);
    start("judging", R"({"variables":{"amount":{"value":1}}})");
    BOOST_TEST(send_it(body).body == first.body, "the one that waits now would fail");
    const Reply other = send_it(R"({"messageName":"judge"})");
    BOOST_TEST(other.status == 422);
    BOOST_TEST(other.text("message").find("Idempotency-Key") != std::string::npos);
    BOOST_TEST(get("/process-instance/count").text("count") == "1");
}

BOOST_FIXTURE_TEST_CASE(a_timer_is_a_job_that_can_be_run_at_once, Server) {
    deploy("waiting.bpmn", waiting_model());
    post("/message", R"({"messageName":"begin"})");
    post("/message", R"({"messageName":"go-on"})");
    const Reply jobs = get("/job?timers=true");
    BOOST_REQUIRE(jobs.size() == 1U);
    BOOST_TEST(jobs.text("0.dueDate").ends_with("+0000"));
    BOOST_TEST(jobs.text("0.processDefinitionKey") == "waiting");
    BOOST_TEST(jobs.text("0.exceptionMessage") == "null");
    const std::string job = "/job/" + jobs.text("0.id");
    BOOST_TEST(get(job).text("retries") == "3");
    BOOST_TEST(get("/job?dueDates=gt_2020-01-01T00:00:00.000%2B0000").size() == 1U);
    BOOST_TEST(get("/job?dueDates=lt_2020-01-01T00:00:00.000%2B0000").size() == 0U);
    BOOST_TEST(get("/job?dueDates=eq_2020-01-01T00:00:00.000%2B0000").status == 400);
    BOOST_TEST(post(job + "/execute").status == 204);
    BOOST_TEST(get("/process-instance/count").text("count") == "0");
    BOOST_TEST(post(job + "/execute").status == 404);
}

BOOST_FIXTURE_TEST_CASE(a_failing_job_becomes_an_incident_and_goes_on_with_new_retries, Server) {
    deploy("failing.bpmn", failing_model());
    const std::string instance = start("failing", R"({"variables":{"amount":{"value":1}}})");
    const std::string job = "/job/" + get("/job?processInstanceId=" + instance).text("0.id");
    BOOST_TEST(get("/process-instance/" + instance + "/activity-instances").size("childTransitionInstances") == 1U);
    for (int i = 0; i < 3; ++i) {
        const Reply failed = post(job + "/execute");
        BOOST_TEST(failed.status == 500);
        BOOST_TEST(failed.text("type") == "RestException");
    }
    BOOST_TEST(get(job).text("retries") == "0");
    BOOST_TEST(get(job).text("exceptionMessage") != "null");
    BOOST_TEST(get("/job?noRetriesLeft=true&withException=true").size() == 1U);
    BOOST_TEST(get("/incident?processInstanceId=" + instance).text("0.incidentType") == "failedJob");
    const Reply text = send("GET", job + "/stacktrace", "", {{"accept", "text/plain"}}).wait();
    BOOST_TEST(text.status == 200);
    BOOST_TEST(text.content_type == "text/plain");
    const Reply json = send("GET", job + "/stacktrace", "", {{"accept", "application/json"}}).wait();
    BOOST_TEST(json.status == 406);
    BOOST_TEST(json.text("type") == "NotAcceptableException");
    BOOST_TEST(put(job + "/retries", R"({"retries":-1})").status == 500);
    BOOST_TEST(put(job + "/retries", R"({"retries":1})").status == 204);
    BOOST_TEST(get("/incident/count").text("count") == "0");
    BOOST_TEST(put("/process-instance/" + instance + "/variables/amount", R"({"value":11})").status == 204);
    BOOST_TEST(post(job + "/execute").status == 204);
    BOOST_TEST(get("/history/process-instance/" + instance).text("state") == "COMPLETED");
    BOOST_TEST(get("/job/none").status == 404);
    BOOST_TEST(get("/job/none/stacktrace").status == 404);
    BOOST_TEST(put("/job/none/retries", R"({"retries":1})").status == 500);
}
