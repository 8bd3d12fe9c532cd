#!/usr/bin/env python3
"""The verbs of the command line: exit codes, and what they say of files, of a server and of a database."""

import os
import re
import socket

from support import Server, check, equal, main, model, pavane, scratch, sqlite

IDLE = model("order.bpmn").replace(b'isExecutable="true"', b'isExecutable="false"')
WRONG = model("order.bpmn").replace(b'targetRef="ship"', b'targetRef="nobody"')
JAVA = model("order.bpmn").replace(b'camunda:type="external" camunda:topic="ship"', b'camunda:class="com.example.Ship"')


def save(folder, name, content):
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        file.write(content)
    return path


def exit_codes_of_check():
    with scratch() as folder:
        names = {name: save(folder, name + ".bpmn", content)
                 for name, content in (("good", model("order.bpmn")), ("broken", b"<definitions"), ("wrong", WRONG))}
        for arguments, code in (([names["good"]], 0), ([], 2), (["--format", "yaml", names["good"]], 2),
                                (["--no-such-option"], 2), ([os.path.join(folder, "none.bpmn")], 3),
                                ([names["broken"]], 6), ([names["wrong"]], 6), ([names["good"], names["wrong"]], 6)):
            done = pavane("check", *arguments)
            equal(done.returncode, code, f"pavane check {arguments}: {done.stdout}{done.stderr}")
        done = pavane("check", os.path.join(folder, "none.bpmn"), names["good"])
        check(done.returncode == 3 and "process order" in done.stdout, f"the others are looked at: {done.stdout}")


def exit_codes_of_clients():
    with scratch() as folder, sqlite() as database, Server(database) as server:
        order, wrong = save(folder, "order.bpmn", model("order.bpmn")), save(folder, "wrong.bpmn", b"<definitions")
        none = os.path.join(folder, "none.bpmn")
        with socket.socket() as unused:  # bound and not listening: connecting is refused
            unused.bind(("127.0.0.1", 0))
            nobody = f"http://127.0.0.1:{unused.getsockname()[1]}/engine-rest"
            for arguments, code, url in ((["deploy", order], 0, server.url), (["deploy"], 2, server.url),
                                         (["deploy", none], 3, server.url), (["deploy", wrong], 6, server.url),
                                         (["deploy", order], 1, nobody), (["run", order], 0, server.url),
                                         (["run", "order", "--var", "n=1"], 0, server.url), (["run"], 2, server.url),
                                         (["run", "order", "--var", "n"], 2, server.url),
                                         (["run", "order", "--var", "n={1"], 2, server.url),
                                         (["run", "order", "--var", 'n="{1"'], 0, server.url),
                                         (["run", "order", "--timeout", "5x"], 2, server.url),
                                         (["run", none], 3, server.url),
                                         (["run", "order", "--vars", "@" + none], 3, server.url),
                                         (["run", "order", "--vars", "[1]"], 2, server.url),
                                         (["run", "nothing"], 3, server.url), (["run", "order"], 1, nobody),
                                         (["run", "order", "--await", "--timeout", "1"], 7, server.url)):
                done = pavane(*arguments, "--url", url)
                equal(done.returncode, code, f"pavane {arguments}: {done.stdout}{done.stderr}")
                check(code == 0 or done.stderr, f"pavane {arguments} says why on standard error")
        equal(server.rest.get("/process-instance/count"), {"count": 4}, "instances started by run")
        for arguments, code in ((["version"], 0), (["no-such-verb"], 2), ([], 2), (["serve", "--help"], 0),
                                (["db"], 2), (["db", "check", "--db", f"sqlite:{none}"], 3),
                                (["db", "check", "--db", "nowhere:1"], 2), (["db", "migrate", "--db", "sqlite:"], 2),
                                (["serve", "--db", "mysql://me:secret@host/db"], 2),
                                (["serve", "--config", none], 3), (["feel", "1", "--context", none], 3)):
            done = pavane(*arguments)
            equal(done.returncode, code, f"pavane {arguments}")
            check("secret" not in done.stderr, "a password is not repeated")


def what_the_server_says_of_files_is_printed():
    with scratch() as folder, sqlite() as database, Server(database) as server:
        def deploy(verb, *words):
            done = pavane(verb, *words, "--url", server.url)
            return done.returncode, done.stdout, done.stderr

        for verb in ("deploy", "run"):
            java = save(folder, f"{verb}.bpmn", JAVA)
            line = re.escape(java) + r":\d+:\d+: warning: .*com\.example\.Ship.* \[java-offered-as-external-task\]"
            code, out, said = deploy(verb, java)
            equal(code, 0, f"the exit code of {verb}: {said}")
            check(re.search(line, said) and "warning" not in out, f"{verb} prints the warning: {said!r}")
        before = server.rest.get("/process-definition/count")
        equal(deploy("run", java)[0], 0, "the exit code of running the same file again")
        equal(server.rest.get("/process-definition/count"), before, "versions, since the file is as it was")
        for name, content, words in (("wrong.bpmn", WRONG, r":11:5: error: .*'nobody'.* \[flow-without-end\]"),
                                     ("broken.bpmn", b"<definitions", r":1:\d+: error: .*XML.* \[xml-unreadable\]")):
            path = save(folder, name, content)
            for verb in ("deploy", "run"):
                code, out, said = deploy(verb, path)
                equal((code, out), (6, ""), f"{verb} {name}")
                check(re.search(re.escape(path) + words, said), f"{verb} {name} names the place: {said!r}")
                check("Nothing is deployed" in said and "ENGINE-" not in said, f"{verb} {name}: {said!r}")
        idle, note = save(folder, "idle.bpmn", IDLE), save(folder, "note.txt", b"a note")
        code, out, said = deploy("deploy", idle, note)
        equal((code, out), (0, ""), "a file that holds nothing to start")
        check("Nothing in it can be started" in said and "note.txt is kept" in said, said)
        code, out, said = deploy("run", idle)
        check(code == 6 and "isExecutable" in said, f"run of a file that holds nothing to start: {code} {said}")
        order = save(folder, "order.bpmn", model("order.bpmn").replace(b"order placed", b"another message"))
        equal(deploy("deploy", order, "--changed-only")[0], 0, "the exit code")
        code, out, said = deploy("deploy", order, "--changed-only")
        check(code == 0 and "Nothing is new" in said and re.search(r"order\.bpmn +process +order +\d", out), said + out)


def folders_stand_for_the_models_in_them():
    with scratch() as folder, sqlite() as database, Server(database) as server:
        models = os.path.join(folder, "models")
        os.mkdir(models)
        equal(pavane("deploy", models, "--url", server.url).returncode, 3, "an empty folder")
        for name, content in (("b.bpmn", model("order.bpmn")), ("a.bpmn", model("clock.bpmn")), ("note.txt", b"a note")):
            save(models, name, content)
        done = pavane("deploy", models + "/", "--url", server.url)
        equal(done.returncode, 0, f"pavane deploy FOLDER: {done.stderr}")
        equal(sorted(line.split()[0] for line in done.stdout.splitlines()[1:]), ["a.bpmn", "b.bpmn"], "what is deployed")
        equal([each["name"] for each in server.rest.get("/deployment")], ["models"], "deployments")
        done = pavane("check", models)
        equal(done.returncode, 0, f"pavane check FOLDER: {done.stderr}")
        check("a.bpmn: process clock" in done.stdout and "b.bpmn: process order" in done.stdout, done.stdout)


def a_server_is_found_without_its_path():
    with sqlite() as database, Server(database) as server:
        server.rest.deploy({"order.bpmn": model("order.bpmn")})
        root = server.url.removesuffix("/engine-rest")
        for url in (root, root + "/", server.url + "/"):
            done = pavane("run", "order", "--url", url)
            equal(done.returncode, 0, f"pavane run --url {url}: {done.stderr}")
        done = pavane("run", "order", environment={"CAMUNDA_URL": root})
        equal(done.returncode, 0, f"the server named by CAMUNDA_URL: {done.stderr}")
        done = pavane("run", "order", "--url", root + "/elsewhere")
        check(done.returncode != 0 and done.stderr, "another path is kept as it is")


def a_run_that_goes_on_is_named():
    with sqlite() as database, Server(database) as server:
        server.rest.deploy({"order.bpmn": model("order.bpmn")})
        done = pavane("run", "order", "--await", "--timeout", "1", "--url", server.url)
        equal((done.returncode, done.stdout), (7, ""), "a run that does not end")
        instance = server.rest.get("/process-instance")[0]["id"]
        check(instance in done.stderr and f"curl {server.url}/process-instance/{instance}/" in done.stderr, done.stderr)


def help_is_found_either_way():
    for verb in ("deploy", "dmn", "serve"):
        equal(pavane("help", verb).stdout, pavane(verb, "--help").stdout, f"pavane help {verb}")
        check(f"pavane {verb}" in pavane("help", verb).stdout, f"pavane help {verb} tells of it")
    done = pavane("help", "nothing")
    check(done.returncode == 2 and "'nothing'" in done.stderr, f"help of no verb: {done.stderr}")


def why_postgresql_does_not_answer_is_said():
    with scratch() as folder:
        done = pavane("db", "check", "--db", f"postgresql://nobody@/none?host={folder.replace('/', '%2F')}")
        equal(done.returncode, 1, "the exit code")
        check("No such file" in done.stderr and done.stderr.count("\n") == 1, f"the reason, on one line: {done.stderr!r}")


if __name__ == "__main__":
    main([exit_codes_of_check, exit_codes_of_clients, what_the_server_says_of_files_is_printed,
          folders_stand_for_the_models_in_them,
          a_server_is_found_without_its_path, a_run_that_goes_on_is_named, help_is_found_either_way,
          why_postgresql_does_not_answer_is_said])
