#!/usr/bin/env python3
"""A process and the decision it asks for, deployed together by `pavane deploy`, seen through the REST API."""

import os
import urllib.request

from support import MODELS, Server, check, equal, main, on_both_databases, pavane


def deploy(server):
    files = [os.path.join(MODELS, name) for name in ("dinner.bpmn", "kitchen.dmn")]
    done = pavane("deploy", *files, "--url", server.url)
    equal(done.returncode, 0, f"the exit code of deploy, which said {done.stderr}")


def the_definitions(rest):
    decisions = rest.get("/decision-definition?sortBy=key&sortOrder=asc")
    equal([(item["key"], item["version"]) for item in decisions], [("dish", 1), ("season", 1)], "the decisions")
    graphs = rest.get("/decision-requirements-definition")
    equal([(item["key"], item["version"]) for item in graphs], [("kitchen", 1)], "the requirements graphs")
    equal(decisions[0]["decisionRequirementsDefinitionId"], graphs[0]["id"], "the graph that a decision belongs to")
    check("<decisionTable" in rest.get("/decision-definition/key/dish/xml")["dmnXml"], "the model comes back")


def a_dinner(rest):
    instance = rest.start("dinner", {"temperature": 4, "guests": 12})["id"]
    equal([task["name"] for task in rest.tasks(instance)], ["Cook Stew"], "what is to be cooked")
    found = rest.get(f"/history/decision-instance?processInstanceId={instance}&includeInputs=true&includeOutputs=true")
    history = {item["decisionDefinitionKey"]: item for item in found}
    equal(sorted(history), ["dish", "season"], "the decisions that were evaluated")
    dish = history["dish"]
    equal(dish["activityId"], "choose", "who asked")
    equal([item["value"] for item in dish["inputs"]], ["Winter", 12], "what the table was given")
    equal([(item["ruleId"], item["variableName"], item["value"]) for item in dish["outputs"]],
          [("stew", "dish", "Stew")], "the rule that matched, and what it gave")
    equal(history["season"]["rootDecisionInstanceId"], dish["id"], "the evaluation that required another")
    equal(dish["rootDecisionInstanceId"], None, "the evaluation that was asked for")
    return instance


def by_a_client(rest):
    answer = rest.post("/decision-definition/key/dish/evaluate",
                       {"variables": {"temperature": {"value": 25}, "guests": {"value": 2}}})
    equal(answer, [{"dish": {"type": "String", "value": "Salad", "valueInfo": {}}}], "what a client is answered")
    equal(rest.get("/history/decision-instance/count?rootDecisionInstancesOnly=true"), {"count": 2}, "evaluations")


def metrics(server):
    with urllib.request.urlopen(server.url.removesuffix("/engine-rest") + "/metrics", timeout=10) as page:
        lines = page.read().decode().splitlines()
    check("pavane_decision_evaluations_total 2" in lines, "two decisions were asked for")
    check("pavane_decision_elements_total 4" in lines, "with those that they required they are four")


def dinner(database):
    with Server(database) as server:
        deploy(server)
        the_definitions(server.rest)
        instance = a_dinner(server.rest)
        by_a_client(server.rest)
        metrics(server)
        equal(server.stop(), 0, "the exit code")
    with Server(database) as server:
        found = server.rest.get(f"/history/decision-instance/count?processInstanceId={instance}")
        equal(found, {"count": 2}, "evaluations that are still there after a restart")
        equal(server.stop(), 0, "the exit code")


if __name__ == "__main__":
    main([on_both_databases(dinner)])
