#include <boost/test/unit_test.hpp>

#include "tests/api/models.hpp"

using namespace pavane::tests;

namespace {

struct WithWorker : Server {
    std::string instance;

    WithWorker() {
        deploy("archive.bpmn", archive_model());
        instance = start("archive", R"({"businessKey":"B","variables":{"amount":{"value":7},"text":{"value":"x"}}})");
    }

    Reply fetch(const std::string& worker, const std::string& topic = {}) {
        return post("/external-task/fetchAndLock",
                    R"({"workerId":")" + worker +
                        R"(","maxTasks":5,"topics":[{"topicName":"archive","lockDuration":60000)" + topic + "}]}");
    }
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(a_worker_fetches_and_completes, WithWorker) {
    const Reply fetched = fetch("w", R"(,"variables":["amount"],"includeExtensionProperties":true)");
    BOOST_REQUIRE_MESSAGE(fetched.status == 200, fetched.body);
    BOOST_REQUIRE(fetched.size() == 1U);
    BOOST_TEST(fetched.text("0.topicName") == "archive");
    BOOST_TEST(fetched.text("0.activityId") == "store");
    BOOST_TEST(fetched.text("0.processInstanceId") == instance);
    BOOST_TEST(fetched.text("0.processDefinitionKey") == "archive");
    BOOST_TEST(fetched.text("0.processDefinitionId").starts_with("archive:1:"));
    BOOST_TEST(fetched.text("0.businessKey") == "B");
    BOOST_TEST(fetched.text("0.workerId") == "w");
    BOOST_TEST(fetched.text("0.retries") == "null");
    BOOST_TEST(fetched.text("0.priority") == "5");
    BOOST_TEST(fetched.text("0.suspended") == "false");
    BOOST_TEST(fetched.text("0.lockExpirationTime").ends_with("+0000"));
    BOOST_TEST(fetched.size("0.variables") == 1U);
    BOOST_TEST(fetched.text("0.variables.amount.value") == "7");
    BOOST_TEST(fetched.text("0.extensionProperties.shelf") == "B");
    const std::string id = fetched.text("0.id");
    BOOST_TEST(fetch("v").body == "[]");
    BOOST_TEST(get("/external-task?workerId=w&locked=true").text("0.id") == id);

    const Reply other = post("/external-task/" + id + "/complete", R"({"workerId":"v"})");
    BOOST_TEST(other.status == 400);
    BOOST_TEST(other.text("type") == "RestException");
    BOOST_TEST(other.text("message") ==
               "External Task " + id + " cannot be completed by worker 'v'. It is locked by worker 'w'.");
    BOOST_TEST(post("/external-task/" + id + "/complete", "{}").text("type") == "NullValueException");
    BOOST_TEST(
        post("/external-task/" + id + "/complete", R"({"workerId":"w","variables":{"done":{"value":true}}})").status ==
        204);
    BOOST_TEST(get("/history/process-instance/" + instance).text("state") == "COMPLETED");
    BOOST_TEST(get("/history/variable-instance?variableName=done").text("0.value") == "true");
    BOOST_TEST(post("/external-task/" + id + "/complete", R"({"workerId":"w"})").status == 404);
}

BOOST_FIXTURE_TEST_CASE(a_fetch_is_checked, WithWorker) {
    BOOST_TEST(post("/external-task/fetchAndLock", R"({"maxTasks":1,"topics":[]})").text("type") ==
               "NullValueException");
    BOOST_TEST(post("/external-task/fetchAndLock",
                    R"({"workerId":"w","topics":[{"topicName":"archive","lockDuration":1000}]})")
                   .body == "[]");
    BOOST_TEST(
        post("/external-task/fetchAndLock", R"({"workerId":"w","maxTasks":1,"topics":null,"sorting":null})").body ==
        "[]");
    BOOST_TEST(
        post("/external-task/fetchAndLock", R"({"workerId":"w","maxTasks":1,"topics":[{"topicName":"archive"}]})")
            .status == 500);
    BOOST_TEST(
        post("/external-task/fetchAndLock", R"({"workerId":"w","maxTasks":1,"topics":[{"lockDuration":1}]})").status ==
        500);
    BOOST_TEST(
        post("/external-task/fetchAndLock", R"({"workerId":"w","maxTasks":1,"asyncResponseTimeout":1800001})").status ==
        400);
    BOOST_TEST(post("/external-task/fetchAndLock",
                    R"({"workerId":"w","maxTasks":1,"sorting":[{"sortBy":"name","sortOrder":"asc"}]})")
                   .status == 400);
    BOOST_TEST(post("/external-task/fetchAndLock", R"({"workerId":"w","maxTasks":1,"topics":{}})").status == 400);
    std::string topics = R"({"topicName":"nobody waits here","lockDuration":1000})";
    const std::string topic = "," + topics;
    for (int count = 1; count < 100; ++count) topics += topic;
    const auto with_topics = [&](const std::string& list) {
        return post("/external-task/fetchAndLock", R"({"workerId":"w","maxTasks":1,"topics":[)" + list + "]}");
    };
    BOOST_TEST(with_topics(topics).status == 200);
    BOOST_TEST(with_topics(topics + topic).status == 400);
    BOOST_TEST(with_topics(topics + topic).text("message").find("'topics'") != std::string::npos);
    BOOST_TEST(fetch("w", R"(,"processVariables":{"amount":{}})").text("message") ==
               "Object values cannot be used to query");
    BOOST_TEST(fetch("w", R"(,"processVariables":{"amount":8})").body == "[]");
    BOOST_TEST(fetch("w", R"(,"businessKey":"C")").body == "[]");
    BOOST_TEST(fetch("w", R"(,"processDefinitionKeyIn":["other"])").body == "[]");
    BOOST_TEST(
        fetch("w", R"(,"processVariables":{"amount":7},"businessKey":"B","variables":null,"tenantIdIn":null)").size() ==
        1U);
}

BOOST_FIXTURE_TEST_CASE(a_long_poll_is_answered_when_a_task_appears, WithWorker) {
    fetch("w");
    Pending poll = send(
        "POST", "/external-task/fetchAndLock",
        R"({"workerId":"v","maxTasks":1,"asyncResponseTimeout":1000000,"topics":[{"topicName":"archive","lockDuration":1000}]})");
    BOOST_TEST(!poll.is_answered());
    const std::string second = start("archive");
    const Reply fetched = poll.wait();
    BOOST_REQUIRE(fetched.size() == 1U);
    BOOST_TEST(fetched.text("0.processInstanceId") == second);
}

BOOST_FIXTURE_TEST_CASE(what_a_worker_has_not_got_is_unlocked, WithWorker) {
    Pending fetch_of_dead =
        send("POST", "/external-task/fetchAndLock",
             R"({"workerId":"dead","maxTasks":1,"topics":[{"topicName":"archive","lockDuration":1000000}]})");
    Pending poll = send(
        "POST", "/external-task/fetchAndLock",
        R"({"workerId":"alive","maxTasks":1,"asyncResponseTimeout":1000000,"topics":[{"topicName":"archive","lockDuration":1000}]})");
    fetch_of_dead.leave();
    BOOST_TEST(poll.wait().text("0.workerId") == "alive");
}

BOOST_FIXTURE_TEST_CASE(a_value_that_cannot_be_read_keeps_no_other_task_from_its_worker, WithWorker) {
    const std::string other = start("archive", R"({"variables":{"amount":{"value":8}}})");
    change_database("update variable set kind = 'colour' where name = 'text'");
    const Reply fetched = fetch("w");
    BOOST_TEST(fetched.status == 200);
    BOOST_REQUIRE(fetched.size() == 1U);
    BOOST_TEST(fetched.text("0.processInstanceId") == other);
    const std::string told = warnings();
    BOOST_TEST(told.find("of the topic 'archive' was not given to the worker 'w', and is locked until ") !=
               std::string::npos);
    BOOST_TEST(told.find("The value of the variable 'text' (") != std::string::npos);
    BOOST_TEST(fetch("w").body == "[]");
    BOOST_TEST(warnings().empty(), "it is told once for each lock");
    const std::string task = get("/external-task?processInstanceId=" + instance).text("0.id");
    BOOST_TEST(post("/external-task/" + task + "/unlock").status == 204);
    BOOST_TEST(fetch("w", R"(,"variables":["amount"])").text("0.id") == task, "who does not ask for it gets the task");

    BOOST_TEST(post("/external-task/" + task + "/unlock").status == 204);
    change_database("update variable set kind = 'string' where name = 'text'");
    BOOST_TEST(fetch("w").text("0.variables.text.value") == "x");
}

BOOST_FIXTURE_TEST_CASE(a_task_that_cannot_be_read_keeps_no_other_from_its_worker, WithWorker) {
    const std::string other = start("archive");
    change_database("update external_task set retries = 'many' where process_id = '" + instance + "'");
    const Reply fetched = fetch("w");
    BOOST_REQUIRE(fetched.size() == 1U);
    BOOST_TEST(fetched.text("0.processInstanceId") == other);
    BOOST_TEST(warnings().find("cannot be read: a number is not written as one. No worker gets it.") !=
               std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_failure_without_retries_is_an_incident_until_retries_are_set, WithWorker) {
    const std::string task = "/external-task/" + fetch("w").text("0.id");
    BOOST_TEST(
        post(task + "/failure", R"({"workerId":"w","errorMessage":"no paper","errorDetails":"trace","retries":-1})")
            .status == 500);
    BOOST_TEST(post(task + "/failure",
                    R"({"workerId":"w","errorMessage":"no paper","errorDetails":"trace","retries":1,"retryTimeout":0})")
                   .status == 204);
    BOOST_TEST(get(task).text("retries") == "1");
    BOOST_TEST(get("/incident/count").text("count") == "0");
    BOOST_TEST(fetch("w").text("0.errorDetails") == "trace");
    BOOST_TEST(post(task + "/failure", R"({"workerId":"w","errorMessage":"no ink"})").status == 204);
    const Reply incident = get("/incident?incidentType=failedExternalTask");
    BOOST_REQUIRE(incident.size() == 1U);
    BOOST_TEST(incident.text("0.incidentMessage") == "no ink");
    BOOST_TEST(incident.text("0.activityId") == "store");
    BOOST_TEST("/external-task/" + incident.text("0.configuration") == task);
    BOOST_TEST(
        get("/process-instance/" + instance + "/activity-instances").size("childActivityInstances.0.incidentIds") ==
        1U);
    BOOST_TEST(post(task + "/unlock", "").status == 204);
    BOOST_TEST(fetch("w").body == "[]");
    BOOST_TEST(put(task + "/retries", R"({"retries":2})").status == 204);
    BOOST_TEST(put(task + "/retries", "{}").status == 400);
    BOOST_TEST(get("/incident").body == "[]");
    BOOST_TEST(fetch("w").size() == 1U);
    BOOST_TEST(get(task + "/errorDetails").status == 204);
}

BOOST_FIXTURE_TEST_CASE(locks_are_extended_taken_and_given_back, WithWorker) {
    const std::string task = "/external-task/" + fetch("w").text("0.id");
    BOOST_TEST(post(task + "/extendLock", R"({"workerId":"w","newDuration":100000})").status == 204);
    BOOST_TEST(post(task + "/extendLock", R"({"workerId":"v","newDuration":100000})").status == 400);
    BOOST_TEST(post(task + "/extendLock", R"({"workerId":"w","newDuration":0})").status == 500);
    BOOST_TEST(post(task + "/lock", R"({"workerId":"v","lockDuration":1000})").status == 400);
    BOOST_TEST(post(task + "/unlock", "null").status == 204);
    BOOST_TEST(get(task).text("workerId") == "null");
    BOOST_TEST(get(task).text("lockExpirationTime") == "null");
    BOOST_TEST(post(task + "/lock", R"({"workerId":"v","lockDuration":1000})").status == 204);
    BOOST_TEST(get(task).text("workerId") == "v");
    BOOST_TEST(post("/external-task/none/unlock").status == 404);
    BOOST_TEST(post("/external-task/none/lock", R"({"workerId":"v","lockDuration":1000})").status == 404);
    BOOST_TEST(get("/external-task/none").text("type") == "RestException");
}

BOOST_FIXTURE_TEST_CASE(a_bpmn_error_needs_a_code_and_ends_the_path_where_nobody_catches_it, WithWorker) {
    const std::string task = "/external-task/" + fetch("w").text("0.id");
    BOOST_TEST(post(task + "/bpmnError", R"({"workerId":"w"})").status == 500);
    BOOST_TEST(post(task + "/bpmnError", R"({"workerId":"w","errorCode":"gone","errorMessage":"m"})").status == 204);
    BOOST_TEST(get("/process-instance/" + instance).status == 404);
}

// A lock that no clock can add once turned every later list of external tasks into a 500.
BOOST_FIXTURE_TEST_CASE(a_lock_longer_than_ten_years_is_refused_wherever_a_worker_names_one, WithWorker) {
    const std::string forever = "9223372036854775807";
    const Reply fetched =
        post("/external-task/fetchAndLock",
             R"({"workerId":"w","maxTasks":1,"topics":[{"topicName":"archive","lockDuration":)" + forever + "}]}");
    BOOST_TEST(fetched.status == 400);
    const std::string id = fetch("w").text("0.id");
    const std::string task = "/external-task/" + id;
    BOOST_TEST(post(task + "/extendLock", R"({"workerId":"w","newDuration":)" + forever + "}").status == 400);
    BOOST_TEST(post(task + "/lock", R"({"workerId":"w","lockDuration":)" + forever + "}").status == 400);
    BOOST_TEST(post(task + "/failure", R"({"workerId":"w","retries":1,"retryTimeout":)" + forever + "}").status == 400);
    BOOST_TEST(get("/external-task").text("0.workerId") == "w");
}
