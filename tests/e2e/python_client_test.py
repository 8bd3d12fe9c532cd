#!/usr/bin/env python3
"""camunda-external-task-client-python3 against the binary: its worker completes, fails, raises; its EngineClient starts,
correlates, repairs jobs and reads a file.
"""

import base64
import importlib.util
import logging
import os
import sys

from client_packages import python_with_client
from support import Server, check, equal, main, model, on_both_databases, wait_until

if importlib.util.find_spec("camunda") is None:
    check(sys.prefix == sys.base_prefix, "the environment of the Python client is there, but not the client")
    python = python_with_client()
    os.execv(python, [python, os.path.abspath(__file__), *sys.argv[1:]])

from camunda.client.engine_client import EngineClient  # noqa: E402
from camunda.external_task.external_task_worker import ExternalTaskWorker  # noqa: E402

CONFIG = {"maxTasks": 1, "lockDuration": 10000, "asyncResponseTimeout": 5000, "retries": 3, "retryTimeout": 0,
          "sleepSeconds": 1}


def work(server, action, **conditions):
    """One round of the real worker: waits for a task of the topic, lets `action` decide, reports; gives the task back."""
    seen = []

    def remember(task):
        seen.append(task)
        return action(task)

    ExternalTaskWorker("python-worker", server.url, CONFIG).fetch_and_execute("charge", remember, **conditions)
    equal(len(seen), 1, "tasks given to the worker")
    return seen[0]


def worker_completes(server, engine):
    instance = engine.start_process("charge", {"amount": 10, "limit": 100, "exact": True, "rate": 0.5, "name": "Zoë"},
                                    business_key="b-1")["id"]
    task = work(server, lambda task: task.complete({"receipt": "r-1"}, {"seen": 1}))
    equal(task.get_process_instance_id(), instance, "the instance of the task")
    equal(task.get_business_key(), "b-1", "its business key")
    equal(task.get_extension_property("provider"), "bank", "its extension property")
    equal(task.get_variables(), {"amount": 10, "limit": 100, "exact": True, "rate": 0.5, "name": "Zoë"}, "its variables")
    kinds = {name: task.get_variable(name, with_meta=True)["type"] for name in task.get_variables()}
    equal(kinds, {"amount": "Integer", "limit": "Integer", "exact": "Boolean", "rate": "Double", "name": "String"},
          "the types inferred from plain values")
    wait_until(lambda: server.rest.state_of(instance) == "COMPLETED", "the async gateway lets the instance end")
    rows = server.rest.get(f"/history/variable-instance?processInstanceId={instance}&variableName=receipt")
    equal([row["value"] for row in rows], ["r-1"], "the variable the worker set")


def worker_fails(server, engine):
    rest = server.rest
    instance = engine.start_process("charge", {"amount": 10, "limit": 100})["id"]
    task = work(server, lambda task: task.failure("card reader off", "line 1\nline 2", 1, 0))
    found = rest.get(f"/external-task/{task.get_task_id()}")
    equal((found["retries"], found["errorMessage"]), (1, "card reader off"), "after the first failure")
    details = rest.send("GET", f"/external-task/{task.get_task_id()}/errorDetails")
    equal(details.body.decode(), "line 1\nline 2", "the details of the failure")
    equal(rest.get(f"/incident?processInstanceId={instance}"), [], "incidents while retries are left")
    work(server, lambda task: task.failure("card reader off", "", 9, 0))
    incidents = rest.get(f"/incident?processInstanceId={instance}")
    equal([(item["incidentType"], item["activityId"], item["incidentMessage"], item["configuration"])
           for item in incidents], [("failedExternalTask", "charge_card", "card reader off", task.get_task_id())],
          "the incident without retries")
    rest.put(f"/external-task/{task.get_task_id()}/retries", {"retries": 1})
    equal(rest.get(f"/incident?processInstanceId={instance}"), [], "incidents after the retries were set")
    work(server, lambda task: task.complete())
    wait_until(lambda: rest.state_of(instance) == "COMPLETED", "the repaired instance ends")


def worker_raises(server, engine):
    rest = server.rest
    instance = engine.start_process("charge", {"amount": 10, "limit": 100})["id"]
    work(server, lambda task: task.bpmn_error("NO_MONEY", "account is empty", {"missing": 10}))
    waiting = rest.get(f"/process-instance/{instance}/activity-instances")["childActivityInstances"]
    equal([child["activityId"] for child in waiting], ["wait_for_money"], "the error's way")
    results = engine.correlate_message("money arrived", process_instance_id=instance, process_variables={"limit": 5})
    check(isinstance(results, list), f"a list is answered, not {results!r}")
    equal([result["resultType"] for result in results], ["Execution"], "what the message reached")
    equal(results[0]["execution"]["processInstanceId"], instance, "the instance the message reached")
    work(server, lambda task: task.complete())
    tasks = wait_until(lambda: rest.tasks(instance), "the user task behind the async gateway")
    equal(tasks[0]["taskDefinitionKey"], "thank", "the way of the condition")
    rest.complete(tasks[0]["id"])
    equal(rest.state_of(instance), "COMPLETED", "the state")


def message_starts(server, engine):
    results = engine.correlate_message("ordered", business_key="b-2",
                                       process_variables={"amount": 1, "limit": 2, "region": "north"})
    equal([result["resultType"] for result in results], ["ProcessDefinition"], "what the message did")
    instance = results[0]["processInstance"]["id"]
    found = engine.get_process_instance("charge", ["region_eq_north"])
    equal([item["id"] for item in found], [instance], "instances of the region")
    equal(engine.get_process_instance("charge", ["region_eq_1"]), [], "instances of another region")
    work(server, lambda task: task.complete(), process_variables={"amount": 1})
    wait_until(lambda: server.rest.state_of(instance) == "COMPLETED", "the instance started by message ends")


def jobs_are_repaired(server, engine):
    rest = server.rest
    instance = engine.start_process("charge", {"amount": 10})["id"]  # without the limit the condition fails
    work(server, lambda task: task.complete())
    jobs = wait_until(lambda: [job for job in engine.get_jobs(0, 10, process_instance_id=instance, with_failure=True)
                               if job["retries"] == 0], "the job without retries")
    equal([(job["processDefinitionKey"], job["failedActivityId"]) for job in jobs], [("charge", "large")], "the job")
    check("limit" in jobs[0]["exceptionMessage"], f"the message names the variable: {jobs[0]['exceptionMessage']}")
    equal(len(rest.get(f"/incident?processInstanceId={instance}")), 1, "incidents")
    rest.put(f"/process-instance/{instance}/variables/limit", {"value": 100})
    check(engine.set_job_retry(jobs[0]["id"], 1), "setting retries answers 204")
    wait_until(lambda: rest.state_of(instance) == "COMPLETED", "the repaired job ends the instance")


def files_are_read(server, engine):
    content = b"%PDF-1.4 \x00\xff"
    instance = engine.start_process("charge", {"paper": {
        "type": "File", "value": base64.b64encode(content).decode(),
        "valueInfo": {"filename": "bill.pdf", "mimeType": "application/pdf"}}})["id"]
    found = engine.get_process_instance_variable(instance, "paper", with_meta=True)
    equal(base64.b64decode(found["value"]), content, "the file's content")
    equal(found["type"], "File", "its type")
    equal(found["valueInfo"]["filename"], "bill.pdf", "its name")
    server.rest.delete(f"/process-instance/{instance}")


def tenants_are_kept_apart(server, engine):
    server.rest.deploy({"charge.bpmn": model("charge.bpmn")}, {"tenant-id": "north"})
    started = engine.start_process("charge", {"amount": 10, "limit": 100}, tenant_id="north")
    equal(started["tenantId"], "north", "the tenant of the instance")
    found = engine.get_process_instance("charge", tenant_ids=["north"])
    equal([item["id"] for item in found], [started["id"]], "instances of the tenant")
    results = engine.correlate_message("ordered", tenant_id="north", process_variables={"amount": 1, "limit": 2})
    equal([result["processInstance"]["tenantId"] for result in results], ["north"], "the tenant started by message")
    for _ in range(2):
        equal(work(server, lambda task: task.complete()).get_tenant_id(), "north", "the tenant of the task")
    wait_until(lambda: engine.get_process_instance("charge", tenant_ids=["north"]) == [], "the tenant's instances end")


def python_client(database):
    logging.disable(logging.INFO)
    with Server(database) as server:
        server.rest.deploy({"charge.bpmn": model("charge.bpmn")})
        engine = EngineClient(server.url)
        for case in (worker_completes, worker_fails, worker_raises, message_starts, jobs_are_repaired, files_are_read,
                     tenants_are_kept_apart):
            case(server, engine)
            print(f"    {case.__name__}")
        equal(server.rest.get("/process-instance/count"), {"count": 0}, "instances left over")


if __name__ == "__main__":
    main([on_both_databases(python_client)])
