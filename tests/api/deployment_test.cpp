#include <boost/test/unit_test.hpp>

#include "tests/api/models.hpp"

using namespace pavane::tests;

BOOST_FIXTURE_TEST_CASE(a_model_is_deployed_listed_and_given_back, Server) {
    const Reply created = post_form("/deployment/create", {{"deployment-name", "invoices"},
                                                           {"deployment-source", "Camunda Modeler"},
                                                           {"enable-duplicate-filtering", "True"},
                                                           {"review.bpmn", review_model(), "review.bpmn"},
                                                           {"data 1", "<html/>", "forms/a.html"}});
    BOOST_REQUIRE_MESSAGE(created.status == 200, created.body);
    BOOST_TEST(created.content_type == "application/json");
    const std::string id = created.text("id");
    BOOST_TEST(created.text("name") == "invoices");
    BOOST_TEST(created.text("source") == "Camunda Modeler");
    BOOST_TEST(created.text("tenantId") == "null");
    BOOST_TEST(created.text("links.0.href") == "http://server:8080/engine-rest/deployment/" + id);
    BOOST_TEST(created.text("deployedDecisionDefinitions") == "null");
    BOOST_REQUIRE(created.size("deployedProcessDefinitions") == 1U);
    const auto deployed = created.at("deployedProcessDefinitions");
    const std::string definition = deployed.context()->entries()[0].first;
    BOOST_TEST(definition.starts_with("review:1:"));

    const Reply one = get("/process-definition/" + definition);
    BOOST_TEST(one.status == 200);
    BOOST_TEST(one.headers.at("Cache-Control") == "no-cache");
    BOOST_TEST(one.text("id") == definition);
    BOOST_TEST(one.text("key") == "review");
    BOOST_TEST(one.text("name") == "The review");
    BOOST_TEST(one.text("version") == "1");
    BOOST_TEST(one.text("resource") == "review.bpmn");
    BOOST_TEST(one.text("deploymentId") == id);
    BOOST_TEST(one.text("historyTimeToLive") == "7");
    BOOST_TEST(get("/process-definition/key/review/xml").text("bpmn20Xml") == review_model());
    BOOST_TEST(get("/engine/default/process-definition/key/review").text("id") == definition);
    BOOST_TEST(get("/process-definition/count?key=review&latestVersion=true").text("count") == "1");

    const Reply resources = get("/deployment/" + id + "/resources");
    BOOST_REQUIRE(resources.size() == 2U);
    for (std::size_t i = 0; i < 2; ++i) {
        const std::string at = std::to_string(i);
        const Reply data = get("/deployment/" + id + "/resources/" + resources.text(at + ".id") + "/data");
        BOOST_TEST(data.body == (resources.text(at + ".name") == "review.bpmn" ? review_model() : "<html/>"));
        BOOST_TEST(data.headers.at("Content-Disposition").starts_with("attachment; filename="));
        BOOST_TEST(data.content_type != "text/html");
    }
    BOOST_TEST(get("/deployment?name=invoices&sortBy=name&sortOrder=asc").size() == 1U);
    BOOST_TEST(get("/deployment?maxResults=0").body == "[]");
}

// JSON is UTF-8 (RFC 8259 §8.1), whatever a file is; the file itself stays as it came.
BOOST_FIXTURE_TEST_CASE(a_model_in_another_encoding_is_given_back_as_text, Server) {
    const auto file = [](const std::string& encoding, const std::string& name) {
        return "<?xml version='1.0' encoding='" + encoding +
               "'?><definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' targetNamespace='t'>"
               "<process id='p' name='" +
               name + "' isExecutable='true'><startEvent id='s'/></process></definitions>";
    };
    std::string utf16 = "\xFF\xFE";
    for (const char c : file("UTF-16", "wide")) utf16 += {c, '\0'};
    const std::tuple<std::string, std::string, std::string> rows[] = {
        {"ISO-8859-1",
         file("ISO-8859-1",
              "Pr\xFC"
              "fen"),
         file("ISO-8859-1",
              "Pr\xC3\xBC"
              "fen")},
        {"windows-1252", file("windows-1252", "\x80 5"), file("windows-1252", "\xE2\x82\xAC 5")},
        {"UTF-16", utf16, file("UTF-16", "wide")},
        {"UTF-8", "\xEF\xBB\xBF" + file("UTF-8", "\xC3\xA4"), file("UTF-8", "\xC3\xA4")}};
    for (const auto& [encoding, bytes, text] : rows) BOOST_TEST_CONTEXT(encoding) {
            const std::string deployment = deploy("p.bpmn", bytes).text("id");
            BOOST_TEST(get("/process-definition/key/p/xml").text("bpmn20Xml") == text);
            const std::string resources = "/deployment/" + deployment + "/resources";
            BOOST_TEST((get(resources + "/" + get(resources).text("0.id") + "/data").body == bytes));
        }
}

BOOST_FIXTURE_TEST_CASE(an_unchanged_deployment_makes_no_version, Server) {
    const std::vector<Field> form = {
        {"deployment-name", "a"}, {"enable-duplicate-filtering", "true"}, {"data", review_model(), "review.bpmn"}};
    const Reply first = post_form("/deployment/create", form);
    const Reply second = post_form("/deployment/create", form);
    BOOST_TEST(second.status == 200);
    BOOST_TEST(second.text("id") == first.text("id"));
    BOOST_TEST(second.text("deployedProcessDefinitions") == "null");
    deploy("review.bpmn", review_model());
    BOOST_TEST(get("/process-definition/key/review").text("version") == "2");
}

BOOST_FIXTURE_TEST_CASE(of_two_files_of_one_name_the_last_counts_and_the_client_is_told, Server) {
    const Reply created = post_form("/deployment/create", {{"one", "first", "note.txt"},
                                                           {"two", review_model(), "review.bpmn"},
                                                           {"three", "second", "note.txt"},
                                                           {"four", review_model(), "review.bpmn"}});
    BOOST_REQUIRE_MESSAGE(created.status == 200, created.body);
    const auto diagnostics = created.at("diagnostics");
    for (const char* name : {"note.txt", "review.bpmn"}) {
        const auto* file = diagnostics.context()->find(name);
        BOOST_REQUIRE(file);
        bool is_told = false;
        for (const auto& warning : *file->context()->find("warnings")->list())
            is_told = is_told || (*warning.context()->find("code")->string() == "file-sent-twice" &&
                                  warning.context()->find("message")->string()->find(name) != std::string::npos);
        BOOST_TEST(is_told, name);
    }
    const std::string resources = "/deployment/" + created.text("id") + "/resources";
    BOOST_TEST(get(resources).size() == 2U);
    const std::string note = get(resources).text("0.id");
    BOOST_TEST(get(resources + "/" + note + "/data").body == "second");
    const Reply twice = post_form("/deployment/create",
                                  {{"deployment-name", "a"}, {"deployment-name", "b"}, {"data", "x", "note.txt"}});
    BOOST_TEST(twice.status == 400);
    BOOST_TEST(twice.text("message").find("'deployment-name'") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_name_or_source_that_is_too_long_is_named, Server) {
    for (const char* field : {"deployment-name", "deployment-source", "tenant-id"}) {
        const Reply reply =
            post_form("/deployment/create", {{field, std::string(1'025, 'x')}, {"data", "x", "note.txt"}});
        BOOST_TEST(reply.status == 400);
        BOOST_TEST(reply.text("type") == "InvalidRequestException");
        BOOST_TEST(reply.text("message").starts_with("The "));
        BOOST_TEST(reply.text("message").find("has 1025 bytes; at most 1024 can be stored.") != std::string::npos);
    }
    const std::string id(2'000, 'k');
    const Reply reply =
        post_form("/deployment/create", {{"data", model("p", "<startEvent id='" + id + "'/>"), "p.bpmn"}});
    BOOST_TEST(reply.status == 400);
    BOOST_TEST(reply.text("message").starts_with("ENGINE-09005 "));
    BOOST_TEST(reply.text("message").find("has 2000 bytes; at most 1024 can be stored.") != std::string::npos);
    const Reply of_key = post_form("/deployment/create", {{"data", model(id, "<startEvent id='s'/>"), "p.bpmn20.xml"}});
    BOOST_TEST(of_key.status == 400);
    BOOST_TEST(of_key.text("message").starts_with("ENGINE-09005 "), of_key.text("message"));
    BOOST_TEST(of_key.text("message").find("has 2000 bytes; at most 1024 can be stored.") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_definition_is_found_by_its_id_and_among_ids, Server) {
    deploy("review.bpmn", review_model());
    const std::string first = get("/process-definition/key/review").text("id");
    deploy("review.bpmn", review_model());
    const std::string second = get("/process-definition/key/review").text("id");
    const auto count = [this](const std::string& query) {
        return get("/process-definition/count?" + query).text("count");
    };
    BOOST_TEST(count("processDefinitionIdIn=" + first + "," + second) == "2");
    BOOST_TEST(count("processDefinitionId=" + first + "&processDefinitionIdIn=" + first + "," + second) == "1");
    BOOST_TEST(count("processDefinitionId=" + first + "&processDefinitionIdIn=" + second) == "0");
}

BOOST_FIXTURE_TEST_CASE(what_cannot_be_deployed_says_why_and_leaves_nothing, Server) {
    const Reply broken = post_form("/deployment/create", {{"data", "<definitions", "a.bpmn"}});
    BOOST_TEST(broken.status == 500);
    BOOST_TEST(broken.text("type") == "ProcessEngineException");
    BOOST_TEST(broken.text("message").starts_with("ENGINE-09003 Could not parse 'a.bpmn'."));
    std::string deep = "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'>";
    for (int i = 0; i < 300; ++i) deep += "<extensionElements>";
    const std::pair<std::string, std::string> refused[] = {
        {"<!DOCTYPE definitions>" + review_model(), "document type declaration"},
        {deep, "nested deeper than 200 levels"},
        {"<definitions>" + std::string(6'000'000, ' '), "larger than 5242880 bytes"},
        {"<?xml version='1.0' encoding='EBCDIC-FR'?><definitions/>", "encod"},
        {"<html/>", "not a BPMN 2.0 model"}};
    for (const auto& [content, reason] : refused) {
        const Reply reply = post_form("/deployment/create", {{"data", content, "a.bpmn"}});
        BOOST_TEST(reply.status == 400);
        BOOST_TEST(reply.text("type") == "ParseException");
        BOOST_TEST(reply.text("message").find(reason) != std::string::npos, reply.text("message"));
    }
    const Reply wrong = post_form(
        "/deployment/create",
        {{"data", model("p", R"(<startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="nowhere"/>)"),
          "b.bpmn"}});
    BOOST_TEST(wrong.status == 400);
    BOOST_TEST(wrong.text("type") == "ParseException");
    BOOST_TEST(wrong.text("message").starts_with("ENGINE-09005 Could not parse BPMN process. Errors: "));
    const auto details = wrong.at("details");
    const auto* resource = details.context()->find("b.bpmn");
    BOOST_REQUIRE(resource);
    BOOST_TEST(resource->context()->find("errors")->list()->size() == 1U);
    BOOST_TEST(resource->context()->find("warnings")->list()->empty(), "nothing is said twice");
    BOOST_TEST(post_form("/deployment/create", {{"deployment-name", "a"}}).text("message") ==
               "No deployment resources contained in the form upload.");
    BOOST_TEST(post_form("/deployment/create", {{"data", "x"}}).status == 400);
    BOOST_TEST(post_form("/deployment/create", {{"data", "x", "../a.bpmn"}}).status == 400);
    BOOST_TEST(send("POST", "/deployment/create", "garbage", {{"content-type", "multipart/form-data; boundary=x"}})
                   .wait()
                   .status == 400);
    BOOST_TEST(send("POST", "/deployment/create", "garbage", {{"content-type", "text/plain"}}).wait().status == 415);
    BOOST_TEST(get("/deployment/count").text("count") == "0");
}

BOOST_FIXTURE_TEST_CASE(a_deployment_with_running_instances_needs_cascade, Server) {
    const std::string id = deploy("archive.bpmn", archive_model()).text("id");
    start("archive");
    const Reply refused = remove("/deployment/" + id);
    BOOST_TEST(refused.status == 500);
    BOOST_TEST(refused.text("message").find("1 running process instance") != std::string::npos);
    BOOST_TEST(remove("/deployment/" + id + "?cascade=true").status == 204);
    BOOST_TEST(get("/process-instance/count").text("count") == "0");
    const Reply gone = remove("/deployment/" + id);
    BOOST_TEST(gone.status == 404);
    BOOST_TEST(gone.text("type") == "InvalidRequestException");
    BOOST_TEST(get("/deployment/" + id).status == 404);
    BOOST_TEST(get("/deployment/" + id + "/resources").status == 404);
    BOOST_TEST(get("/deployment/" + id + "/resources/x/data").status == 500);
}

BOOST_FIXTURE_TEST_CASE(the_engine_and_the_contracts_version_are_told, Server) {
    BOOST_TEST(get("/engine").body == R"([{"name":"default"}])");
    BOOST_TEST(get("/version").text("version").starts_with("7."));
}
