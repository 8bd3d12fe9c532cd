#!/usr/bin/env python3
"""The wire conventions that clients depend on (REST contract), against the running server on both databases."""

import base64
import re
import uuid

from support import Server, check, equal, main, model, on_both_databases, wait_until

DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d{4}")
UNKNOWN = str(uuid.UUID(int=7))


def refused(answer, status, kind=None, words=""):
    """An error in the contract's shape: status, type, and a message with these words."""
    equal(answer.status, status, f"the status of {answer}")
    equal(answer.headers["Content-Type"], "application/json", f"the Content-Type of {answer}")
    body = answer.json
    for name in ("type", "message", "code"):
        check(name in body, f"an error has {name}: {answer}")
    if kind:
        equal(body["type"], kind, f"the type of {answer}")
    check(words in body["message"], f"the message has {words!r}: {answer}")


def headers(rest):
    instance = rest.start("values", businessKey="k")
    started = rest.send("GET", f"/process-instance/{instance['id']}")
    equal(started.headers["Content-Type"], "application/json", "the Content-Type, exactly")
    equal(started.headers["Cache-Control"], "no-cache", "Cache-Control of a GET")
    check("businessKey" in started.json and started.json["tenantId"] is None, f"null fields are written: {started}")
    xml = rest.send("GET", "/process-definition/key/values/xml")
    check(xml.headers["Cache-Control"] is None, "a path that ends in xml may be cached")
    check(xml.json["bpmn20Xml"].startswith("<?xml"), "the file comes back")
    equal(instance["links"], [{"method": "GET", "href": f"{rest.url}/process-instance/{instance['id']}",
                               "rel": "self"}], "the link of a start")
    task = rest.tasks(instance["id"])[0]
    check(DATE.fullmatch(task["created"]), f"a date has three digits and an offset without colon: {task['created']}")
    check(DATE.fullmatch(task["due"]), f"the due date: {task['due']}")
    equal(rest.get(f"/task?processInstanceId={instance['id']}&dueAfter=2031-02-03T04:05:05.000%2B0000")[0]["id"],
          task["id"], "a task due after")
    equal(rest.get(f"/task?processInstanceId={instance['id']}&dueAfter=2031-02-03T04:05:06.500%2B0000"), [],
          "tasks due later")
    complete = rest.send("POST", f"/task/{task['id']}/complete", {})
    equal((complete.status, complete.body), (204, b""), "completing a task")
    rest.delete(f"/process-instance/{instance['id']}")


def prefix(rest):
    equal(rest.get("/engine"), [{"name": "default"}], "the engines")
    equal(rest.get("/engine/default/process-definition/count"), rest.get("/process-definition/count"), "the prefix")
    started = rest.post("/engine/default/process-definition/key/values/start", {})
    check("/engine/default/process-instance/" in started["links"][0]["href"], f"the link keeps it: {started['links']}")
    rest.delete(f"/engine/default/process-instance/{started['id']}")
    refused(rest.send("GET", "/engine/other/process-definition"), 400, "InvalidRequestException",
            "No process engine available")
    check(rest.get("/version")["version"].startswith("7."), "the version that the Modeler reads")


def errors(rest):
    start = "/process-definition/key/values/start"
    refused(rest.send("POST", start, "{", {"Content-Type": "application/json"}), 400, "InvalidRequestException")
    refused(rest.send("POST", start, "[1]", {"Content-Type": "application/json"}), 400, "InvalidRequestException")
    refused(rest.send("POST", start, "{}", {"Content-Type": "text/plain"}), 415)
    refused(rest.send("GET", "/no/such/path"), 404)
    refused(rest.send("PATCH", "/task"), 405)
    refused(rest.send("GET", f"/task/{UNKNOWN}"), 404, "InvalidRequestException")
    refused(rest.send("GET", f"/process-instance/{UNKNOWN}"), 404, "InvalidRequestException")
    refused(rest.send("GET", f"/deployment/{UNKNOWN}"), 404, "InvalidRequestException")
    refused(rest.send("GET", f"/job/{UNKNOWN}"), 404, "InvalidRequestException")
    refused(rest.send("GET", f"/external-task/{UNKNOWN}"), 404, "RestException",
            f"External task with id {UNKNOWN} does not exist")
    refused(rest.send("GET", "/process-definition/key/nothing"), 404, "RestException",
            "No matching process definition with key: nothing and no tenant-id")
    refused(rest.send("POST", f"/task/{UNKNOWN}/complete", {}), 500, "RestException", "Cannot complete task")
    refused(rest.send("POST", f"/process-definition/{UNKNOWN}/start", {}), 500, "RestException",
            "no deployed process definition found with id")
    refused(rest.send("GET", f"/process-instance/{UNKNOWN}/variables"), 500)
    refused(rest.send("POST", f"/task/{UNKNOWN}/claim", {"userId": "x"}), 500, "NullValueException")
    refused(rest.send("POST", f"/task/{UNKNOWN}/assignee", {"userId": "x"}), 400, "NotFoundException")
    refused(rest.send("POST", "/message", {}), 400, "InvalidRequestException", "No message name supplied")
    refused(rest.send("POST", "/message", {"messageName": "nobody"}), 400, "RestException",
            "org.camunda.bpm.engine.MismatchingMessageCorrelationException: ")
    refused(rest.send("POST", "/external-task/fetchAndLock", {}), 500, "NullValueException")
    refused(rest.send("POST", "/external-task/fetchAndLock",
                      {"workerId": "w", "maxTasks": 1, "topics": [{"topicName": "t", "lockDuration": 0}]}), 500)
    refused(rest.send("POST", "/external-task/fetchAndLock", {"workerId": "w", "asyncResponseTimeout": 1800001}), 400)


def order_of_checks(rest):
    for body, kind in (("{", "application/json"), ("{}", "text/plain")):
        refused(rest.send("POST", "/process-definition/key/nothing/start", body, {"Content-Type": kind}), 404,
                "RestException")
    instance = rest.start("values")["id"]
    answer = rest.send("POST", "/process-definition/key/values/start", b"", {"Content-Type": "application/json"})
    equal(answer.status, 200, "an empty body is {}")
    for id_ in (instance, answer.json["id"]):
        rest.delete(f"/process-instance/{id_}")


def queries(rest):
    equal(rest.get("/deployment?maxResults=0"), [], "the Modeler's connection test")
    equal(rest.send("GET", "/task?maxResults=-1").status, 200, "a negative page")
    refused(rest.send("GET", "/task?maxResults=abc"), 404, "QueryParamException")
    refused(rest.send("GET", "/task?sortBy=created"), 400, "InvalidRequestException",
            "Only a single sorting parameter specified. sortBy and sortOrder required")
    refused(rest.send("GET", "/task?sortBy=colour&sortOrder=asc"), 400, "InvalidRequestException", "colour")
    refused(rest.send("GET", "/task?sortBy=created&sortOrder=up"), 400, "InvalidRequestException")
    refused(rest.send("GET", "/task?priority="), 400)
    refused(rest.send("GET", "/task?createdAfter=2020-01-01"), 400, "InvalidRequestException", "createdAfter")
    for value in ("True", "TRUE", ""):
        refused(rest.send("GET", f"/external-task?locked={value}"), 400, None, "java.lang.Boolean")
    equal(rest.send("GET", "/external-task?locked=true").status, 200, "a boolean")
    equal(rest.send("GET", "/external-task?locked=1").status, 200, "a boolean written 1")
    equal(rest.get("/task?assignee="), [], "an empty assignee matches nothing")
    equal(rest.send("GET", "/task?latest=true&cacheBuster=1").status, 200, "parameters nobody knows are ignored")
    refused(rest.send("GET", "/task?caseInstanceId=x"), 400, None, "caseInstanceId")
    refused(rest.send("GET", "/authorization"), 501)
    refused(rest.send("POST", "/migration/generate", {}), 501)
    ids = [rest.start("values")["id"] for _ in range(3)]
    page = rest.get("/process-instance?sortBy=instanceId&sortOrder=desc&firstResult=1&maxResults=1")
    equal([item["id"] for item in page], [sorted(ids)[1]], "the second page of one")
    posted = rest.post("/process-instance?maxResults=2", {"sorting": [{"sortBy": "instanceId", "sortOrder": "asc"}]})
    equal([item["id"] for item in posted], sorted(ids)[:2], "paging of a POST is in the URL")
    equal(rest.get("/process-instance/count?maxResults=1"), {"count": 3}, "a count ignores paging")
    equal(len(rest.get(f"/process-instance?processInstanceIds={ids[0]},{ids[2]}")), 2, "a list in a GET")
    for id_ in ids:
        rest.delete(f"/process-instance/{id_}")


def deploying(rest):
    refused(rest.deploy_answer({}, {"deployment-name": "none"}), 400, "InvalidRequestException",
            "No deployment resources contained in the form upload.")
    broken = rest.deploy_answer({"x.bpmn": "<definitions"}, {"deployment-name": "broken"})
    refused(broken, 500, "ProcessEngineException", "ENGINE-09003 Could not parse 'x.bpmn'.")
    wrong = rest.deploy_answer({"x.bpmn": model("values.bpmn").replace(b'targetRef="work"', b'targetRef="nobody"')})
    refused(wrong, 400, "ParseException", "ENGINE-09005 Could not parse BPMN process. Errors: ")
    error = wrong.json["details"]["x.bpmn"]["errors"][0]
    check(error["line"] > 1 and error["column"] > 0 and error["mainElementId"] and error["elementIds"],
          f"an error has its place: {error}")
    plain = rest.deploy({"note.txt": "hello"}, {"deployment-name": "plain"})
    equal(plain["deployedProcessDefinitions"], None, "definitions of a plain resource")
    resources = rest.get(f"/deployment/{plain['id']}/resources")
    equal([item["name"] for item in resources], ["note.txt"], "its resources")
    data = rest.send("GET", f"/deployment/{plain['id']}/resources/{resources[0]['id']}/data")
    equal(data.body, b"hello", "its content")
    again = rest.deploy({"note.txt": "hello"}, {"deployment-name": "plain", "enable-duplicate-filtering": "True"})
    equal((again["id"], again["deployedProcessDefinitions"]), (plain["id"], None), "a filtered duplicate")
    unnamed = rest.deploy_answer({"note.txt": "hello"})
    equal((unnamed.status, unnamed.json["name"]), (200, None), "a deployment without a name")
    rest.delete(f"/deployment/{plain['id']}")
    rest.delete(f"/deployment/{unnamed.json['id']}")


VALUES = {
    "boolean": ("Boolean", True, {}), "integer": ("Integer", -2147483648, {}), "short": ("Short", 32767, {}),
    "long": ("Long", 9007199254740993, {}), "double": ("Double", 0.1, {}), "string": ("String", "Zoë \U0001F600\n", {}),
    "empty": ("String", "", {}), "date": ("Date", "2031-02-03T04:05:06.789+0000", {}), "null": ("Null", None, {}),
    "json": ("Json", '{"a": [1, 2.50]}', {}), "xml": ("Xml", "<a>b</a>", {}),
    "bytes": ("Bytes", base64.b64encode(b"\0\xff").decode(), {}),
    "object": ("Object", '{"a":[1]}', {"objectTypeName": "java.util.Map", "serializationDataFormat": "application/json"}),
}


def values(rest):
    sent = {name: {"type": type_, "value": value, "valueInfo": info} for name, (type_, value, info) in VALUES.items()}
    sent["file"] = {"type": "File", "value": base64.b64encode(b"text").decode(),
                    "valueInfo": {"filename": "ä.txt", "mimeType": "text/plain", "encoding": "UTF-8"}}
    instance = rest.post("/process-definition/key/values/start", {"variables": sent})["id"]
    path = f"/process-instance/{instance}/variables"
    found = rest.get(path + "?deserializeValues=false")
    equal(sorted(found), sorted(sent), "the names")
    for name, (type_, value, info) in VALUES.items():
        equal(found[name], {"type": type_, "value": value, "valueInfo": info}, f"the variable {name}")
    equal((found["file"]["type"], found["file"]["value"], found["file"]["valueInfo"]["filename"]),
          ("File", None, "ä.txt"), "the file")
    data = rest.send("GET", path + "/file/data")
    equal((data.body, data.headers["Content-Type"].replace(" ", "")), (b"text", "text/plain;charset=UTF-8"), "its content")
    equal(rest.send("GET", path + "/bytes/data").body, b"\0\xff", "the content of the bytes")
    refused(rest.send("GET", path + "/string/data"), 400, None, "is not a binary value")
    equal(rest.get(path + "/object")["value"], {"a": [1]}, "an object is read as JSON unless asked otherwise")
    conversions(rest, path)
    task = rest.post("/external-task/fetchAndLock", {
        "workerId": "w", "maxTasks": 1, "topics": [{"topicName": "values", "lockDuration": 10000, "variables": None}]})[0]
    equal(task["variables"]["long"], {"type": "Long", "value": 9007199254740993, "valueInfo": {}}, "a worker's Long")
    equal(task["variables"]["object"]["value"], '{"a":[1]}', "a worker's object is text")
    equal(rest.get(f"/execution/{instance}/localVariables/string")["value"], VALUES["string"][1], "as an execution")
    rest.delete(f"/process-instance/{instance}")


def conversions(rest, path):
    for body, type_, value in (({"value": 3}, "Integer", 3), ({"value": 3000000000}, "Long", 3000000000),
                               ({"value": 1.5}, "Double", 1.5), ({"value": True}, "Boolean", True),
                               ({"value": "x"}, "String", "x"), ({"value": None}, "Null", None),
                               ({"value": "42", "type": "Integer"}, "Integer", 42),
                               ({"value": 7, "type": "string"}, "String", "7"),
                               ({"value": 1, "type": None, "valueInfo": None}, "Integer", 1)):
        rest.put(path + "/converted", body)
        found = rest.get(path + "/converted")
        equal((found["type"], found["value"]), (type_, value), f"{body}")
    for body in ({"value": "abc", "type": "Integer"}, {"value": 1, "type": "Colour"}, {"value": {}, "type": "Json"}):
        refused(rest.send("PUT", path + "/converted", body), 400, "InvalidRequestException")
    rest.post(path, {"modifications": {"a": {"value": 1}, "b": {"value": 2}}, "deletions": ["converted"]})
    check(rest.send("GET", path + "/converted").status == 404, "a deleted variable")
    equal(rest.get(path + "/b")["value"], 2, "a modified variable")


def keys(rest):
    headers_ = {"Idempotency-Key": str(uuid.uuid4())}
    answers = [rest.post("/process-definition/key/values/start", {}, headers=headers_) for _ in range(2)]
    equal(answers[0], answers[1], "a start that is sent twice")
    equal(rest.get("/process-instance/count"), {"count": 1}, "instances")
    headers_ = {"Idempotency-Key": str(uuid.uuid4())}
    body = {"messageName": "order placed", "resultEnabled": True, "businessKey": "once"}
    answers = [rest.post("/message", body, headers=headers_) for _ in range(2)]
    equal(answers[0], answers[1], "a message that is sent twice")
    equal(rest.get("/process-instance/count?businessKey=once"), {"count": 1}, "instances started by the message")
    instance = rest.start("crash")["id"]
    headers_ = {"Idempotency-Key": str(uuid.uuid4())}
    for _ in range(2):  # the second time nobody waits for it any more
        rest.post("/message", {"messageName": "go", "processInstanceId": instance}, headers=headers_)
    refused(rest.send("POST", "/message", {"messageName": "go", "processInstanceId": instance},
                      {"Idempotency-Key": str(uuid.uuid4())}), 400, "RestException")
    refused(rest.send("POST", "/message", body, {"Idempotency-Key": "two words"}), 400)
    for instance in rest.get("/process-instance"):
        rest.delete(f"/process-instance/{instance['id']}")


def tenants(rest):
    for tenant in ("north", "south"):
        rest.deploy({"values.bpmn": model("values.bpmn")}, {"tenant-id": tenant, "deployment-name": tenant})
    started = {tenant: rest.post(f"/process-definition/key/values/tenant-id/{tenant}/start", {})
               for tenant in ("north", "south")}
    for tenant, instance in started.items():
        equal(instance["tenantId"], tenant, "the tenant of the instance")
        equal([item["id"] for item in rest.get(f"/process-instance?tenantIdIn={tenant}")], [instance["id"]], "its list")
        equal([item["tenantId"] for item in rest.get(f"/task?tenantIdIn={tenant}")], [tenant], "its tasks")
    equal(rest.get("/process-instance?withoutTenantId=true"), [], "instances without tenant")
    equal(rest.get("/process-definition/key/values/tenant-id/north")["version"], 1, "versions count within the tenant")
    refused(rest.send("GET", "/process-definition/key/values/tenant-id/west"), 404, "RestException")
    for instance in started.values():
        rest.delete(f"/process-instance/{instance['id']}")


def jobs(rest):
    deployment = rest.deploy({"clock.bpmn": model("clock.bpmn")})["id"]
    job = rest.get("/job")[0]
    check(DATE.fullmatch(job["dueDate"]), f"the due date of the timer: {job['dueDate']}")
    stacktrace = rest.send("GET", f"/job/{job['id']}/stacktrace", headers={"Accept": "application/json"})
    refused(stacktrace, 406, "NotAcceptableException")
    plain = rest.send("GET", f"/job/{job['id']}/stacktrace", headers={"Accept": "text/plain, */*"})
    check(plain.status in (200, 204), f"the stacktrace as text: {plain}")
    refused(rest.send("POST", f"/job/{UNKNOWN}/execute", {}), 404, "InvalidRequestException")
    equal(rest.send("POST", f"/job/{job['id']}/execute", {}).status, 204, "executing the timer")
    wait_until(lambda: rest.get("/history/process-instance/count?processDefinitionKey=clock&finished=true")["count"] == 1,
               "the timer has started an instance")
    rest.delete(f"/deployment/{deployment}?cascade=true")


def rest_contract(database):
    with Server(database) as server:
        rest = server.rest
        rest.deploy({"values.bpmn": model("values.bpmn"), "order.bpmn": model("order.bpmn"),
                     "crash.bpmn": model("crash.bpmn")})
        problems = []
        for case in (headers, prefix, errors, order_of_checks, queries, deploying, values, keys, tenants, jobs):
            try:
                case(rest)
            except Exception as error:  # the other chapters are still worth reading
                problems.append(f"{case.__name__}: {error!r}")
                for instance in rest.get("/process-instance"):
                    rest.delete(f"/process-instance/{instance['id']}")
        check(not problems, "\n    ".join(["", *problems]))


if __name__ == "__main__":
    main([on_both_databases(rest_contract)])
