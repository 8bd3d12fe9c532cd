#!/usr/bin/env python3
"""Running Pavane: signals, refusals, configuration, a database that goes away or is full, deploying again and deleting."""

import contextlib
import http.client
import os
import re
import signal
import subprocess
import tempfile
import time

from support import (PAVANE, Cluster, Rest, Server, check, connect, equal, in_background, main, model,
                     on_both_databases, pavane, read_line, scratch, spawn, sqlite, wait_until)

SHIP = {"workerId": "w", "maxTasks": 1, "asyncResponseTimeout": 60000, "topics": [{"topicName": "ship", "lockDuration": 1000}]}


def status_of(rest, path):
    return rest.send("GET", path, absolute=True).status


def drains(database):
    with Server(database) as server:
        rest = server.rest
        rest.deploy({"order.bpmn": model("order.bpmn")})
        poll = in_background(lambda: rest.send("POST", "/external-task/fetchAndLock", SHIP, timeout_s=60))
        wait_until(lambda: rest.metric("pavane_long_polls_waiting") == 1, "the long poll waits")
        body = b'{"businessKey":"in flight"}'
        with connect(server) as half_sent:
            half_sent.sendall(b"POST /engine-rest/process-definition/key/order/start HTTP/1.1\r\nHost: x\r\n"
                              b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body) + body[:9])
            wait_until(lambda: rest.metric("pavane_http_connections") >= 3, "the half request is there")
            stop = in_background(server.stop)
            answer = poll()
            check(answer.status == 500 and "shutdown" in answer.json["message"], f"the long poll was answered {answer}")
            reply = http.client.HTTPResponse(half_sent)
            reply.begin()
            equal(reply.status, 503, "the status of a request that is half sent")
        equal(stop(), 0, "the exit code")
    with Server(database) as server:
        found = server.rest.get("/process-instance/count?businessKey=in%20flight")
        equal(found, {"count": 0}, "instances of the request that is half sent")


def second_process_is_refused():
    with sqlite() as database, Server(database) as server:
        for arguments in (["serve", "--listen", "127.0.0.1:0"], ["db", "check"]):
            done = pavane(*arguments, "--db", database)
            check(done.returncode not in (0, 2), f"{arguments} ended with {done.returncode}")
            check("is in use by another Pavane process" in done.stderr, f"{arguments} said: {done.stderr!r}")
            equal(done.stdout, "", "its standard output")
        equal(server.rest.get("/process-instance/count"), {"count": 0}, "the first process goes on")


def only_this_machine_is_served():
    with sqlite() as database:
        done = pavane("serve", "--db", database, "--listen", "0.0.0.0:0")
        equal(done.returncode, 2, "the exit code")
        check("--insecure" in done.stderr, f"the refusal says what to do: {done.stderr!r}")
        with Server(database, ["--insecure"], listen="0.0.0.0:0") as server:
            check(server.url.startswith("http://0.0.0.0:"), server.url)
        done = pavane("serve", "--db", database, "--listen", "everywhere")
        equal(done.returncode, 2, "the exit code of an address that is none")


def configuration_comes_from_everywhere():
    with scratch() as folder:
        def path(name):
            return os.path.join(folder, name)

        with open(path("secret"), "w", encoding="utf-8") as file:
            file.write(f"sqlite:{path('secret.db')}\n")
        with open(path("pavane.conf"), "w", encoding="utf-8") as file:
            file.write(f"# the server\ndb = \"sqlite:{path('config.db')}\"\nlisten = 127.0.0.1:0\n")
        config = ["--config", path("pavane.conf")]
        cases = [("a flag", f"sqlite:{path('flag.db')}", config, {"PAVANE_DB": f"sqlite:{path('not.db')}"}, "flag.db"),
                 ("the environment", None, config, {"PAVANE_DB": f"sqlite:{path('environment.db')}"}, "environment.db"),
                 ("a secret's file", None, config, {"PAVANE_DB_FILE": path("secret")}, "secret.db"),
                 ("the configuration file", None, config, {}, "config.db")]
        for name, database, arguments, environment, expected in cases:
            with Server(database, arguments, environment, listen=None) as server:
                check(os.path.exists(path(expected)), f"{name} did not name the database")
                equal(server.stop(), 0, "the exit code")
        check(not os.path.exists(path("not.db")), "a flag comes before the environment")
        with open(path("pavane.conf"), "a", encoding="utf-8") as file:
            file.write("lisen = 127.0.0.1:1\n")
        done = pavane("serve", *config)
        equal(done.returncode, 2, "the exit code of a misspelt configuration")
        check("Line 4" in done.stderr, f"the refusal names the line: {done.stderr!r}")


def pages_of_allowed_origins_are_served():
    page = {"Origin": "https://tasks.example", "Access-Control-Request-Method": "POST"}
    allowed = {"PAVANE_CORS_ORIGINS": "http://localhost:3000,https://tasks.example"}
    for environment, expected in ((allowed, "https://tasks.example"), (None, None)):
        with Server("memory:", environment=environment) as server:
            for method, path in (("OPTIONS", "/task"), ("GET", "/task"), ("GET", "/task/nobody")):
                headers = server.rest.send(method, path, headers=page).headers
                equal(headers.get("Access-Control-Allow-Origin"), expected, f"who may read the answer of {method} {path}")


def pages_of_other_origins_change_nothing():
    foreign = {"Origin": "https://evil.example"}
    with Server("memory:", environment={"PAVANE_HOSTS": "pavane.example"}) as server:
        answer = server.rest.send("POST", "/message", {"messageName": "x"}, headers=foreign)
        check(answer.status == 403 and "--cors-origins" in answer.json["message"], f"a page was answered {answer}")
        equal(server.rest.send("GET", "/task", headers=foreign).status, 200, "what changes nothing")
        equal(server.rest.send("POST", "/message", {"messageName": "x"}).status, 400, "a program that sends no Origin")
        for host, status in (("pavane.example", b"200"), ("evil.example", b"403"), ("localhost:1", b"200")):
            with connect(server) as raw:
                raw.sendall(f"GET /engine-rest/engine HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
                equal(raw.recv(12)[9:], status, f"the status for the Host {host}")


def goes_on_after_it_was_stopped():
    with Server("memory:") as server:
        os.kill(server.process.pid, signal.SIGSTOP)
        os.kill(server.process.pid, signal.SIGCONT)
        equal(server.rest.get("/process-instance/count"), {"count": 0}, "an answer after it was stopped and continued")
        equal(server.stop(), 0, "the exit code, so it ran until now")


def database_goes_away():
    with Cluster() as cluster, Server(cluster.new_database()) as server:
        rest = server.rest
        rest.deploy({"order.bpmn": model("order.bpmn"), "clock.bpmn": model("clock.bpmn")})
        instance = rest.start("order")["id"]
        task = rest.tasks(instance)[0]["id"]
        poll = in_background(lambda: rest.send("POST", "/external-task/fetchAndLock",
                                               {**SHIP, "asyncResponseTimeout": 200}))
        cluster.stop()
        check(poll().status in (200, 503), "the long poll over the outage")
        for method, path, body in (("POST", f"/task/{task}/complete", {}),
                                   ("POST", "/process-definition/key/order/start", {}),
                                   ("GET", "/task", None), ("GET", "/history/process-instance", None),
                                   ("POST", "/message", {"messageName": "order placed"}),
                                   ("POST", "/external-task/fetchAndLock", {**SHIP, "asyncResponseTimeout": 0})):
            answer = rest.send(method, path, body)
            equal(answer.status, 503, f"{method} {path} without a database: {answer}")
            check(int(answer.headers["Retry-After"]) > 0, "Retry-After is a number of seconds")
            check(answer.json["message"], "the 503 says what happened")
        wait_until(lambda: status_of(rest, "/readyz") == 503, "/readyz says that the database is away")
        equal(status_of(rest, "/livez"), 200, "/livez without a database")
        cluster.start()
        wait_until(lambda: status_of(rest, "/readyz") == 200, "/readyz says that the database is back")
        wait_until(lambda: rest.send("GET", "/task").status == 200, "reading works again")
        wait_until(lambda: rest.send("POST", f"/task/{task}/complete", {}).status == 204, "the task can be completed")
        equal(rest.get("/process-instance/count"), {"count": 1}, "no instance was started during the outage")
        shipped = wait_until(lambda: rest.post("/external-task/fetchAndLock", {**SHIP, "asyncResponseTimeout": 0}),
                             "the external task")
        rest.post(f"/external-task/{shipped[0]['id']}/complete", {"workerId": "w"})
        equal(rest.state_of(instance), "COMPLETED", "the instance")


@contextlib.contextmanager
def small_disk(megabytes):
    with scratch() as folder:
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder], capture_output=True,
                              check=False)
        if done.returncode != 0:
            yield None
            return
        try:
            yield folder
        finally:
            subprocess.run(["umount", "-l", folder], check=True)


def disk_is_full():
    with small_disk(8) as folder:
        if not folder:
            print("    skipped: only root can make a small disk")
            return
        database = f"sqlite:{folder}/pavane.db"
        ballast = os.path.join(folder, "ballast")
        with open(ballast, "wb") as file:
            file.write(bytes(2 << 20))
        with Server(database) as server:
            rest = server.rest
            rest.deploy({"order.bpmn": model("order.bpmn")})
            started = []
            for number in range(2000):
                answer = rest.send("POST", "/process-definition/key/order/start",
                                   {"businessKey": f"k{number}", "variables": {"text": {"value": "x" * 3900}}})
                if answer.status != 200:
                    break
                started.append(answer.json["id"])
            check(answer.status in (503, 507), f"a start on a full disk was answered {answer}")
            print(f"    {len(started)} instances, then {answer.status}: {answer.json['message']}")
            equal(rest.get("/process-instance/count"), {"count": len(started)}, "instances on the full disk")
            equal(status_of(rest, "/livez"), 200, "/livez on a full disk")
            os.remove(ballast)
            wait_until(lambda: rest.send("POST", "/process-definition/key/order/start", {}).status == 200,
                       "it goes on when there is room again")
            server.kill()
        with Server(database) as server:
            found = {row["id"] for row in server.rest.get("/process-instance")}
            equal(set(started) - found, set(), "acknowledged instances that are gone")
            equal(len(found), len(started) + 1, "instances")
            equal(server.stop(), 0, "the exit code")
        done = pavane("db", "check", "--db", database)
        equal(done.returncode, 0, f"pavane db check: {done.stdout}{done.stderr}")


def serve_waits_for_its_database():
    with Cluster() as cluster, tempfile.TemporaryFile() as log:
        database = cluster.new_database()
        cluster.stop()

        def log_text():
            log.seek(0)
            return log.read().decode()

        process = spawn([PAVANE, "serve", "--db", database, "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE, stderr=log)
        try:
            waiting = r'message="waiting for the database" reason="(.*)" listen="127.0.0.1:(\d+)"'
            wait_until(lambda: re.search(waiting, log_text()), "the log says what is waited for")
            reason, port = re.search(waiting, log_text()).groups()
            check("PostgreSQL cannot be reached" in reason and ("refused" in reason or "No such file" in reason), reason)
            rest = Rest(f"http://127.0.0.1:{port}/engine-rest")
            equal(status_of(rest, "/livez"), 200, "/livez")
            equal(status_of(rest, "/readyz"), 503, "/readyz")
            for method, body in (("GET", None), ("POST", {"variables": {"text": {"value": "x" * 100_000}}})):
                answer = rest.send(method, "/task", body)
                equal(answer.status, 503, f"{method} without a database: {answer}")
                check(int(answer.headers["Retry-After"]) > 0 and answer.json["message"], "when to come again")
            cluster.start()
            check(read_line(process.stdout).startswith("ready "), "it serves when the database is there")
            equal(log_text().count("waiting for the database"), 1, "a reason that stays is told once")
            process.terminate()
            equal(process.wait(30), 0, "the exit code")
            cluster.stop()
            process = spawn([PAVANE, "serve", "--db", database, "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE, stderr=log)
            wait_until(lambda: log_text().count("waiting for the database") == 2, "it waits again")
            process.terminate()
            equal(process.wait(30), 0, "the exit code of a server that has waited in vain")
        finally:
            process.kill()
            process.wait()
            process.stdout.close()


def save(path, content):
    """As editors do it, so that nobody reads half a file."""
    with open(path + ".new", "wb") as file:
        file.write(content)
    os.replace(path + ".new", path)


def next_line(server, *beginnings):
    """The next line of dev's standard output that begins so."""
    while True:
        line = server.read_line()
        check(line, "dev ended")
        if line.startswith(beginnings):
            return line


def dev_says_what_a_saved_file_is():
    with scratch() as folder:
        a, b = os.path.join(folder, "a.bpmn"), os.path.join(folder, "b.bpmn")
        first = model("order.bpmn")
        second = first.replace(b'name="Approve"', b'name="Look at"')
        save(a, first)

        def saved(path, content, expected):
            save(path, content)
            line = next_line(server, "deployed ", "unchanged ")
            check(line.startswith(expected), f"expected {expected!r}: {line!r}")

        with Server(None, verb="dev", operands=[a], cwd=folder) as server:
            check(next_line(server, "deployed ").startswith("deployed order version 1 from a.bpmn"), "the first version")
            check(f"{server.url}/process-definition/key/order/start" in server.read_line(), "how it is started")
            save(a, b"<definitions")
            wait_until(lambda: "is not deployed" in server.log_text(), "a broken file is refused in words")
            saved(a, first, "unchanged order version 1 from a.bpmn")
            check(f"{server.url}/process-definition/key/order/start" in server.read_line(), "how it is started")
            server.rest.deploy({"elsewhere.bpmn": second})
            saved(a, first, "deployed order version 3 from a.bpmn")
            server.rest.deploy({"elsewhere.bpmn": second})
            equal(server.stop(), 0, "the exit code")
        with Server(None, verb="dev", operands=[a], cwd=folder) as server:
            check(next_line(server, "deployed ").startswith("deployed order version 5 from a.bpmn"), "newest at the start")
            equal(server.stop(), 0, "the exit code")
        save(b, second)
        with Server(None, verb="dev", operands=[folder], cwd=folder) as server:
            check(next_line(server, "unchanged ").startswith("unchanged order version 5 from a.bpmn"), "the first file")
            check(next_line(server, "deployed ").startswith("deployed order version 6 from b.bpmn"), "the second file")
            equal(server.stop(), 0, "the exit code")
        with Server(None, verb="dev", operands=[folder], cwd=folder) as server:
            check(next_line(server, "unchanged ").startswith("unchanged order version 5"), "both rest: the first")
            check("version 6, from b.bpmn" in next_line(server, "  but"), "what starts is named")
            check(next_line(server, "unchanged ").startswith("unchanged order version 6"), "both rest: the second")
            saved(a, first, "deployed order version 7 from a.bpmn")
            equal(server.stop(), 0, "the exit code")


def file_may_not_grow():
    """The limit of file sizes (ulimit -f), which is met within a commit and leaves room for a few bytes."""
    with scratch() as folder:
        limit = ("prlimit", "--fsize=2000000:unlimited")
        with Server(f"sqlite:{folder}/pavane.db", limits=limit) as server:
            rest = server.rest
            rest.deploy({"order.bpmn": model("order.bpmn")})

            def start():
                return rest.send("POST", "/process-definition/key/order/start",
                                 {"variables": {"text": {"value": "x" * 3900}}})

            answer = wait_until(lambda: (given := start()).status != 200 and given, "the file does not grow any more")
            equal(answer.status, 507, f"the status of {answer}")
            started = rest.get("/process-instance/count")
            wait_until(lambda: status_of(rest, "/readyz") == 503, "/readyz while nothing can be written")
            for _ in range(30):
                equal((start().status, status_of(rest, "/readyz")), (507, 503), "a start, and /readyz, on a full file")
            equal(rest.get("/process-instance/count"), started, "instances on the full file")
            subprocess.run(["prlimit", f"--pid={server.process.pid}", "--fsize=unlimited"], check=True)
            wait_until(lambda: status_of(rest, "/readyz") == 200, "/readyz when the file may grow again")
            equal(start().status, 200, "a start when the file may grow again")


def dev_deploys_what_is_saved():
    with scratch() as folder:
        order, clock = os.path.join(folder, "a.bpmn"), os.path.join(folder, "b.bpmn")
        save(order, model("order.bpmn"))
        with Server(None, verb="dev", operands=[folder], cwd=folder) as server:
            check(os.path.exists(os.path.join(folder, ".pavane", "pavane.db")), "the database is in ./.pavane")

            def next_deployed():
                return next_line(server, "deployed ")

            check(next_deployed().startswith("deployed order version 1"), "the first version")
            # Both are looked at in one round, in the order of their names.
            save(order, model("order.bpmn"))
            save(clock, model("clock.bpmn"))
            check(next_deployed().startswith("deployed clock version 1"), "an unchanged file makes no version")
            save(order, model("order.bpmn").replace(b'name="Approve"', b'name="Look at"'))
            check(next_deployed().startswith("deployed order version 2"), "a changed file makes version 2")
            definitions = server.rest.get("/process-definition?key=order&sortBy=version&sortOrder=asc")
            equal([item["version"] for item in definitions], [1, 2], "the versions")
            result = server.rest.post("/message", {"messageName": "order placed", "resultEnabled": True})
            equal(result[0]["processInstance"]["definitionId"], definitions[1]["id"], "the message starts version 2")
            save(order, b"<definitions")
            wait_until(lambda: "is not deployed" in server.log_text(), "a broken file is refused in words")
            equal(server.rest.get("/process-definition/count?key=order"), {"count": 2}, "versions after a broken save")
            equal(server.stop(), 0, "the exit code")


def starts_move_with_the_version(database):
    with Server(database) as server:
        rest = server.rest
        rest.deploy({"clock.bpmn": model("clock.bpmn"), "order.bpmn": model("order.bpmn")})
        first = [job["processDefinitionId"] for job in rest.get("/job")]
        equal(len(first), 1, "timer starts")
        second = rest.deploy({"clock.bpmn": model("clock.bpmn").replace(b"R/P1D", b"R/P2D")})
        definition = next(iter(second["deployedProcessDefinitions"]))
        equal([job["processDefinitionId"] for job in rest.get("/job")], [definition], "the timer start of version 2")
        other = model("order.bpmn").replace(b'process id="order"', b'process id="rival"')
        answer = rest.deploy_answer({"rival.bpmn": other}, {"deployment-name": "rival"})
        check(answer.status == 400 and "order placed" in answer.json["message"],
              f"the same message start in another definition was answered {answer}")
        equal(rest.get("/process-definition/count?key=rival"), {"count": 0}, "definitions of the refused deployment")
        rest.deploy({"rival.bpmn": other}, {"tenant-id": "elsewhere"})
        rest.delete(f"/deployment/{second['id']}")
        equal([job["processDefinitionId"] for job in rest.get("/job")], first, "the timer start of version 1 again")


def deleting_needs_cascade(database):
    with Server(database) as server:
        rest = server.rest
        deployment = rest.deploy({"order.bpmn": model("order.bpmn")})["id"]
        instance = rest.start("order", {"n": 1})["id"]
        answer = rest.send("DELETE", f"/deployment/{deployment}")
        check(answer.status >= 400 and "cascade" in answer.json["message"], f"deleting what runs was answered {answer}")
        equal([task["processInstanceId"] for task in rest.tasks(instance)], [instance], "the task of the instance")
        task = rest.tasks(instance)[0]["id"]
        rest.delete(f"/deployment/{deployment}?cascade=true")
        for path in (f"/process-instance/{instance}", f"/task/{task}", f"/deployment/{deployment}",
                     f"/history/process-instance/{instance}"):
            equal(rest.send("GET", path).status, 404, f"{path} after deleting with cascade")
        check(rest.send("POST", f"/task/{task}/complete", {}).status >= 400, "a task that is gone cannot be completed")
        equal(rest.send("POST", "/process-definition/key/order/start", {}).status, 404, "starting what is gone")
        equal(server.stop(), 0, "the exit code")
    done = pavane("db", "check", "--db", database)
    equal(done.returncode, 0, f"pavane db check: {done.stdout}{done.stderr}")


def first_answer_is_measured(database):
    with Server(database) as server:
        server.rest.deploy({"order.bpmn": model("order.bpmn")})
        equal(server.stop(), 0, "the exit code")
    began = time.monotonic()
    with Server(database) as server:
        equal(server.rest.get("/process-definition/count"), {"count": 1}, "definitions")
        elapsed_ms = (time.monotonic() - began) * 1000
        resident_mb = server.rest.metric("process_resident_memory_bytes") / 1e6
        print(f"    from the start to the first answer {elapsed_ms:.0f} ms, resident {resident_mb:.0f} MB")


def the_demo_can_be_finished():
    with scratch() as folder, Server(None, ["--demo"], verb="dev", cwd=folder) as server:
        rest = server.rest
        check(next_line(server, "deployed ").startswith("deployed demo-order version 1"), "the demo is deployed")
        instances = {amount: rest.start("demo-order", {"amount": amount})["id"] for amount in (50, 500)}
        approve = rest.tasks(instances[500])[0]
        equal(approve["name"], "Approve order of 500", "the task of a large order")
        rest.complete(approve["id"])
        for task in rest.post("/external-task/fetchAndLock", {**SHIP, "maxTasks": 2, "asyncResponseTimeout": 0}):
            rest.post(f"/external-task/{task['id']}/complete", {"workerId": SHIP["workerId"]})
        equal([rest.state_of(instance) for instance in instances.values()], ["COMPLETED"] * 2, "the orders")
        equal(server.stop(), 0, "the exit code")


STUCK = b"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
    targetNamespace="e2e"><process id="stuck" isExecutable="true">
  <startEvent id="start"/><sequenceFlow id="a" sourceRef="start" targetRef="calc"/>
  <exclusiveGateway id="calc" camunda:asyncBefore="true" camunda:failedJobRetryTimeCycle="R1/PT0S"/>
  <sequenceFlow id="b" sourceRef="calc" targetRef="end"><conditionExpression>${nothing + 1}</conditionExpression></sequenceFlow>
  <endEvent id="end"/></process></definitions>"""


CALLS_STUCK = b"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="e2e">
  <process id="caller" isExecutable="true"><startEvent id="start"/><sequenceFlow id="a" sourceRef="start" targetRef="call"/>
  <callActivity id="call" calledElement="stuck"/></process></definitions>"""


def incidents_are_logged():
    opened = r'time=(\S+?)\.\d+\S* level=warn message="an incident has opened" process="stuck" element="calc" instance="(.*?)" reason="(.*?)"'
    with scratch() as folder, sqlite() as database, Server(database) as server:
        path = os.path.join(folder, "stuck.bpmn")
        save(path, STUCK)
        done = pavane("run", path, "--await", "--url", server.url, "--var", "secret=4711")
        equal((done.returncode, done.stdout), (1, ""), f"a run that an incident stops: {done.stderr}")
        incident = server.rest.get("/incident")[0]
        check(f"stopped by an incident at 'calc': {incident['incidentMessage']}" in done.stderr, done.stderr)
        save(path, CALLS_STUCK)
        called = pavane("run", path, "--await", "--url", server.url)
        check(called.returncode == 1 and "stopped by an incident at 'calc'" in called.stderr, f"in a call: {called.stderr}")
        line = wait_until(lambda: re.search(opened, server.log_text()), "the incident is in the log")
        equal(line[2], incident["processInstanceId"], "the instance in the log")
        check("nothing" in line[3] and "4711" not in server.log_text(), f"its reason: {line[3]!r}")
        for _ in range(60):
            server.rest.start("stuck")
        wait_until(lambda: server.rest.get("/incident/count") == {"count": 62}, "all of them are stuck")
        equal(server.stop(), 0, "the exit code")
        server.log.seek(0)
        log = server.log.read().decode()
        seconds = [line[0] for line in re.findall(opened, log)]
        check(max(map(seconds.count, seconds)) <= 10, f"at most ten lines a second: {seconds}")
        check(len(seconds) == 62 or "more incidents open than are logged" in log, f"what is not logged is said: {log}")


if __name__ == "__main__":
    main([on_both_databases(drains), second_process_is_refused, only_this_machine_is_served,
          configuration_comes_from_everywhere, pages_of_allowed_origins_are_served,
          pages_of_other_origins_change_nothing, goes_on_after_it_was_stopped, database_goes_away, serve_waits_for_its_database, disk_is_full,
          file_may_not_grow, incidents_are_logged, the_demo_can_be_finished, dev_deploys_what_is_saved, dev_says_what_a_saved_file_is,
          on_both_databases(starts_move_with_the_version), on_both_databases(deleting_needs_cascade),
          on_both_databases(first_answer_is_measured)])
