// DMN files of one deployment that import each other, and what is logged of decisions that meet something odd.
#include <boost/test/unit_test.hpp>

#include "tests/contract/checks.hpp"
#include "tests/contract/node.hpp"
#include "tests/contract/stores.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;

namespace {

std::string dmn_file(const std::string& id, const std::string& content) {
    return "<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' id='" + id + "' name='" + id +
           "' namespace='http://" + id + "'>" + content + "</definitions>";
}

std::string import_of(const std::string& id) {
    return "<import name='" + id + "' namespace='http://" + id +
           "' importType='https://www.omg.org/spec/DMN/20191111/MODEL/'/>";
}

std::string decision_of(const std::string& id, const std::string& text, const std::string& required = "") {
    return "<decision id='" + id + "' name='" + id + "'><variable name='" + id + "'/>" + required +
           "<literalExpression><text>" + text + "</text></literalExpression></decision>";
}

std::string required(const std::string& file, const std::string& decision) {
    return "<informationRequirement><requiredDecision href='http://" + file + "#" + decision +
           "'/></informationRequirement>";
}

std::string base() { return dmn_file("base", decision_of("amount", "given * 2")); }
std::string middle() {
    return dmn_file("middle", import_of("base") + decision_of("more", "base.amount + 1", required("base", "amount")));
}
std::string top() {
    return dmn_file("top", import_of("middle") + decision_of("most", "middle.more * 10", required("middle", "more")));
}

DeploymentOutcome deploy(Node& node, Files files, bool changed_only = false) {
    DeploymentRequest request;
    request.name = "pricing";
    request.named = true;
    request.filter_duplicates = request.changed_only = changed_only;
    request.resources = std::move(files);
    return node.engine().deployments().deploy(request);
}

std::string refusal(const DeploymentOutcome& outcome) {
    std::string sentences;
    BOOST_REQUIRE(std::holds_alternative<NotDeployable>(outcome));
    for (const ResourceDiagnostics& problem : std::get<NotDeployable>(outcome).problems)
        for (const bpmn::Diagnostic& diagnostic : problem.diagnostics)
            if (diagnostic.severity == bpmn::Severity::error)
                sentences += problem.resource + " [" + diagnostic.code + "] " + diagnostic.message + "\n";
    return sentences;
}

expression::Value evaluate(Node& node, const std::string& key, int given) {
    const DeployedDecisionPtr decision = node.engine().decisions().load(newest_decision(key, ""));
    BOOST_REQUIRE(decision);
    const auto outcome =
        node.engine().evaluate(*decision, {{"given", expression::typed(expression::Value(std::int64_t{given}))}});
    BOOST_REQUIRE(outcome.has_value());
    return outcome->value;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(decision_imports)

BOOST_AUTO_TEST_CASE(files_of_a_deployment_import_each_other_and_are_found_again) {
    with_each_store([](OpenStore& store) {
        {
            Node node(*store.store, "one/1");
            const auto outcome =
                deploy(node, {{"top.dmn", top()}, {"middle.dmn", middle()}, {"base.dmn", base()}, {"n.txt", "note"}});
            BOOST_TEST_REQUIRE(std::holds_alternative<Deployed>(outcome));
            BOOST_TEST(std::get<Deployed>(outcome).decisions.size() == 3u);
        }
        store.reopen();
        Node node(*store.store, "one/2");
        BOOST_TEST((evaluate(node, "most", 4) == expression::Value(std::int64_t{90})));
        // What was evaluated on the way is in the history under what it is deployed as.
        std::map<std::string, DecisionId> ids;
        for (const StoredDecision& each : store->list(DecisionCriteria{}, Page{})) ids[each.key] = each.id;
        HistoryDecisionCriteria criteria;
        std::set<DecisionId> evaluated;
        for (const HistoryDecisionItem& item : store->list(criteria, Page{}))
            evaluated.insert(item.row.instance.decision.decision);
        BOOST_TEST((evaluated == std::set<DecisionId>{ids.at("most"), ids.at("more"), ids.at("amount")}));
    });
}

BOOST_AUTO_TEST_CASE(what_an_import_does_not_find_is_said) {
    with_each_store([](OpenStore& store) {
        Node node(*store.store, "one/1");
        const std::string missing = refusal(deploy(node, {{"top.dmn", top()}, {"base.dmn", base()}}));
        BOOST_TEST(missing.find("top.dmn [import-unresolved] The import 'middle' means the model 'http://middle', "
                                "which is in none of the files at hand; give its file, too, or deploy it together "
                                "with this one.") != std::string::npos,
                   missing);
        const std::string twice =
            refusal(deploy(node, {{"middle.dmn", middle()}, {"base.dmn", base()}, {"copy.dmn", base()}}));
        BOOST_TEST(twice.find("middle.dmn [import-ambiguous] The import of the model 'http://base' can mean "
                              "'base.dmn' and 'copy.dmn'") != std::string::npos,
                   twice);
        const std::string unreadable = refusal(deploy(node, {{"middle.dmn", middle()}, {"base.dmn", "http://base"}}));
        BOOST_TEST(unreadable.find("A file beside it cannot be read: base.dmn") != std::string::npos, unreadable);
        BOOST_TEST(store->count(DeploymentCriteria{}) == 0);
    });
}

BOOST_AUTO_TEST_CASE(files_that_import_each_other_in_a_circle_are_refused) {
    with_each_store([](OpenStore& store) {
        Node node(*store.store, "one/1");
        const std::string circle = dmn_file("base", import_of("top") + decision_of("amount", "given"));
        const std::string sentences =
            refusal(deploy(node, {{"top.dmn", top()}, {"middle.dmn", middle()}, {"base.dmn", circle}}));
        for (const std::string file : {"top", "middle", "base"})
            BOOST_TEST(sentences.find(file + ".dmn [import-circular] The model '") != std::string::npos, sentences);
        BOOST_TEST(sentences.find("files cannot import each other in a circle") != std::string::npos);
        const std::string own = dmn_file("base", import_of("base") + decision_of("amount", "given"));
        BOOST_TEST(refusal(deploy(node, {{"base.dmn", own}})).find("means this file itself; remove it.") !=
                   std::string::npos);
    });
}

BOOST_AUTO_TEST_CASE(a_file_goes_along_with_what_it_imports_when_that_has_changed) {
    with_each_store([](OpenStore& store) {
        Node node(*store.store, "one/1");
        const Files files{
            {"base.dmn", base()}, {"middle.dmn", middle()}, {"alone.dmn", dmn_file("alone", decision_of("x", "1"))}};
        BOOST_TEST_REQUIRE(std::holds_alternative<Deployed>(deploy(node, files, true)));
        Files changed = files;
        changed[0].second = dmn_file("base", decision_of("amount", "given * 3"));
        const auto outcome = deploy(node, changed, true);
        BOOST_TEST_REQUIRE(std::holds_alternative<Deployed>(outcome));
        std::vector<std::string> deployed;
        for (const StoredDecision& each : std::get<Deployed>(outcome).decisions) deployed.push_back(each.key);
        BOOST_TEST(deployed == (std::vector<std::string>{"amount", "more"}), boost::test_tools::per_element());
        BOOST_TEST((evaluate(node, "more", 4) == expression::Value(std::int64_t{13})));
    });
}

BOOST_AUTO_TEST_CASE(what_a_decision_cannot_compute_is_logged_once_with_who_asked) {
    with_each_store([](OpenStore& store) {
        Node node(*store.store, "one/1");
        node.deploy("odd.dmn", dmn_file("odd", decision_of("odd", "amuont + 1")));
        node.deploy("deciding.bpmn",
                    model("deciding",
                          "<startEvent id='s'/><sequenceFlow id='f' sourceRef='s' targetRef='d'/><businessRuleTask "
                          "id='d' camunda:decisionRef='odd'/><sequenceFlow id='g' sourceRef='d' targetRef='t'/>"
                          "<userTask id='t'/>"));
        node.warnings();
        const DeployedDecisionPtr decision = node.engine().decisions().load(newest_decision("odd", ""));
        const core::Assignments variables{{"amount", expression::typed(expression::Value(1))}};
        BOOST_TEST(node.engine().evaluate(*decision, variables).has_value());
        const std::string by_client = node.warnings();
        BOOST_TEST(by_client.find("evaluating the decision 'odd': decision 'odd': there is no variable 'amuont'; did "
                                  "you mean 'amount'?") != std::string::npos,
                   by_client);
        BOOST_TEST(node.engine().evaluate(*decision, variables).has_value());
        BOOST_TEST(node.warnings() == "");
        node.start("deciding");
        const std::string by_process = node.warnings();
        BOOST_TEST(
            by_process.find("evaluating the decision 'odd' for the business rule task 'd': ") != std::string::npos,
            by_process);
    });
}

BOOST_AUTO_TEST_SUITE_END()
