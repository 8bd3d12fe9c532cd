// What lists are asked for, and what a request must not be misread as.
#include <boost/test/unit_test.hpp>

#include "tests/api/models.hpp"

using namespace pavane::tests;

namespace {

// A review that waits for nobody's hand, and an archive that waits for a worker; neither has a business key.
struct WithWork : Server {
    std::string review;
    std::string task;

    WithWork() {
        deploy("review.bpmn", review_model());
        deploy("archive.bpmn", archive_model());
        review = start("review", R"({"variables":{"subject":{"value":"it"},"owner":{"value":null}}})");
        start("archive");
        task = get("/task").text("0.id");
    }

    std::size_t fetched(const std::string& filter) {
        return post("/external-task/fetchAndLock",
                    R"({"workerId":"w","maxTasks":5,"topics":[{"topicName":"archive","lockDuration":1,)" + filter +
                        "}]}")
            .size();
    }
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(an_empty_text_is_nobodys, WithWork) {
    for (const char* target : {"/task?assignee=", "/task?assigneeLike=%25", "/task?owner=", "/task?involvedUser=",
                               "/process-instance?businessKey=", "/external-task?workerId=", "/task?tenantIdIn=,",
                               "/history/process-instance?processInstanceBusinessKey=", "/history/task?taskAssignee="})
        BOOST_TEST(get(target).body == "[]", target);
    for (const char* body : {R"({"assignee":""})", R"({"assigneeIn":[""]})", R"({"tenantIdIn":[""]})"})
        BOOST_TEST(post("/task", body).body == "[]", body);
    BOOST_TEST(get("/task?unassigned=true").size() == 1U);
    BOOST_TEST(fetched(R"("businessKey":"")") == 0U);
    BOOST_TEST(fetched(R"("processDefinitionVersionTag":"")") == 0U);
    BOOST_TEST(fetched(R"("tenantIdIn":[""])") == 0U);
    BOOST_TEST(fetched(R"("businessKey":null)") == 1U);
}

BOOST_FIXTURE_TEST_CASE(a_fetch_by_key_and_keys_asks_for_both, WithWork) {
    BOOST_TEST(fetched(R"("processDefinitionKey":"archive","processDefinitionKeyIn":["review"])") == 0U);
    BOOST_TEST(fetched(R"("processDefinitionKey":"archive","processDefinitionKeyIn":["review","archive"])") == 1U);
}

BOOST_FIXTURE_TEST_CASE(the_keys_to_sort_by_are_the_contracts, WithWork) {
    BOOST_TEST(get("/history/task?sortBy=processDefinitionId&sortOrder=asc").size() == 1U);
    BOOST_TEST(get("/history/task?sortBy=definitionId&sortOrder=asc").text("message") ==
               "sortBy parameter has invalid value: definitionId");
    for (const char* target :
         {"/task?sortBy=caseExecutionId&sortOrder=asc", "/history/task?sortBy=caseInstanceId&sortOrder=asc",
          "/history/activity-instance?sortBy=occurrence&sortOrder=asc"}) {
        const Reply reply = get(target);
        BOOST_TEST(reply.status == 400, target);
        BOOST_TEST(reply.text("message").find("not built") != std::string::npos, target);
    }
}

BOOST_FIXTURE_TEST_CASE(parameters_are_told_from_each_other, WithWork) {
    const Reply twice = get("/task?assignee=a&assignee=b");
    BOOST_TEST(twice.status == 400);
    BOOST_TEST(twice.text("message").find("'assignee' was sent twice") != std::string::npos);
    BOOST_TEST(get("/task?withCommentAttachmentInfo=false").size() == 1U);
    BOOST_TEST(get("/task?withCommentAttachmentInfo=true").status == 400);
    BOOST_TEST(post("/process-instance", R"({"processDefinitionKeyNotIn":[]})").size() == 2U);
    BOOST_TEST(post("/task", R"({"processVariables":[{"name":"subject","operator":"gt","value":true}]})").status ==
               400);
    // In the URL of a POST only the page counts (REST contract §3.5).
    BOOST_TEST(post("/task?assignee=nobody").size() == 1U);
    BOOST_TEST(post("/task?maxResults=0").size() == 0U);
    BOOST_TEST(remove("/process-instance/none?failIfNotExists=maybe").status == 400);
    BOOST_TEST(remove("/process-instance/none?failIfNotExists=false").status == 204);
    BOOST_TEST(remove("/process-instance/none?failIfNotExists=true").status == 404);
    BOOST_TEST(remove("/process-instance/none").status == 404);
}

BOOST_FIXTURE_TEST_CASE(conditions_on_the_date_of_a_job_all_count, Server) {
    deploy("waiting.bpmn", waiting_model());
    post("/message", R"({"messageName":"begin"})");
    post("/message", R"({"messageName":"go-on"})");
    const auto by = [&](const std::string& conditions) { return get("/job?dueDates=" + conditions); };
    const std::string long_ago = "gt_2001-01-01T00:00:00.000%2B0000";
    const std::string far_away = "gt_2999-01-01T00:00:00.000%2B0000";
    BOOST_TEST(by(long_ago).size() == 1U);
    BOOST_TEST(by(long_ago + "," + far_away).size() == 0U);
    BOOST_TEST(by(far_away + "," + long_ago).size() == 0U);
    BOOST_TEST(by("gt_soon").text("message").find("'gt_soon'") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_definition_is_found_by_its_whole_id_or_the_last_part_of_it, WithWork) {
    const std::string id = get("/process-definition/key/review").text("id");
    const std::string uuid = id.substr(id.rfind(':') + 1);
    for (const std::string& known : {id, uuid}) {
        BOOST_TEST(get("/process-definition/" + known).status == 200);
        BOOST_TEST(post("/process-definition/" + known + "/start",
                        R"({"variables":{"subject":{"value":"it"},"owner":{"value":null}}})")
                       .status == 200);
    }
    for (const std::string& other : {"review:2:" + uuid, "archive:1:" + uuid, ":" + uuid, "review:1:1:" + uuid}) {
        BOOST_TEST(get("/process-definition/" + other).status == 404, other);
        BOOST_TEST(get("/process-definition/" + other + "/xml").status == 404, other);
        BOOST_TEST(post("/process-definition/" + other + "/start").status == 500, other);
    }
    BOOST_TEST(get("/task?taskId=x:1:" + task).size() == 0U);
}

BOOST_FIXTURE_TEST_CASE(who_takes_no_json_of_a_task_is_told, WithWork) {
    const auto asked = [&](const std::string& target, const std::string& accept) {
        return send("GET", target, {}, {{"accept", accept}}).wait();
    };
    for (const std::string& target : {std::string("/task"), "/task/" + task}) {
        for (const char* accept : {"application/hal+json", "text/html"}) {
            const Reply refused = asked(target, accept);
            BOOST_TEST(refused.status == 406, target << " " << accept);
            BOOST_TEST(refused.text("type") == "NotAcceptableException");
        }
        for (const char* accept : {"application/hal+json, application/json; q=0.5", "*/*", "application/json"})
            BOOST_TEST(asked(target, accept).status == 200, target << " " << accept);
    }
    BOOST_TEST(asked("/process-instance", "text/html").status == 200);
}

BOOST_FIXTURE_TEST_CASE(a_file_keeps_the_characters_that_its_form_names, WithWork) {
    const std::string path = "/process-instance/" + review + "/variables/file/data";
    const auto upload = [&](const std::string& content_type) {
        const std::string form =
            "--b\r\nContent-Disposition: form-data; name=\"valueType\"\r\n\r\nFile\r\n"
            "--b\r\nContent-Disposition: form-data; name=\"data\"; filename*=UTF-8''%C3%A4.csv\r\n"
            "Content-Type: " +
            content_type + "\r\n\r\n1;2\r\n--b--\r\n";
        return send("POST", path, form, {{"content-type", "multipart/form-data; boundary=b"}}).wait();
    };
    BOOST_TEST(upload("text/csv; charset=ISO-8859-1").status == 204);
    const Reply file = get("/process-instance/" + review + "/variables/file");
    BOOST_TEST(file.text("valueInfo.filename") == "\xC3\xA4.csv");
    BOOST_TEST(file.text("valueInfo.mimeType") == "text/csv");
    BOOST_TEST(file.text("valueInfo.encoding") == "ISO-8859-1");
    BOOST_TEST(get(path).content_type == "text/csv; charset=ISO-8859-1");
    BOOST_TEST(upload("csv").status == 400);
}
