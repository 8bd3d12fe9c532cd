#!/usr/bin/env python3
"""kill -9 at random moments under load, 15 times on SQLite and 15 times on PostgreSQL.

Clients start instances, complete user tasks, correlate messages and work on external tasks, while timers and async jobs
run. What the server has acknowledged is written down; in the end all of it must be there, once, and every instance must
reach its end. PAVANE_CRASH_SEED repeats a run's choices.
"""

import contextlib
import http.client
import os
import random
import subprocess
import threading
import time
import uuid

from support import PAVANE, Failed, Server, check, equal, main, model, on_both_databases, pavane, spawn

KILLS = 15
CLIENTS = 4
OPEN_PER_CLIENT = 8
BROKEN = (OSError, http.client.HTTPException)  # nobody knows whether the server did it


class Unanswered(Exception):
    pass


class Ledger:
    """What the server has acknowledged, and the server that runs at the moment."""

    def __init__(self):
        self.lock = threading.Condition()
        self.server = None
        self.sent = 0
        self.stopping = False
        self.instances = {}  # business key to id
        self.completed = set()  # user tasks
        self.worked = set()  # external tasks
        self.problems = []

    def now_serving(self, server):
        with self.lock:
            self.server = server
            self.lock.notify_all()

    def rest(self):
        with self.lock:
            check(self.lock.wait_for(lambda: self.server or self.stopping, 60), "no server for 60 s")
            if not self.server:
                raise Unanswered
            self.sent += 1
            self.lock.notify_all()
            return self.server.rest

    def kill_after(self, requests):
        """Kills the server when that many more requests have been sent."""
        with self.lock:
            target = self.sent + requests
            check(self.lock.wait_for(lambda: self.sent >= target or self.problems, 30), "the clients stand still")
            server, self.server = self.server, None
        server.kill()
        server.__exit__(None, None, None)

    def note(self, known, task):
        with self.lock:
            check(task not in known, f"the completion of {task} was acknowledged twice")
            known.add(task)


class Client:
    """One user of the server: drives the instances it has started."""

    def __init__(self, ledger, number, seed):
        self.ledger, self.random, self.name = ledger, random.Random(f"{seed}-{number}"), f"client-{number}"
        self.started, self.open, self.told, self.doubtful = 0, [], set(), set()

    def send(self, method, path, body=None, key=None):
        """One attempt; Unanswered when the server died over it or is not ready."""
        rest = self.ledger.rest()
        try:
            answer = rest.send(method, path, body, {"Idempotency-Key": key} if key else None, timeout_s=20)
        except TimeoutError as error:
            raise Failed(f"{method} {path} was not answered within 20 s") from error
        except BROKEN as error:
            raise Unanswered from error
        if answer.status == 503:
            raise Unanswered
        return answer

    def insist(self, method, path, body, key):
        """Sends a request with its key until it is acknowledged, as a careful client does."""
        while True:
            try:
                return self.send(method, path, body, key)
            except Unanswered:
                if self.ledger.stopping:
                    raise

    def start(self):
        self.started += 1
        business_key = f"{self.name}-{self.started}"
        self.begin(business_key)
        if self.random.random() < 0.3:  # a client that was not sure sends it again
            self.begin(business_key)

    def begin(self, business_key):
        answer = self.insist("POST", "/process-definition/key/crash/start",
                             {"businessKey": business_key, "variables": {"n": {"value": self.started}}},
                             "start-" + business_key)
        equal(answer.status, 200, f"starting {business_key}: {answer}")
        instance = answer.json["id"]
        with self.ledger.lock:
            known = self.ledger.instances.setdefault(business_key, instance)
        equal(instance, known, f"the instance of the key of {business_key}")
        if instance not in self.open:
            self.open.append(instance)

    def complete_tasks(self, instance):
        answer = self.send("GET", f"/task?processInstanceId={instance}")
        equal(answer.status, 200, f"the tasks of {instance}: {answer}")
        for task in answer.json:
            self.complete(f"/task/{task['id']}/complete", task["id"],
                          {"variables": {task["taskDefinitionKey"]: {"value": self.name}}})

    def complete(self, path, task, body):
        try:
            answer = self.send("POST", path, body)
        except Unanswered:
            self.doubtful.add(task)
            raise
        if answer.status == 204:
            self.ledger.note(self.ledger.completed, task)
        else:
            check(task in self.doubtful, f"{path} was answered {answer}")

    def tell(self, instance):
        answer = self.insist("POST", "/message", {"messageName": "go", "processInstanceId": instance}, "go-" + instance)
        equal(answer.status, 204, f"the message to {instance}: {answer}")
        self.told.add(instance)

    def work(self):
        answer = self.send("POST", "/external-task/fetchAndLock", {
            "workerId": self.name, "maxTasks": 3, "asyncResponseTimeout": self.random.choice([0, 50]),
            "topics": [{"topicName": "work", "lockDuration": 1000}]})
        equal(answer.status, 200, f"fetchAndLock: {answer}")
        for task in answer.json:
            # A lock that ran out during a restart may be another client's by now; that answer is a 400 or 404.
            try:
                done = self.send("POST", f"/external-task/{task['id']}/complete", {"workerId": self.name})
            except Unanswered:
                continue
            check(done.status in (204, 400, 404), f"completing an external task was answered {done}")
            if done.status == 204:
                self.ledger.note(self.ledger.worked, task["id"])

    def advance(self, instance):
        if instance not in self.told:
            self.tell(instance)
        self.complete_tasks(instance)
        self.work()
        answer = self.send("GET", f"/process-instance/{instance}")
        if answer.status == 404:
            self.open.remove(instance)

    def step(self):
        if len(self.open) < OPEN_PER_CLIENT:
            return self.start()
        instance = self.random.choice(self.open)
        return self.random.choice([lambda: self.complete_tasks(instance), lambda: self.advance(instance), self.work])()

    def run(self):
        try:
            while not self.ledger.stopping:
                try:
                    self.step()
                except Unanswered:
                    continue
        except Exception as error:  # reported by the test's own thread
            with self.ledger.lock:
                self.ledger.problems.append(f"{self.name}: {error}")
                self.ledger.lock.notify_all()

    def finish(self):
        """Drives what is open to its end."""
        deadline = time.monotonic() + 60
        while self.open:
            check(time.monotonic() < deadline, f"instances that do not end: {self.open}")
            for instance in list(self.open):
                self.advance(instance)


def check_database(database, when):
    done = pavane("db", "check", "--db", database)
    check(done.returncode == 0, f"pavane db check {when}: {done.stdout}{done.stderr}")


def crash_while_starting(database, moment_s):
    """A start that is cut off; how far it got is left to chance."""
    process = spawn([PAVANE, "serve", "--db", database, "--listen", "127.0.0.1:0"], stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(moment_s)
    process.kill()
    process.wait()


def check_everything_is_there(ledger, rest):
    for business_key, instance in ledger.instances.items():
        found = rest.get(f"/history/process-instance?processInstanceBusinessKey={business_key}")
        equal([(row["id"], row["state"]) for row in found], [(instance, "COMPLETED")],
              f"instances with the business key {business_key}")
    tasks = {row["id"] for row in rest.get("/history/task?finished=true")}
    equal(ledger.completed - tasks, set(), "acknowledged completions of user tasks that history does not know")
    for instance in ledger.instances.values():
        ways = sorted(row["activityId"] for row in rest.get(f"/history/activity-instance?processInstanceId={instance}"
                                                            "&finished=true"))
        equal(ways, ["begin", "decide", "end", "finish", "fork", "join", "later", "pause", "wait_for_go", "work"], f"what happened in {instance}, each once")
    equal(rest.get("/process-instance/count"), {"count": 0}, "instances left over")
    equal(rest.get("/job/count"), {"count": 0}, "jobs left over")
    equal(rest.get("/incident/count"), {"count": 0}, "incidents")


def crash(database):
    seed = int(os.environ.get("PAVANE_CRASH_SEED") or uuid.uuid4().int % 1_000_000)
    print(f"    seed {seed}", flush=True)
    chance, ledger = random.Random(seed), Ledger()
    clients = [Client(ledger, number, seed) for number in range(CLIENTS)]
    threads = [threading.Thread(target=client.run, daemon=True) for client in clients]
    server = Server(database)
    server.rest.deploy({"crash.bpmn": model("crash.bpmn")})
    ledger.now_serving(server)
    for thread in threads:
        thread.start()
    try:
        for number in range(KILLS):
            ledger.kill_after(chance.randint(5, 250))
            check(not ledger.problems, "; ".join(ledger.problems))
            if chance.random() < 0.2:
                crash_while_starting(database, chance.uniform(0.0, 0.15))
            check_database(database, f"after kill {number + 1}")
            ledger.now_serving(Server(database))
    finally:
        with ledger.lock:
            ledger.stopping = True
            ledger.lock.notify_all()
        for thread in threads:
            thread.join(60)
    try:
        check(not ledger.problems, "; ".join(ledger.problems))
        ledger.stopping = False
        for client in clients:
            client.finish()
        check_everything_is_there(ledger, ledger.server.rest)
        equal(ledger.server.stop(), 0, "the exit code")
    finally:
        ledger.server.__exit__(None, None, None)
    check_database(database, "in the end")
    print(f"    {KILLS} kills, {ledger.sent} requests, {len(ledger.instances)} instances, "
          f"{len(ledger.completed) + len(ledger.worked)} acknowledged completions")


if __name__ == "__main__":
    main([on_both_databases(crash)])
