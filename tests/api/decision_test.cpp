// Deployed decisions, their evaluation by clients and by processes, and its history.
#include <boost/test/unit_test.hpp>

#include "tests/api/kitchen.hpp"
#include "tests/api/models.hpp"

using namespace pavane::tests;

namespace {

std::string kitchen_with(const std::string& old, const std::string& text) {
    std::string changed = kitchen();
    return changed.replace(changed.find(old), old.size(), text);
}

std::string single(const std::string& expression) {
    return R"(<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="single" name="single" namespace="n">
        <decision id="answer" name="Answer"><variable name="answer" typeRef="number"/><literalExpression><text>)" +
           expression + "</text></literalExpression></decision></definitions>";
}

std::string cooking() {
    return model("cooking", R"(<startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="cook"/>
        <businessRuleTask id="cook" camunda:decisionRef="dish" camunda:resultVariable="dishes"/>
        <sequenceFlow id="g" sourceRef="cook" targetRef="eat"/><userTask id="eat"/>)");
}

}  // namespace

BOOST_FIXTURE_TEST_CASE(decisions_are_deployed_listed_and_given_back, WithKitchen) {
    BOOST_TEST(deployed.text("deployedProcessDefinitions") == "null");
    BOOST_TEST(deployed.size("deployedDecisionDefinitions") == 2U);
    BOOST_TEST(deployed.size("deployedDecisionRequirementsDefinitions") == 1U);
    const Reply one = get("/decision-definition/key/dish");
    const std::string id = one.text("id");
    BOOST_TEST(id.starts_with("dish:1:"));
    BOOST_TEST(one.text("name") == "The dish");
    BOOST_TEST(one.text("category") == "http://kitchen");
    BOOST_TEST(one.text("version") == "1");
    BOOST_TEST(one.text("resource") == "kitchen.dmn");
    BOOST_TEST(one.text("deploymentId") == deployed.text("id"));
    BOOST_TEST(one.text("tenantId") == "null");
    BOOST_TEST(one.text("versionTag") == "1.0");
    BOOST_TEST(one.text("historyTimeToLive") == "30");
    BOOST_TEST(one.text("decisionRequirementsDefinitionKey") == "kitchen");
    const std::string requirements = one.text("decisionRequirementsDefinitionId");
    BOOST_TEST(requirements.starts_with("kitchen:1:"));
    BOOST_TEST(get("/decision-definition/" + id).body == one.body);
    BOOST_TEST(get("/decision-definition/" + id + "/xml").text("dmnXml") == kitchen());
    BOOST_TEST(get("/decision-definition/key/dish/xml").text("id") == id);
    BOOST_TEST(get("/decision-definition/" + id + "/diagram").status == 204);
    BOOST_TEST(get("/decision-definition/count?key=dish&latestVersion=true").text("count") == "1");
    BOOST_TEST(get("/decision-definition?decisionRequirementsDefinitionId=" + requirements).size() == 2U);
    BOOST_TEST(get("/decision-definition?decisionDefinitionIdIn=" + id + "&decisionDefinitionId=" + id).size() == 1U);
    BOOST_TEST(
        get("/decision-definition?decisionDefinitionIdIn=" + requirements + "&decisionDefinitionId=" + id).size() ==
        0U);
    BOOST_TEST(get("/decision-definition?sortBy=key&sortOrder=asc").text("0.key") == "dish");
    BOOST_TEST(get("/decision-definition?sortBy=color&sortOrder=asc").status == 400);
    const std::string graphs[] = {requirements, "key/kitchen"};
    for (const std::string& path : graphs) {
        const Reply graph = get("/decision-requirements-definition/" + path);
        BOOST_TEST(graph.text("id") == requirements);
        BOOST_TEST(graph.text("name") == "The kitchen");
        BOOST_TEST(get("/decision-requirements-definition/" + path + "/xml").text("dmnXml") == kitchen());
        BOOST_TEST(get("/decision-requirements-definition/" + path + "/diagram").status == 204);
    }
    BOOST_TEST(get("/decision-requirements-definition?key=kitchen").size() == 1U);
    BOOST_TEST(get("/decision-requirements-definition/count").text("count") == "1");
}

BOOST_FIXTURE_TEST_CASE(a_file_with_one_decision_is_no_requirements_graph, Server) {
    const Reply deployed = deploy("single.dmn11.xml", single("1 + 1"));
    BOOST_TEST(deployed.size("deployedDecisionDefinitions") == 1U);
    BOOST_TEST(deployed.text("deployedDecisionRequirementsDefinitions") == "null");
    BOOST_TEST(get("/decision-definition/key/answer").text("decisionRequirementsDefinitionId") == "null");
    BOOST_TEST(get("/decision-definition?withoutDecisionRequirementsDefinition=true").size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(a_decision_that_cannot_be_read_is_refused_with_its_place, Server) {
    const Reply refused = post_form("/deployment/create", {{"data", single("1 +"), "single.dmn"}});
    BOOST_TEST(refused.status == 400);
    BOOST_TEST(refused.text("type") == "ParseException");
    BOOST_TEST(refused.text("message").starts_with("ENGINE-22004 Unable to transform DMN resource. Errors: "));
    BOOST_TEST(refused.at("details").context()->find("single.dmn") != nullptr);
    const std::pair<std::string, std::string> unreadable[] = {
        {"no XML", "a.dmn"},
        {"<!DOCTYPE definitions>" + single("1"), "document type declaration"},
        {"<html/>", "not a DMN model"},
        {kitchen_with("COLLECT", "BOGUS"), "it must be UNIQUE, FIRST"},
        {kitchen_with("<decision id=\"dish\"", "<itemDefinition name='t' isCollection='maybe'/><decision id=\"dish\""),
         "it must be true or false"}};
    for (const auto& [content, reason] : unreadable) {
        const Reply reply = post_form("/deployment/create", {{"data", content, "a.dmn"}});
        BOOST_TEST(reply.status == 400);
        BOOST_TEST(reply.text("type") == "ParseException");
        BOOST_TEST(reply.text("message").starts_with("ENGINE-22004 "));
        BOOST_TEST(reply.text("message").find(reason) != std::string::npos, reply.text("message"));
        BOOST_TEST(reply.at("details").context()->find("a.dmn") != nullptr);
    }
    const Reply twice = post_form("/deployment/create", {{"1", single("1"), "a.dmn"}, {"2", single("2"), "b.dmn"}});
    BOOST_TEST(twice.text("message").find("The decision 'answer' is in this deployment more than once") !=
               std::string::npos);
    BOOST_TEST(get("/deployment/count").text("count") == "0");
}

BOOST_FIXTURE_TEST_CASE(unknown_decisions_are_answered_as_the_contract_has_it, WithKitchen) {
    BOOST_TEST(get("/decision-definition/unknown").status == 404);
    BOOST_TEST(get("/decision-definition/key/unknown").text("message") ==
               "No matching decision definition with key: unknown and no tenant-id");
    BOOST_TEST(get("/decision-definition/key/dish/tenant-id/a").text("message") ==
               "No matching decision definition with key: dish and tenant-id: a");
    const std::string parts[] = {"", "/xml", "/diagram"};
    for (const std::string& part : parts) {
        BOOST_TEST(get("/decision-requirements-definition/unknown" + part).status == 400);
        BOOST_TEST(get("/decision-requirements-definition/key/unknown" + part).status == 404);
    }
    // The decision comes before the body and its media type.
    BOOST_TEST(send("POST", "/decision-definition/key/unknown/evaluate", "{", {{"content-type", "text/plain"}})
                   .wait()
                   .status == 404);
    BOOST_TEST(put("/decision-definition/unknown/history-time-to-live", "{}").status == 500);
}

BOOST_FIXTURE_TEST_CASE(a_client_evaluates_a_decision, WithKitchen) {
    const std::string id = get("/decision-definition/key/dish").text("id");
    const std::string cold = R"({"variables":{"temperature":{"value":3,"type":"Integer"}}})";
    const std::string paths[] = {"key/dish", id};
    for (const std::string& path : paths) {
        const Reply reply = post("/decision-definition/" + path + "/evaluate", cold);
        BOOST_REQUIRE_MESSAGE(reply.status == 200, reply.body);
        BOOST_REQUIRE(reply.size() == 2U);
        BOOST_TEST(reply.text("0.dish.value") == "Stew");
        BOOST_TEST(reply.text("0.dish.type") == "String");
        BOOST_TEST(reply.text("0.price.type") == "Double");
        BOOST_TEST(reply.body.find("\"value\":12.0") != std::string::npos);
        BOOST_TEST(reply.text("1.price.value") == "8.5");
    }
    BOOST_TEST(post("/decision-definition/key/dish/evaluate", R"({"variables":{"temperature":{"value":20}}})").size() ==
               1U);
    BOOST_TEST(post("/decision-definition/key/dish/evaluate", R"({"variables":{"a":{"type":"Color"}}})").status == 400);
    BOOST_TEST(post("/decision-definition/key/dish/evaluate", "{").status == 400);
    deploy("single.dmn", single("x + 1"));
    BOOST_TEST(post("/decision-definition/key/answer/evaluate", R"({"variables":{"x":{"value":41}}})")
                   .text("0.answer.value") == "42");
    deploy("single.dmn", single("x + 2"));
    BOOST_TEST(post("/decision-definition/key/answer/evaluate", R"({"variables":{"x":{"value":41}}})")
                   .text("0.answer.value") == "43");
}

BOOST_FIXTURE_TEST_CASE(a_clients_evaluations_are_in_the_history, WithKitchen) {
    post("/decision-definition/key/dish/evaluate", R"({"variables":{"temperature":{"value":3}}})");
    BOOST_TEST(get("/history/decision-instance/count").text("count") == "2");
    const Reply roots = get("/history/decision-instance?rootDecisionInstancesOnly=true");
    BOOST_REQUIRE(roots.size() == 1U);
    const std::string root = roots.text("0.id");
    BOOST_TEST(roots.text("0.decisionDefinitionKey") == "dish");
    BOOST_TEST(roots.text("0.decisionDefinitionName") == "The dish");
    BOOST_TEST(roots.text("0.decisionDefinitionId").starts_with("dish:1:"));
    BOOST_TEST(roots.text("0.decisionRequirementsDefinitionKey") == "kitchen");
    const std::string absent[] = {
        "processInstanceId",      "processDefinitionId",   "activityId",         "activityInstanceId",
        "rootDecisionInstanceId", "rootProcessInstanceId", "collectResultValue", "userId"};
    for (const std::string& name : absent) BOOST_TEST(roots.text("0." + name) == "null", name);
    // Absent unless asked for.
    BOOST_TEST(roots.body.find("\"inputs\"") == std::string::npos);
    BOOST_TEST(roots.body.find("\"outputs\"") == std::string::npos);
    const Reply season =
        get("/history/decision-instance?decisionDefinitionKey=season&includeInputs=true&includeOutputs=true");
    BOOST_REQUIRE(season.size() == 1U);
    BOOST_TEST(season.text("0.rootDecisionInstanceId") == root);
    BOOST_TEST(season.text("0.inputs.0.clauseId") == "in");
    BOOST_TEST(season.text("0.inputs.0.clauseName") == "Temperature");
    BOOST_TEST(season.text("0.inputs.0.value") == "3");
    BOOST_TEST(season.text("0.inputs.0.type") == "Integer");
    BOOST_TEST(season.text("0.inputs.0.decisionInstanceId") == season.text("0.id"));
    BOOST_REQUIRE(season.size("0.outputs") == 1U);
    BOOST_TEST(season.text("0.outputs.0.ruleId") == "cold");
    BOOST_TEST(season.text("0.outputs.0.ruleOrder") == "1");
    BOOST_TEST(season.text("0.outputs.0.variableName") == "season");
    BOOST_TEST(season.text("0.outputs.0.value") == "Winter");
    const Reply one = get("/history/decision-instance/" + root + "?includeOutputs=true");
    BOOST_TEST(one.size("outputs") == 4U);
    BOOST_TEST(one.text("outputs.3.ruleId") == "two");
    BOOST_TEST(get("/history/decision-instance/unknown").status == 404);
    BOOST_TEST(get("/history/decision-instance?rootDecisionInstanceId=" + root).size() == 2U);
    BOOST_TEST(get("/history/decision-instance?userId=demo").status == 400);
    const std::string requirements = roots.text("0.decisionRequirementsDefinitionId");
    const Reply statistics = get("/history/decision-requirements-definition/" + requirements + "/statistics");
    BOOST_REQUIRE(statistics.size() == 2U);
    BOOST_TEST(statistics.text("0.decisionDefinitionKey") == "dish");
    BOOST_TEST(statistics.text("0.evaluations") == "1");
    BOOST_TEST(get("/history/decision-requirements-definition/unknown/statistics").body == "[]");
}

BOOST_FIXTURE_TEST_CASE(a_process_asks_a_decision_and_its_history_says_which, WithKitchen) {
    deploy("cooking.bpmn", cooking());
    const std::string id = start("cooking", R"({"variables":{"temperature":{"value":3}}})");
    const Reply dishes = get("/process-instance/" + id + "/variables/dishes");
    BOOST_TEST(dishes.text("type") == "Object");
    BOOST_TEST(dishes.text("value.0.dish") == "Stew");
    const Reply history = get("/history/decision-instance?processInstanceId=" + id +
                              "&activityIdIn=cook&rootDecisionInstancesOnly=true&includeOutputs=true");
    BOOST_REQUIRE(history.size() == 1U);
    BOOST_TEST(history.text("0.processDefinitionKey") == "cooking");
    BOOST_TEST(history.text("0.processDefinitionId").starts_with("cooking:1:"));
    BOOST_TEST(history.text("0.rootProcessInstanceId") == id);
    BOOST_TEST(history.text("0.activityId") == "cook");
    BOOST_TEST(history.text("0.activityInstanceId") == get("/history/activity-instance?activityId=cook").text("0.id"));
    BOOST_TEST(history.size("0.outputs") == 4U);
    // A step that comes to nothing leaves no history of what it has decided.
    deploy("single.dmn", single("1"));
    deploy("failing.bpmn", model("failing", R"(<startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="d"/>
               <businessRuleTask id="d" camunda:decisionRef="answer"/><sequenceFlow id="g" sourceRef="d" targetRef="e"/>
               <businessRuleTask id="e" camunda:decisionRef="nowhere"/>)"));
    const Reply failed = post("/process-definition/key/failing/start");
    BOOST_TEST(failed.status == 500);
    BOOST_TEST(failed.text("message").find("no decision deployed with key 'nowhere'") != std::string::npos);
    BOOST_TEST(get("/history/decision-instance/count?decisionDefinitionKey=answer").text("count") == "0");
}

BOOST_FIXTURE_TEST_CASE(a_decision_in_another_encoding_is_given_back_as_text, Server) {
    const auto file = [](const std::string& name) {
        return "<?xml version='1.0' encoding='ISO-8859-1'?><definitions "
               "xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' id='k' name='k' namespace='n'><decision id='d' "
               "name='" +
               name + "'><literalExpression><text>1</text></literalExpression></decision></definitions>";
    };
    deploy("d.dmn", file("K\xFC"
                         "che"));
    BOOST_TEST(get("/decision-definition/key/d/xml").text("dmnXml") == file("K\xC3\xBC"
                                                                            "che"));
}

BOOST_FIXTURE_TEST_CASE(how_long_history_is_kept_is_set_by_id_and_by_key, WithKitchen) {
    const std::string id = get("/decision-definition/key/season").text("id");
    BOOST_TEST(put("/decision-definition/" + id + "/history-time-to-live", R"({"historyTimeToLive":5})").status == 204);
    BOOST_TEST(get("/decision-definition/" + id).text("historyTimeToLive") == "5");
    BOOST_TEST(put("/decision-definition/key/season/history-time-to-live", R"({"historyTimeToLive":null})").status ==
               204);
    BOOST_TEST(get("/decision-definition/" + id).text("historyTimeToLive") == "null");
    const Reply negative = put("/decision-definition/" + id + "/history-time-to-live", R"({"historyTimeToLive":-1})");
    BOOST_TEST(negative.status == 400);
    BOOST_TEST(negative.text("type") == "BadUserRequestException");
}

BOOST_FIXTURE_TEST_CASE(an_unchanged_decision_makes_no_version_and_a_deleted_one_is_gone, Server) {
    const std::vector<Field> form = {
        {"deployment-name", "k"}, {"enable-duplicate-filtering", "true"}, {"data", kitchen(), "kitchen.dmn"}};
    const Reply first = post_form("/deployment/create", form);
    BOOST_TEST(post_form("/deployment/create", form).text("deployedDecisionDefinitions") == "null");
    BOOST_TEST(get("/decision-definition/count").text("count") == "2");
    post("/decision-definition/key/dish/evaluate");
    BOOST_TEST(remove("/deployment/" + first.text("id") + "?cascade=true").status == 204);
    BOOST_TEST(get("/decision-definition/count").text("count") == "0");
    BOOST_TEST(post("/decision-definition/key/dish/evaluate").status == 404);
    BOOST_TEST(get("/history/decision-instance/count").text("count") == "0");
}
