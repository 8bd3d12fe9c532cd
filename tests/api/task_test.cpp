#include <boost/test/unit_test.hpp>

#include "tests/api/models.hpp"

using namespace pavane::tests;

namespace {

struct WithTask : Server {
    std::string instance;
    std::string task;

    WithTask() {
        deploy("review.bpmn", review_model());
        instance = start("review", R"({"variables":{"subject":{"value":"it"},"owner":{"value":null}}})");
        task = get("/task").text("0.id");
    }
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(a_task_is_claimed_given_back_and_assigned, WithTask) {
    BOOST_TEST(get("/task/" + task).text("assignee") == "null");
    BOOST_TEST(get("/task?candidateGroup=accounting").size() == 1U);
    BOOST_TEST(post("/task/" + task + "/claim", R"({"userId":"ann"})").status == 204);
    BOOST_TEST(post("/task/" + task + "/claim", R"({"userId":"ann"})").status == 204);
    const Reply taken = post("/task/" + task + "/claim", R"({"userId":"bob"})");
    BOOST_TEST(taken.status == 500);
    BOOST_TEST(taken.text("type") == "TaskAlreadyClaimedException");
    BOOST_TEST(get("/task?assignee=ann").size() == 1U);
    BOOST_TEST(get("/task?candidateGroup=accounting").size() == 0U);
    BOOST_TEST(post("/task/" + task + "/unclaim").status == 204);
    BOOST_TEST(get("/task?unassigned=true").size() == 1U);
    BOOST_TEST(post("/task/" + task + "/assignee", R"({"userId":"bob"})").status == 204);
    BOOST_TEST(get("/task/" + task).text("assignee") == "bob");
    BOOST_TEST(get("/task/" + task).text("taskState") == "Updated");
    BOOST_TEST(post("/task/" + task + "/claim", R"({"userId":[]})").status == 400);
}

BOOST_FIXTURE_TEST_CASE(unknown_tasks_have_the_contracts_answers, WithTask) {
    BOOST_TEST(get("/task/none").status == 404);
    const Reply complete = post("/task/none/complete");
    BOOST_TEST(complete.status == 500);
    BOOST_TEST(complete.text("type") == "RestException");
    BOOST_TEST(complete.text("message").starts_with("Cannot complete task none: "));
    BOOST_TEST(post("/task/none/claim", R"({"userId":"a"})").text("type") == "NullValueException");
    BOOST_TEST(post("/task/none/unclaim").status == 400);
    BOOST_TEST(post("/task/none/unclaim").text("type") == "NotFoundException");
    BOOST_TEST(post("/task/none/assignee").status == 400);
    BOOST_TEST(get("/task/none/variables").status == 500);
    BOOST_TEST(get("/task/none/form-variables").status == 400);
    BOOST_TEST(get("/task/none/form-variables").text("type") == "BadUserRequestException");
}

BOOST_FIXTURE_TEST_CASE(a_task_is_completed_without_a_body_and_only_once, WithTask) {
    BOOST_TEST(send("POST", "/task/" + task + "/complete", "").wait().status == 204);
    BOOST_TEST(post("/task/" + task + "/complete").status == 500);
    BOOST_TEST(get("/history/process-instance/" + instance).text("state") == "COMPLETED");
}

BOOST_FIXTURE_TEST_CASE(variables_are_read_and_written_in_every_place, WithTask) {
    const std::string of_process = "/process-instance/" + instance + "/variables";
    const std::string of_task = "/task/" + task + "/variables";
    BOOST_TEST(put(of_process + "/amount", R"({"value":42,"type":"Long"})").status == 204);
    BOOST_TEST(get(of_process + "/amount").body == R"({"type":"Long","value":42,"valueInfo":{}})");
    BOOST_TEST(get(of_task).text("amount.value") == "42");
    BOOST_TEST(put("/task/" + task + "/localVariables/note", R"({"value":"x"})").status == 204);
    BOOST_TEST(get("/task/" + task + "/localVariables").size() == 1U);
    BOOST_TEST(get(of_task + "/note").text("value") == "x");
    BOOST_TEST(get(of_process + "/note").status == 404);
    BOOST_TEST(get("/history/variable-instance?variableName=note").text("0.taskId") == task);
    BOOST_TEST(get("/history/variable-instance?variableName=amount").text("0.taskId") == "null");
    const std::string nothing =
        R"({"type":"Object","value":null,"valueInfo":{"objectTypeName":"a.B","serializationDataFormat":"application/json"}})";
    BOOST_TEST(put(of_process + "/nothing", nothing).status == 204);
    BOOST_TEST(get(of_process + "/nothing").body == nothing);
    BOOST_TEST(get(of_process + "/nothing?deserializeValue=false").body == nothing);
    const std::string execution = get("/task/" + task).text("executionId");
    BOOST_TEST(get("/execution/" + execution + "/localVariables/note").text("value") == "x");
    BOOST_TEST(get("/execution/" + instance + "/localVariables/amount").text("value") == "42");

    BOOST_TEST(
        post(
            of_process,
            R"({"modifications":{"a":{"value":[1,{"b":2}]},"c":{"value":"{}","type":"Json"}},"deletions":["amount","nothing"]})")
            .status == 204);
    BOOST_TEST(get(of_process + "/amount").text("type") == "InvalidRequestException");
    BOOST_TEST(get(of_process + "/a").text("value.1.b") == "2");
    BOOST_TEST(get(of_process + "/a?deserializeValue=false").text("value") == R"([1,{"b":2}])");
    BOOST_TEST(get(of_process + "/c").text("value") == "{}");
    BOOST_TEST(remove(of_process + "/c").status == 204);
    BOOST_TEST(get("/task/" + task + "/form-variables?variableNames=a,subject").size() == 2U);
    BOOST_TEST(get(of_process + "?deserializeValues=maybe").status == 400);
    const Reply bad = put(of_process + "/bad", R"({"value":1,"type":"Strange"})");
    BOOST_TEST(bad.status == 400);
    BOOST_TEST(bad.text("message") == "Cannot put process instance variable bad: Unsupported value type 'Strange'");
    const Reply unknown = put("/process-instance/none/variables/a", R"({"value":1})");
    BOOST_TEST(unknown.status == 500);
    BOOST_TEST(unknown.text("type") == "RestException");
}

BOOST_FIXTURE_TEST_CASE(binary_variables_go_up_as_forms_and_down_as_downloads, WithTask) {
    const std::string path = "/process-instance/" + instance + "/variables/";
    const std::string bytes("a\0b\xFF", 4);
    BOOST_TEST(post_form(path + "raw/data", {{"data", bytes, "x.bin"}}).status == 204);
    const Reply raw = get(path + "raw/data");
    BOOST_TEST((raw.body == bytes));
    BOOST_TEST(raw.content_type == "application/octet-stream");
    BOOST_TEST(post_form(path + "file/data", {{"data", bytes, "\xC3\xA4 b.txt"}, {"valueType", "File"}}).status == 204);
    const Reply file = get(path + "file/data");
    BOOST_TEST((file.body == bytes));
    BOOST_TEST(file.content_type == "text/plain");
    BOOST_TEST(file.headers.at("Content-Disposition") ==
               "attachment; filename=\" b.txt\"; filename*=UTF-8''%C3%A4%20b.txt");
    BOOST_TEST(get(path + "file").text("value") == "null");
    BOOST_TEST(get(path + "file").text("valueInfo.filename") == "\xC3\xA4 b.txt");
    BOOST_TEST(get(path + "subject/data").status == 400);
    BOOST_TEST(post_form(path + "raw/data", {{"valueType", "Bytes"}}).status == 400);
    BOOST_TEST(post_form(path + "raw/data", {{"data", "x"}, {"valueType", "File"}}).status == 400);
    BOOST_TEST(post_form(path + "raw/data", {{"data", "x"}, {"type", "java.lang.String"}}).status == 400);
}
