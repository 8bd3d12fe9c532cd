#!/usr/bin/env python3
"""Running Pavane: signals, refusals, configuration, a database that goes away or is full, deploying again and deleting."""

import contextlib
import http.client
import os
import socket
import subprocess
import time

from support import (Cluster, Server, check, connect, equal, in_background, main, model,
                     on_both_databases, pavane, scratch, sqlite, wait_until)

SHIP = {"workerId": "w", "maxTasks": 1, "asyncResponseTimeout": 60000, "topics": [{"topicName": "ship", "lockDuration": 1000}]}


def metric(rest, name):
    text = rest.send("GET", "/metrics", absolute=True).body.decode()
    return next(float(line.split()[1]) for line in text.splitlines() if line.startswith(name + " "))


def status_of(rest, path):
    return rest.send("GET", path, absolute=True).status


def drains(database):
    with Server(database) as server:
        rest = server.rest
        rest.deploy({"order.bpmn": model("order.bpmn")})
        poll = in_background(lambda: rest.send("POST", "/external-task/fetchAndLock", SHIP, timeout_s=60))
        wait_until(lambda: metric(rest, "pavane_long_polls_waiting") == 1, "the long poll waits")
        body = b'{"businessKey":"in flight"}'
        with connect(server) as half_sent:
            half_sent.sendall(b"POST /engine-rest/process-definition/key/order/start HTTP/1.1\r\nHost: x\r\n"
                              b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body) + body[:9])
            wait_until(lambda: metric(rest, "pavane_http_connections") >= 3, "the half request is there")
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

        def save(path, content):
            with open(path + ".new", "wb") as file:
                file.write(content)
            os.replace(path + ".new", path)

        save(order, model("order.bpmn"))
        with Server(None, verb="dev", operands=[folder], cwd=folder) as server:
            check(os.path.exists(os.path.join(folder, ".pavane", "pavane.db")), "the database is in ./.pavane")

            def next_deployed():
                while True:
                    line = server.read_line()
                    check(line, "dev ended")
                    if line.startswith("deployed "):
                        return line

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
        resident_mb = metric(server.rest, "process_resident_memory_bytes") / 1e6
        print(f"    from the start to the first answer {elapsed_ms:.0f} ms, resident {resident_mb:.0f} MB")


def exit_codes_of_check():
    with scratch() as folder:
        names = {}
        for name, content in (("good", model("order.bpmn")), ("broken", b"<definitions"),
                              ("wrong", model("order.bpmn").replace(b'targetRef="ship"', b'targetRef="nobody"'))):
            names[name] = os.path.join(folder, name + ".bpmn")
            with open(names[name], "wb") as file:
                file.write(content)
        for arguments, code in (([names["good"]], 0), ([], 2), (["--format", "yaml", names["good"]], 2),
                                (["--no-such-option"], 2), ([os.path.join(folder, "none.bpmn")], 3),
                                ([names["broken"]], 6), ([names["wrong"]], 6), ([names["good"], names["wrong"]], 6)):
            done = pavane("check", *arguments)
            equal(done.returncode, code, f"pavane check {arguments}: {done.stdout}{done.stderr}")


def exit_codes_of_clients():
    with scratch() as folder, sqlite() as database, Server(database) as server:
        def save(name, content):
            path = os.path.join(folder, name)
            with open(path, "wb") as file:
                file.write(content)
            return path

        order, wrong = save("order.bpmn", model("order.bpmn")), save("wrong.bpmn", b"<definitions")
        none = os.path.join(folder, "none.bpmn")
        with socket.socket() as unused:  # bound and not listening: connecting is refused
            unused.bind(("127.0.0.1", 0))
            nobody = f"http://127.0.0.1:{unused.getsockname()[1]}/engine-rest"
            for arguments, code, url in ((["deploy", order], 0, server.url), (["deploy"], 2, server.url),
                                         (["deploy", none], 3, server.url), (["deploy", wrong], 6, server.url),
                                         (["deploy", order], 1, nobody), (["run", order], 0, server.url),
                                         (["run", "order", "--var", "n=1"], 0, server.url), (["run"], 2, server.url),
                                         (["run", "order", "--var", "n"], 2, server.url),
                                         (["run", "nothing"], 3, server.url), (["run", "order"], 1, nobody),
                                         (["run", "order", "--await", "--timeout", "1"], 7, server.url)):
                done = pavane(*arguments, "--url", url)
                equal(done.returncode, code, f"pavane {arguments}: {done.stdout}{done.stderr}")
                check(code == 0 or done.stderr, f"pavane {arguments} says why on standard error")
        equal(server.rest.get("/process-instance/count"), {"count": 3}, "instances started by run")
        for arguments, code in ((["version"], 0), (["no-such-verb"], 2), ([], 2), (["serve", "--help"], 0),
                                (["db"], 2), (["db", "check", "--db", f"sqlite:{none}"], 3)):
            equal(pavane(*arguments).returncode, code, f"pavane {arguments}")


if __name__ == "__main__":
    main([on_both_databases(drains), second_process_is_refused, only_this_machine_is_served,
          configuration_comes_from_everywhere, database_goes_away, disk_is_full, file_may_not_grow,
          dev_deploys_what_is_saved,
          on_both_databases(starts_move_with_the_version), on_both_databases(deleting_needs_cascade),
          on_both_databases(first_answer_is_measured), exit_codes_of_check, exit_codes_of_clients])
