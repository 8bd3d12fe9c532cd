#!/usr/bin/env python3
"""The invoice process of the MIWG reference model C.1.0, from the file to each of its two ends, over HTTP.

Its service task names a Java bean; the worker that stands in for it is the real npm client.
"""

import json
import subprocess
import tempfile

from client_packages import js_worker
from support import (Failed, Server, check, equal, main, on_both_databases, read_line, shared_file, spawn,
                     wait_until)

MESSAGE = "invoice-received-C.1.0"
KEY = "bpmn-miwg-test-case-c.1.0"


class Worker:
    """The npm client at work; what it printed is read with next()."""

    def __init__(self, url):
        self.errors = tempfile.TemporaryFile()
        self.process = spawn([*js_worker(), url], stdout=subprocess.PIPE, stderr=self.errors)

    def next(self):
        try:
            line = read_line(self.process.stdout)
            check(line, "it ended")
        except Failed as failed:
            self.errors.seek(0)
            raise Failed(f"the npm client: {failed}; it said: {self.errors.read().decode()}") from None
        return json.loads(line)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.errors.close()


def deploy(rest, path):
    with open(path, "rb") as file:
        answer = rest.deploy({"C.1.0.bpmn": file.read()}, {"deployment-source": "e2e"})
    definitions = list(answer["deployedProcessDefinitions"].values())
    equal([(item["key"], item["version"]) for item in definitions], [(KEY, 1)], "the executable pool is deployed alone")
    warnings = answer["diagnostics"]["C.1.0.bpmn"]["warnings"]
    check(any(warning["mainElementId"] == "archiveInvoice" and "archiveService" in warning["message"]
              for warning in warnings),
          f"the Java bean that becomes a topic is said as a warning, not in {warnings}")


def start(rest, business_key):
    results = rest.post("/message", {
        "messageName": MESSAGE, "businessKey": business_key, "resultEnabled": True,
        "processVariables": {"approver": {"value": "mary", "type": "String"}, "gender": {"value": "male"},
                             "name": {"value": "Doe"}, "amount": {"value": 30000000000, "type": "Long"}}})
    equal(len(results), 1, "receivers of the message")
    equal(results[0]["resultType"], "ProcessDefinition", "the message starts an instance")
    instance = results[0]["processInstance"]
    equal(instance["businessKey"], business_key, "its business key")
    return instance["id"]


def complete(rest, instance, element, variables=None, assignee=None, group=None):
    tasks = rest.tasks(instance)
    equal([task["taskDefinitionKey"] for task in tasks], [element], "the open task")
    task = tasks[0]
    equal(task["assignee"], assignee, f"the assignee of {element}")
    if group:
        candidates = rest.get(f"/task?candidateGroup={group}&processInstanceId={instance}")
        equal([item["id"] for item in candidates], [task["id"]], f"tasks of the group {group}")
        rest.post(f"/task/{task['id']}/claim", {"userId": "anna"})
    check(task["formKey"].startswith("app:"), f"{element} has its form key, not {task['formKey']}")
    rest.complete(task["id"], variables)


def check_worker_saw(seen, instance):
    equal(seen["activity"], "archiveInvoice", "the worker's activity")
    equal(seen["instance"], instance, "the worker's instance")
    equal(seen["businessKey"], "paid", "the worker's business key")
    properties = seen["properties"]
    equal(properties.get("text0"), "Hello World", "the literal field text0")
    equal(properties.get("text3", "").strip(), "Hello World", "the literal field text3")
    equal(properties.get("text4", "").strip(), "<p>Hello World</p><br>", "the literal field text4")
    check("text1" not in properties, "text1 is an expression of a Java bean and cannot be given to a worker")
    equal(seen["variables"]["amount"], 30000000000, "a Long")
    equal(seen["types"]["amount"], "long", "its type, which the client writes small")
    equal(seen["types"]["approved"], "boolean", "the type of what a user's form gave")


def history_of(rest, instance):
    rows = rest.get(f"/history/activity-instance?processInstanceId={instance}")
    return sorted(((row["activityId"], row["activityType"], row["canceled"]) for row in rows), key=lambda row: row[0])


def pay(rest, worker):
    instance = start(rest, "paid")
    complete(rest, instance, "assignApprover", assignee="demo")
    complete(rest, instance, "approveInvoice", {"approved": False}, assignee="mary")
    complete(rest, instance, "reviewInvoice", {"clarified": "yes"}, assignee="demo")
    complete(rest, instance, "approveInvoice", {"approved": True}, assignee="mary")
    complete(rest, instance, "prepareBankTransfer", group="accounting")
    seen = worker.next()
    check_worker_saw(seen, instance)
    equal(worker.next(), {"completed": seen["id"]}, "the worker's completion")
    wait_until(lambda: rest.state_of(instance) == "COMPLETED", "the paid invoice ends", 10)
    return instance


def check_paid(rest, instance):
    found = history_of(rest, instance)
    equal(found, [("StartEvent_1", "messageStartEvent", False), ("approveInvoice", "userTask", False),
                  ("approveInvoice", "userTask", False), ("archiveInvoice", "serviceTask", False),
                  ("assignApprover", "userTask", False), ("invoiceProcessed", "noneEndEvent", False),
                  ("invoice_approved", "exclusiveGateway", False), ("invoice_approved", "exclusiveGateway", False),
                  ("prepareBankTransfer", "userTask", False), ("reviewInvoice", "userTask", False),
                  ("reviewSuccessful_gw", "exclusiveGateway", False)], "the history of the paid invoice")
    variables = {row["name"]: row for row in rest.get(f"/history/variable-instance?processInstanceId={instance}"
                                                      "&deserializeValues=false")}
    equal(variables["archived"]["value"], True, "what the worker set")
    equal(json.loads(variables["archive"]["value"]), {"shelf": 7}, "the JSON that the worker set")
    print("    paid: " + ", ".join(f"{element} ({kind})" for element, kind, _ in found))


def refuse(rest):
    instance = start(rest, "refused")
    complete(rest, instance, "assignApprover", assignee="demo")
    complete(rest, instance, "approveInvoice", {"approved": False}, assignee="mary")
    complete(rest, instance, "reviewInvoice", {"clarified": "no"}, assignee="demo")
    equal(rest.state_of(instance), "COMPLETED", "the state of the refused invoice")
    found = history_of(rest, instance)
    check(("invoiceNotProcessed", "noneEndEvent", False) in found, f"the refused invoice reached its end, not {found}")
    print("    refused: " + ", ".join(f"{element} ({kind})" for element, kind, _ in found))


def invoice(database):
    path = shared_file("data", "miwg-reference", "C.1.0.bpmn")
    if not path:
        print("    skipped: the reference models are not at hand (PAVANE_SHARED names their folder)")
        return
    with Server(database) as server:
        rest = server.rest
        deploy(rest, path)
        with Worker(server.url) as worker:
            paid = pay(rest, worker)
        check_paid(rest, paid)
        refuse(rest)
        equal(rest.get("/history/process-instance/count?finished=true"), {"count": 2}, "instances that ended")
        equal(rest.get("/incident/count"), {"count": 0}, "incidents")
        equal(server.stop(), 0, "the exit code")


if __name__ == "__main__":
    main([on_both_databases(invoice)])
