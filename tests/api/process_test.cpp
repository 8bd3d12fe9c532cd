#include <boost/test/unit_test.hpp>

#include "api/http/target.hpp"
#include "tests/api/models.hpp"

using namespace pavane::tests;

BOOST_FIXTURE_TEST_CASE(an_instance_is_started_seen_and_completed_by_its_task, Server) {
    deploy("review.bpmn", review_model());
    const Reply started = post("/process-definition/key/review/start",
                               R"({"businessKey":"B-1","withVariablesInReturn":true,
                                   "variables":{"subject":{"value":"this"},"owner":{"value":"ann","type":"String"}}})");
    BOOST_REQUIRE_MESSAGE(started.status == 200, started.body);
    const std::string id = started.text("id");
    BOOST_TEST(started.text("definitionKey") == "review");
    BOOST_TEST(started.text("definitionId").starts_with("review:1:"));
    BOOST_TEST(started.text("businessKey") == "B-1");
    BOOST_TEST(started.text("ended") == "false");
    BOOST_TEST(started.text("variables.owner.value") == "ann");
    BOOST_TEST(started.text("links.0.href") == "http://server:8080/engine-rest/process-instance/" + id);

    BOOST_TEST(get("/process-instance/" + id).text("businessKey") == "B-1");
    BOOST_TEST(get("/process-instance?processDefinitionKey=review&variables=owner_eq_ann").size() == 1U);
    BOOST_TEST(get("/process-instance?variables=owner_eq_bob").size() == 0U);
    const Reply tree = get("/process-instance/" + id + "/activity-instances");
    BOOST_TEST(tree.text("id") == id);
    BOOST_TEST(tree.text("activityType") == "processDefinition");
    BOOST_TEST(tree.text("parentActivityInstanceId") == "null");
    BOOST_TEST(tree.text("childActivityInstances.0.activityId") == "check");
    BOOST_TEST(tree.text("childActivityInstances.0.activityType") == "userTask");
    BOOST_TEST(tree.text("childActivityInstances.0.parentActivityInstanceId") == id);

    const Reply tasks = get("/task?processInstanceId=" + id);
    BOOST_REQUIRE(tasks.size() == 1U);
    const std::string task = tasks.text("0.id");
    BOOST_TEST(tasks.text("0.name") == "Check this");
    BOOST_TEST(tasks.text("0.assignee") == "ann");
    BOOST_TEST(tasks.text("0.taskDefinitionKey") == "check");
    BOOST_TEST(tasks.text("0.priority") == "70");
    BOOST_TEST(tasks.text("0.formKey") == "embedded:x");
    BOOST_TEST(tasks.text("0.due") == "null");
    BOOST_TEST(get("/task/" + task).text("processInstanceId") == id);

    const Reply completed =
        post("/task/" + task + "/complete", R"({"withVariablesInReturn":true,"variables":{"ok":{"value":true}}})");
    BOOST_REQUIRE_MESSAGE(completed.status == 200, completed.body);
    BOOST_TEST(completed.text("ok.value") == "true");
    BOOST_TEST(get("/process-instance/" + id).status == 404);
    const Reply history = get("/history/process-instance/" + id);
    BOOST_TEST(history.text("state") == "COMPLETED");
    BOOST_TEST(history.text("businessKey") == "B-1");
    BOOST_TEST(history.text("startActivityId") == "start");
    BOOST_TEST(history.text("rootProcessInstanceId") == id);
    BOOST_TEST(
        get("/history/activity-instance?processInstanceId=" + id + "&activityType=userTask").text("0.assignee") ==
        "ann");
    BOOST_TEST(get("/history/activity-instance/count?processInstanceId=" + id + "&finished=true").text("count") == "3");
    const Reply history_task = get("/history/task?taskId=" + task);
    BOOST_TEST(history_task.text("0.deleteReason") == "completed");
    BOOST_TEST(history_task.text("0.taskState") == "Completed");
    const Reply variables =
        post("/history/variable-instance", R"({"processInstanceId":")" + id + R"(","variableName":"ok"})");
    BOOST_TEST(variables.text("0.value") == "true");
    BOOST_TEST(variables.text("0.type") == "Boolean");
    BOOST_TEST(get("/history/process-instance/count?completed=true").text("count") == "1");
}

BOOST_FIXTURE_TEST_CASE(starting_what_is_not_there_is_told_as_the_contract_does, Server) {
    const Reply by_key =
        send("POST", "/process-definition/key/none/start", "not json", {{"content-type", "application/json"}}).wait();
    BOOST_TEST(by_key.status == 404);
    BOOST_TEST(by_key.text("type") == "RestException");
    BOOST_TEST(by_key.text("message") == "No matching process definition with key: none and no tenant-id");
    const Reply by_id = post("/process-definition/none/start");
    BOOST_TEST(by_id.status == 500);
    BOOST_TEST(by_id.text("type") == "RestException");
    BOOST_TEST(by_id.text("message").starts_with("Cannot instantiate process definition none: "));
    BOOST_TEST(get("/process-definition/key/none").text("type") == "RestException");
    BOOST_TEST(get("/process-definition/none").text("type") == "InvalidRequestException");
    BOOST_TEST(get("/process-instance/none/activity-instances").status == 404);
    BOOST_TEST(remove("/process-instance/none").status == 404);
    deploy("review.bpmn", review_model());
    const Reply failed = post("/process-definition/key/review/start");
    BOOST_TEST(failed.status == 500);
    BOOST_TEST(failed.text("type") == "RestException");
    BOOST_TEST(failed.text("code") == "0");
    BOOST_TEST(failed.text("message").ends_with(" (at the element 'check')"));
    BOOST_TEST(get("/history/process-instance/count").text("count") == "0");
    BOOST_TEST(
        post("/process-definition/key/review/start", R"({"variables":{"a":{"value":"x","type":"Integer"}}})").status ==
        400);
    BOOST_TEST(post("/process-definition/key/review/start", R"({"caseInstanceId":"x"})").status == 400);
    BOOST_TEST(post("/process-definition/key/review/start", "{").text("type") == "InvalidRequestException");
}

BOOST_FIXTURE_TEST_CASE(one_idempotency_key_starts_one_instance, Server) {
    deploy("archive.bpmn", archive_model());
    const auto again = [this](const std::string& key) {
        return send("POST", "/process-definition/key/archive/start", "{}", {{"idempotency-key", key}}).wait();
    };
    const Reply first = again("k-1");
    BOOST_REQUIRE_MESSAGE(first.status == 200, first.body);
    const Reply second = again("k-1");
    BOOST_TEST(second.status == 200);
    BOOST_TEST(second.body == first.body);
    BOOST_TEST(again("k-2").text("id") != first.text("id"));
    BOOST_TEST(get("/process-instance/count").text("count") == "2");
    BOOST_TEST(again("two words").status == 400);
}

BOOST_FIXTURE_TEST_CASE(an_idempotency_key_is_good_for_one_request, Server) {
    deploy("archive.bpmn", archive_model());
    const auto with_key = [this](const std::string& target, const std::string& json) {
        return send("POST", target, json, {{"idempotency-key", "k"}}).wait();
    };
    const std::string by_key = "/process-definition/key/archive/start";
    const Reply first = with_key(by_key, "{}");
    BOOST_REQUIRE_MESSAGE(first.status == 200, first.body);
    const Reply other_body = with_key(by_key, R"({"businessKey":"B"})");
    BOOST_TEST(other_body.status == 422);
    BOOST_TEST(other_body.text("message").find("Idempotency-Key") != std::string::npos);
    BOOST_TEST(with_key("/process-definition/" + first.text("definitionId") + "/start", "{}").status == 422);
    BOOST_TEST(with_key("/message", R"({"messageName":"nobody waits for"})").status == 422);
    BOOST_TEST(with_key(by_key, "{}").body == first.body);
    BOOST_TEST(get("/process-instance/count").text("count") == "1");
}

BOOST_FIXTURE_TEST_CASE(a_start_sent_again_is_answered_alike_whatever_became_of_its_definition, Server) {
    const Reply deployed = deploy("archive.bpmn", archive_model());
    const auto again = [this](const std::string& path) {
        return send("POST", "/process-definition/" + path + "/start", "{}", {{"idempotency-key", path}}).wait();
    };
    const Reply first = again("key/archive");
    BOOST_REQUIRE_MESSAGE(first.status == 200, first.body);
    const std::string by_id = first.text("definitionId");
    const Reply first_by_id = again(by_id);
    BOOST_REQUIRE_MESSAGE(first_by_id.status == 200, first_by_id.body);

    const std::string cannot_start = model("archive", R"(
<startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="check"/>
<userTask id="check" camunda:assignee="${nobody}"/><sequenceFlow id="f2" sourceRef="check" targetRef="end"/><endEvent id="end"/>)");
    const Reply newer = deploy("archive.bpmn", cannot_start);
    BOOST_TEST(post("/process-definition/key/archive/start").status == 500);
    BOOST_TEST(again("key/archive").body == first.body);

    for (const Reply& deployment : {deployed, newer})
        BOOST_TEST(remove("/deployment/" + deployment.text("id") + "?cascade=true").status == 204);
    BOOST_TEST(post("/process-definition/key/archive/start").status == 404);
    BOOST_TEST(again("key/archive").body == first.body);
    BOOST_TEST(again(by_id).body == first_by_id.body);
}

BOOST_FIXTURE_TEST_CASE(an_instance_is_deleted, Server) {
    deploy("archive.bpmn", archive_model());
    const std::string id = start("archive");
    BOOST_TEST(remove("/process-instance/" + id + "?skipCustomListeners=true").status == 204);
    BOOST_TEST(get("/history/process-instance/" + id).text("state") == "EXTERNALLY_TERMINATED");
    BOOST_TEST(remove("/process-instance/" + id + "?failIfNotExists=false").status == 204);
}

BOOST_FIXTURE_TEST_CASE(parameters_of_lists_are_read_refused_or_ignored, Server) {
    deploy("archive.bpmn", archive_model());
    for (int i = 0; i < 3; ++i) start("archive", R"({"businessKey":"B-)" + std::to_string(i) + "\"}");
    BOOST_TEST(
        get("/process-instance?sortBy=businessKey&sortOrder=desc&firstResult=1&maxResults=1").text("0.businessKey") ==
        "B-1");
    BOOST_TEST(
        post("/process-instance?maxResults=2", R"({"sorting":[{"sortBy":"businessKey","sortOrder":"asc"}]})").size() ==
        2U);
    BOOST_TEST(get("/process-instance?businessKeyLike=B-%25&latest=x").size() == 3U);
    BOOST_TEST(post("/process-instance/count", R"({"businessKey":"B-1"})").text("count") == "1");
    BOOST_TEST(get("/process-instance?incidentType=x").text("message").find("'incidentType'") != std::string::npos);
    BOOST_TEST(get("/process-instance?sortBy=x&sortOrder=asc").text("message") ==
               "sortBy parameter has invalid value: x");
    const Reply page = get("/process-instance?maxResults=abc");
    BOOST_TEST(page.status == 404);
    BOOST_TEST(page.text("type") == "QueryParamException");
    const Reply expression = post("/task", R"({"orQueries":[{"assigneeExpression":"${1}"}]})");
    BOOST_TEST(expression.status == 400);
    BOOST_TEST(expression.text("type") == "BadUserRequestException");
}

BOOST_FIXTURE_TEST_CASE(a_variable_needs_a_name, Server) {
    deploy("review.bpmn", review_model());
    const Reply started = post("/process-definition/key/review/start", R"({"variables":{"":{"value":1}}})");
    BOOST_TEST(started.status == 400);
    BOOST_TEST(started.text("message").find("name of a variable must not be empty") != std::string::npos);
    const std::string variables =
        "/process-instance/" + start("review", R"({"variables":{"owner":{"value":"ann"},"subject":{"value":"s"}}})") +
        "/variables";
    BOOST_TEST(post(variables, R"({"modifications":{"":{"value":1}}})").status == 400);
    BOOST_TEST(get(variables).size() == 2U);
    BOOST_TEST(post("/message", R"({"messageName":"m","processVariables":{"":{"value":1}}})").status == 400);
}

// PostgreSQL has no such character in a text: nothing may get that far, whatever the store.
BOOST_FIXTURE_TEST_CASE(the_character_zero_is_refused_in_criteria_and_ids, Server) {
    for (const char* body : {R"({"assignee":"\u0000"})", R"({"processInstanceId":"\u0000"})",
                             R"({"processVariables":[{"name":"\u0000","operator":"eq","value":1}]})",
                             R"({"taskDefinitionKeyIn":["a","\u0000"]})"}) {
        const Reply reply = post("/task", body);
        BOOST_TEST(reply.status == 400);
        BOOST_TEST(reply.text("message").find("U+0000") != std::string::npos);
    }
    const auto query = pavane::http::parse_target("/engine-rest/task?assignee=%00");
    BOOST_REQUIRE(!query);
    BOOST_TEST(query.error().status == 400);
    BOOST_TEST(query.error().message.find("'assignee'") != std::string::npos);
}

// Each list has the shared filters that the contract gives it, and no other.
BOOST_FIXTURE_TEST_CASE(lists_are_filtered_by_place_and_tenant, Server) {
    deploy("archive.bpmn", archive_model());
    const std::string instance = start("archive");
    BOOST_TEST(get("/external-task?processDefinitionKey=archive").size() == 1U);
    BOOST_TEST(get("/external-task?processDefinitionKeyIn=other,another").size() == 0U);
    BOOST_TEST(get("/external-task?processDefinitionName=The%20archive").size() == 1U);
    BOOST_TEST(get("/external-task?executionId=none").size() == 0U);
    BOOST_TEST(get("/process-instance?processInstanceIds=" + instance).size() == 1U);
    BOOST_TEST(get("/process-instance?processInstanceIds=none").size() == 0U);
    BOOST_TEST(get("/process-instance?executionId=none").size() == 1U);
    BOOST_TEST(get("/history/process-instance?processInstanceId=" + instance).size() == 1U);
    BOOST_TEST(get("/history/process-instance?processInstanceId=none").size() == 0U);
    BOOST_TEST(get("/history/process-instance?finished=true").size() == 0U);
    BOOST_TEST(get("/deployment?tenantIdIn=acme").size() == 0U);
    BOOST_TEST(get("/deployment?tenantIdIn=acme&includeDeploymentsWithoutTenantId=true").size() == 1U);
    BOOST_TEST(post("/process-instance", R"({"variables":[{"name":"a","operator":"notLike","value":"x%"}]})").size() ==
               0U);
}

BOOST_FIXTURE_TEST_CASE(a_text_that_no_index_can_hold_is_refused_by_its_name, Server) {
    deploy("review.bpmn", review_model());
    const std::string longer(1'025, 'x');
    const auto check = [](const Reply& reply, const std::string& what) {
        BOOST_TEST(reply.status == 400);
        BOOST_TEST(reply.text("type") == "RestException");
        BOOST_TEST(reply.body.find("The " + what + " has 1025 bytes; at most 1024 can be stored.") != std::string::npos,
                   reply.body);
    };
    check(
        post("/process-definition/key/review/start",
             R"({"businessKey":")" + longer + R"(","variables":{"subject":{"value":"this"},"owner":{"value":"ann"}}})"),
        "business key");
    const Reply started = post("/process-definition/key/review/start",
                               R"({"variables":{"subject":{"value":"this"},"owner":{"value":"ann","type":"String"}}})");
    BOOST_REQUIRE_MESSAGE(started.status == 200, started.body);
    const std::string task = get("/task?processInstanceId=" + started.text("id")).text("0.id");
    check(post("/task/" + task + "/assignee", R"({"userId":")" + longer + R"("})"), "assignee");
    check(post("/task/" + task + "/complete", R"({"variables":{")" + longer + R"(":{"value":1}}})"),
          "name of a variable");
    BOOST_TEST(get("/task/" + task).text("assignee") == "ann");
    BOOST_TEST(get("/incident?incidentType=processInstanceLimit").size() == 0U);
}
