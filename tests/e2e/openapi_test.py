#!/usr/bin/env python3
"""Every answer of the lists and of what they hold has the members and types that the contract's OpenAPI document gives.

The document is not in the repository; where the reference data is not at hand the test says that it is skipped.
"""

import json
import re

from support import Server, check, main, model, on_both_databases, shared_file

DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d{4}")
# Members that are there only when they were asked for (REST contract §3).
ON_REQUEST = {"/history/decision-instance": {"inputs", "outputs"}, "/task": {"attachment", "comment", "variables"}}
# The name that clients of the fork look for, written beside camundaFormRef (REST contract §2).
UNDOCUMENTED = {"operatonFormRef"}


class Contract:
    def __init__(self, file):
        with open(file, encoding="utf-8") as text:
            document = json.load(text)
        self.paths, self.schemas = document["paths"], document["components"]["schemas"]

    def answer_of(self, path, method="get"):
        content = self.paths[path][method]["responses"]["200"]["content"]
        return content["application/json"]["schema"]

    def resolved(self, schema):
        while "$ref" in schema:
            schema = self.schemas[schema["$ref"].split("/")[-1]]
        if "allOf" not in schema:
            return schema
        merged = {"type": "object", "properties": dict(schema.get("properties", {}))}
        for part in map(self.resolved, schema["allOf"]):
            merged["properties"].update(part.get("properties", {}))
            if "additionalProperties" in part:
                merged["additionalProperties"] = part["additionalProperties"]
        return merged

    def differences(self, schema, value, place, absent=frozenset()):
        """A sentence for each member that is missing, unknown or of another type."""
        schema = self.resolved(schema)
        if value is None:
            return [f"{place} is null"] if schema.get("nullable") is False else []
        if schema.get("type") == "array":
            if not isinstance(value, list):
                return [f"{place} is no array"]
            return [found for item in value for found in self.differences(schema["items"], item, place + "[]", absent)]
        if "properties" in schema or isinstance(schema.get("additionalProperties"), dict):
            return self._of_object(schema, value, place, absent)
        return _of_scalar(schema, value, place)

    def _of_object(self, schema, value, place, absent):
        if not isinstance(value, dict):
            return [f"{place} is no object"]
        members, more = schema.get("properties", {}), schema.get("additionalProperties")
        found = [f"{place}.{name} is missing" for name in members if name not in value and name not in absent]
        for name, member in value.items():
            if name in members:
                found += self.differences(members[name], member, f"{place}.{name}")
            elif isinstance(more, dict):
                found += self.differences(more, member, f"{place}.*")
            elif members and name not in UNDOCUMENTED:
                found.append(f"{place}.{name} is unknown")
        return found


def _of_scalar(schema, value, place):
    kind = schema.get("type")
    if kind == "string":
        if not isinstance(value, str):
            return [f"{place} is no string: {value!r}"]
        if value not in schema.get("enum", [value]):
            return [f"{place} is none of {schema['enum']}: {value!r}"]
        if schema.get("format") == "date-time" and not DATE.fullmatch(value):
            return [f"{place} is no date: {value!r}"]
        return []
    good = {"boolean": bool, "integer": int, "number": (int, float)}.get(kind, object)
    confused = isinstance(value, bool) and kind in ("integer", "number")
    return [] if isinstance(value, good) and not confused else [f"{place} is no {kind}: {value!r}"]


def populate(rest):
    """Something of everything: tasks, work with a failure and an incident, jobs, decisions, what has ended."""
    files = {name: model(name) for name in ("values.bpmn", "crash.bpmn", "clock.bpmn", "dinner.bpmn", "kitchen.dmn")}
    answers = [rest.deploy(files, {"deployment-source": "openapi"}),
               rest.deploy(files, {"tenant-id": "north", "deployment-name": "of a tenant"})]
    started = rest.start("values", {"text": "x", "number": 1}, businessKey="b")
    rest.start("dinner", {"temperature": 4, "guests": 12})
    rest.delete(f"/process-instance/{rest.start('values')['id']}")
    work = rest.post("/external-task/fetchAndLock", {
        "workerId": "w", "maxTasks": 1, "usePriority": True, "topics": [{"topicName": "values", "lockDuration": 60000}]})
    rest.post(f"/external-task/{work[0]['id']}/failure",
              {"workerId": "w", "errorMessage": "broken", "errorDetails": "where", "retries": 0, "retryTimeout": 0})
    return answers, started, work


def batches(rest):
    """Two, which may be under way; history keeps them."""
    of_nothing = {"historicDecisionInstanceIds": ["unknown"]}
    return [("/history/decision-instance/delete", rest.post("/history/decision-instance/delete", of_nothing)),
            ("/history/decision-instance/set-removal-time",
             rest.post("/history/decision-instance/set-removal-time", {"clearedRemovalTime": True, **of_nothing}))]


LISTS = ("/decision-definition", "/decision-requirements-definition", "/deployment", "/external-task",
         "/history/activity-instance", "/history/batch", "/history/decision-instance", "/history/process-instance", "/history/task",
         "/history/variable-instance", "/incident", "/job", "/process-definition", "/process-instance", "/task")
WITH_POST = ("/external-task", "/history/activity-instance", "/history/process-instance", "/history/task",
             "/history/variable-instance", "/job", "/process-instance", "/task")


def lists(contract, rest):
    found = []
    for path in LISTS:
        items, absent = rest.get(path), ON_REQUEST.get(path, set())
        check(items, f"{path} lists something")
        found += contract.differences(contract.answer_of(path), items, f"GET {path}: ", absent)
        found += contract.differences(contract.answer_of(path + "/count"), rest.get(path + "/count"), f"GET {path}/count: ")
        one = rest.send("GET", f"{path}/{items[0]['id']}")
        if one.status not in (404, 501):  # some items have no route of their own, or it is not built
            found += contract.differences(contract.answer_of(path + "/{id}"), one.json, f"GET {path}/{{id}}: ", absent)
        if path in WITH_POST:
            found += contract.differences(contract.answer_of(path, "post"), rest.post(path, {}), f"POST {path}: ", absent)
    return found


def members(contract, rest, answers, started, work):
    instance, task = started["id"], rest.tasks(started["id"])[0]["id"]
    deployment, definition = answers[0]["id"], started["definitionId"]
    evaluated = "includeInputs=true&includeOutputs=true"
    asked = {
        "/deployment/{id}/resources": f"/deployment/{deployment}/resources",
        "/process-definition/{id}/xml": f"/process-definition/{definition}/xml",
        "/process-definition/key/{key}": "/process-definition/key/values",
        "/process-definition/key/{key}/tenant-id/{tenant-id}": "/process-definition/key/values/tenant-id/north",
        "/decision-definition/key/{key}": "/decision-definition/key/dish",
        "/decision-definition/key/{key}/xml": "/decision-definition/key/dish/xml",
        "/decision-requirements-definition/key/{key}": "/decision-requirements-definition/key/kitchen",
        "/decision-requirements-definition/key/{key}/xml": "/decision-requirements-definition/key/kitchen/xml",
        "/process-instance/{id}/activity-instances": f"/process-instance/{instance}/activity-instances",
        "/process-instance/{id}/variables": f"/process-instance/{instance}/variables",
        "/process-instance/{id}/variables/{varName}": f"/process-instance/{instance}/variables/text",
        "/execution/{id}/localVariables": f"/execution/{instance}/localVariables",
        "/task/{id}/variables": f"/task/{task}/variables",
        "/task/{id}/form-variables": f"/task/{task}/form-variables",
        "/history/decision-instance": f"/history/decision-instance?{evaluated}",
    }
    found = []
    for path, url in asked.items():
        found += contract.differences(contract.answer_of(path), rest.get(url), f"GET {path}: ")
    sent = {"/deployment/create": answers, "/external-task/fetchAndLock": [work],
            "/process-definition/key/{key}/start": [started]}
    for path, bodies in sent.items():
        for body in bodies:
            absent = {"diagnostics"} if path.startswith("/deployment") else {"variables"}
            found += contract.differences(contract.answer_of(path, "post"), body, f"POST {path}: ", absent)
    return found


def answers_as_the_contract_has_them(database):
    file = shared_file("contract", "openapi.json")
    if not file:
        print("    skipped: the contract's OpenAPI document is not at hand (PAVANE_SHARED names the folder)")
        return
    contract = Contract(file)
    with Server(database) as server:
        populated, begun = populate(server.rest), batches(server.rest)
        found = [difference for path, batch in begun
                 for difference in contract.differences(contract.answer_of(path, "post"), batch, f"POST {path}: ")]
        found += lists(contract, server.rest) + members(contract, server.rest, *populated)
    check(not found, "; ".join(sorted(set(found))))


if __name__ == "__main__":
    main([on_both_databases(answers_as_the_contract_has_them)])
