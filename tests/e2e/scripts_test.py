#!/usr/bin/env python3
"""Scripts in a running server: off unless they are asked for, bounded, lost by nothing."""

import os
import shutil
import subprocess
import threading

from support import PAVANE, Server, check, equal, main, model, on_both_databases, scratch, sqlite, wait_until

ENDLESS = -1  # rounds that are never reached


def deploy(server):
    server.rest.deploy({"scripts.bpmn": model("scripts.bpmn")})


def result_of(rest, instance):
    found = rest.get(f"/process-instance/{instance}/variables").get("result")
    return found["value"] if found else None


class Starts:
    """Clients that start an instance each at the same time, and what they are answered."""

    def __init__(self, rest, key, count, variables):
        self.answers, self.lock = [], threading.Lock()
        body = {"variables": {name: {"value": value} for name, value in variables.items()}}
        self.threads = [threading.Thread(target=self._start, args=(rest, key, body)) for _ in range(count)]
        for thread in self.threads:
            thread.start()

    def _start(self, rest, key, body):
        answer = rest.send("POST", f"/process-definition/key/{key}/start", body)
        with self.lock:
            self.answers.append(answer)

    def count(self):
        with self.lock:
            return len(self.answers)

    def join(self):
        for thread in self.threads:
            thread.join(60)
        return self.answers


def off_unless_asked_for():
    with sqlite() as database:
        with Server(database) as server:
            answer = server.rest.deploy_answer({"scripts.bpmn": model("scripts.bpmn")}, {"deployment-name": "e2e"})
            equal(answer.status, 400, "a deployment with JavaScript where it is off")
            for element in ("compute", "g2"):
                check(f"'{element}' has JavaScript" in answer.body.decode(), f"{element} is named in {answer}")
            check("--scripts" in answer.body.decode(), f"how to allow it is said in {answer}")
            equal(server.rest.get("/process-definition/count")["count"], 0, "definitions")
        with Server(database, environment={"PAVANE_SCRIPTS": "true"}) as server:
            deploy(server)
            instance = server.rest.start("scripted", {"n": 21, "wanted": 1})["id"]
            wait_until(lambda: result_of(server.rest, instance) == 42, "the script has run")


def switched_off_again():
    with sqlite() as database:
        with Server(database, ["--scripts", "--no-jobs"]) as server:
            deploy(server)
            waiting = server.rest.start("scripted", {"n": 1, "wanted": 1})["id"]
            equal(server.stop(), 0, "the exit code")
        with Server(database) as server:
            incident = wait_until(lambda: server.rest.get(f"/incident?processInstanceId={waiting}"), "an incident")[0]
            equal(incident["activityId"], "compute", "the element of the incident")
            check("--scripts" in incident["incidentMessage"], f"how to allow it is said in {incident}")
        with Server(database, ["--scripts"]) as server:
            job = server.rest.get(f"/job?processInstanceId={waiting}")[0]["id"]
            server.rest.put(f"/job/{job}/retries", {"retries": 1})
            wait_until(lambda: result_of(server.rest, waiting) == 2, "the script has run")
            equal(server.rest.get(f"/incident?processInstanceId={waiting}"), [], "incidents")


def a_module_that_does_not_work_is_told_at_the_start():
    with scratch() as folder:
        program = shutil.copy(PAVANE, folder)

        def fails(what):
            done = subprocess.run([program, "serve", "--scripts", "--db", "memory:", "--listen", "127.0.0.1:0"],
                                  capture_output=True, text=True, timeout=60, check=False)
            equal((done.returncode, done.stdout), (1, ""), f"exit code and output, {what}")
            check(what in done.stderr and "--no-scripts" in done.stderr, f"'{what}' is said in: {done.stderr}")

        fails("the module is missing")
        with open(os.path.join(folder, "pavane_javascript.so"), "w", encoding="utf-8") as file:
            file.write("no library")
        fails("cannot be loaded")


def endless_scripts_keep_nobody_waiting():
    with sqlite() as database, Server(database, ["--scripts"]) as server:
        deploy(server)
        endless = Starts(server.rest, "scripted_start", 30, {"wanted": ENDLESS})
        instance = server.rest.start("scripted", {"n": 1, "wanted": 1})["id"]
        check(endless.count() < 30, "who waits for no script is answered before all who do")
        for answer in endless.join():
            equal(answer.status, 500, "a start whose script has no end")
            check("200 ms" in answer.body.decode(), f"the limit is said in {answer}")
        wait_until(lambda: result_of(server.rest, instance) == 2, "a job's script has its turn")
        equal(server.rest.metric('pavane_scripts_total{outcome="limit"}'), 30, "scripts over their limit")
        check(server.rest.metric('pavane_scripts_total{outcome="success"}') >= 1, "scripts that ended well")
        wait_until(lambda: server.rest.metric("pavane_scripts_waiting") == 0, "nobody waits for a script")
        equal(server.rest.get("/process-instance/count?processDefinitionKey=scripted_start")["count"], 0, "instances")


def killed_in_the_middle(database):
    count = 30
    with Server(database, ["--scripts"]) as server:
        deploy(server)
        instances = {server.rest.start("scripted", {"n": n, "wanted": 100_000})["id"]: n for n in range(count)}
        wait_until(lambda: server.rest.get("/task/count")["count"] > 0, "a script has run")
        server.kill()
    with Server(database, ["--scripts"]) as server:
        for instance, n in instances.items():
            wait_until(lambda found=instance, due=n * 2: result_of(server.rest, found) == due, f"the result of {n}", 60)
            equal([task["taskDefinitionKey"] for task in server.rest.tasks(instance)], ["look"], "tasks")
        equal(server.rest.get("/incident/count")["count"], 0, "incidents")


def stopped_while_scripts_wait(database):
    with Server(database, ["--scripts", "--script-threads", "1"]) as server:
        deploy(server)
        jobs = [server.rest.start("scripted", {"n": n, "wanted": ENDLESS})["id"] for n in range(10)]
        starts = Starts(server.rest, "scripted_start", 20, {"wanted": ENDLESS})
        wait_until(lambda: starts.count() > 0, "a first script has reached its limit")
        equal(server.stop(), 0, "the exit code")
        for answer in starts.join():
            check(answer.status in (500, 503), f"a start is answered {answer}")
        equal(len(starts.answers), 20, "answers")
    with Server(database, ["--scripts", "--no-jobs"]) as server:
        for instance in jobs:
            found = server.rest.get(f"/job?processInstanceId={instance}")
            equal(len(found), 1, "jobs of an instance")
        equal(server.rest.get("/process-instance/count?processDefinitionKey=scripted_start")["count"], 0, "instances")


if __name__ == "__main__":
    main([off_unless_asked_for, switched_off_again, a_module_that_does_not_work_is_told_at_the_start,
          endless_scripts_keep_nobody_waiting,
          on_both_databases(killed_in_the_middle), on_both_databases(stopped_while_scripts_wait)])
