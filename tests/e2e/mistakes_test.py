#!/usr/bin/env python3
"""What is often got wrong at first: each ends at once, with one sentence that says what to do, and the documented exit code."""

import json
import os
import re
import resource
import shlex
import subprocess

from support import (MODELS, PAVANE, Cluster, Server, check, equal, in_background, main, model, pavane, scratch, spawn, sqlite,
                     wait_until)

ORDER = model("order.bpmn")
NOBODY = 65534


def save(folder, name, content):
    path = os.path.join(folder, name)
    with open(path + ".new", "wb") as file:
        file.write(content)
    os.replace(path + ".new", path)  # whoever watches never reads half of it
    return path


def refused(words, code, *sentences, **options):
    done = pavane(*words, **options)
    said = done.stderr
    equal(done.returncode, code, f"pavane {words}: {done.stdout}{said}")
    check(said.count("\n") == 1 and ".." not in said.replace("/..", ""), f"pavane {words} says one sentence: {said!r}")
    for sentence in sentences:
        check(sentence in said, f"pavane {words} says {sentence!r}: {said!r}")
    return said


def may_not(*words):
    """The verb as a user who owns nothing here; nothing where that user cannot be."""
    if os.getuid() != 0 or subprocess.run([PAVANE, "version"], user=NOBODY, capture_output=True, check=False).returncode:
        print("    skipped: only root can be somebody else, who must be able to run the program")
        return None
    return subprocess.run([PAVANE, *words], user=NOBODY, group=NOBODY, extra_groups=[], capture_output=True, text=True,
                          timeout=60, check=False)


def files_that_are_no_database():
    with scratch() as folder:
        note = save(folder, "note.db", b"a note that is no database\n")
        for words in (["serve", "--listen", "127.0.0.1:0"], ["db", "check"], ["db", "migrate"]):
            refused([*words, "--db", f"sqlite:{note}"], 1, "is no SQLite database")
            refused([*words, "--db", f"sqlite:{folder}"], 1, "is a folder")
        equal(os.listdir(folder), ["note.db"], "files beside it")
        check(not os.path.exists(folder + ".lock"), "nothing is left beside the folder")
        refused(["db", "migrate", "--db", f"sqlite:{folder}/none.db"], 3, "There is no file", "pavane serve")
        equal(os.listdir(folder), ["note.db"], "no database is made")
        refused(["db", "check", "--db", "memory:"], 2, "nothing to check")
        empty = save(folder, "empty.db", b"")
        refused(["db", "check", "--db", f"sqlite:{empty}"], 1, "no Pavane schema", "pavane db migrate")
        done = pavane("db", "migrate", "--db", f"sqlite:{empty}")
        equal(done.returncode, 0, f"migrating an empty file: {done.stderr}")
        equal(pavane("db", "check", "--db", f"sqlite:{empty}").returncode, 0, "then it can be checked")
        os.chmod(folder, 0o755)
        os.chmod(empty, 0o444)
        done = may_not("serve", "--listen", "127.0.0.1:0", "--db", f"sqlite:{empty}")
        if done:
            check(done.returncode == 1 and "Permission denied" in done.stderr, f"a file of others: {done.stderr!r}")


def urls_that_are_none():
    for url, sentence in (("postgresql://u:abc/x", "no number from 1 to 65535"),
                          ("postgresql://u:secret@h:0/x", "no number from 1 to 65535"),
                          ("postgresql:///pavane?foo=bar", '"foo"'), ("postgresql://[::1/x", "Write postgresql://"),
                          ("postgresql://u:sec%ret@h/x", "Write postgresql://"), ("sqlite:", "Write sqlite:PATH")):
        for words in (["serve", "--listen", "127.0.0.1:0"], ["db", "check"]):
            said = refused([*words, "--db", url], 2, sentence)
            check("sec" not in said, f"a password is not repeated: {said!r}")


def origins_that_are_none():
    for origin in ("*", "null", "tasks.example", "https://tasks.example/", "https://a.example, https://b.example"):
        refused(["serve", "--listen", "127.0.0.1:0", "--db", "memory:", "--cors-origins", origin], 2, "is not an origin")
    for host in ("*", "https://tasks.example", "tasks.example:443", "A.example", "a.example, b.example"):
        refused(["serve", "--listen", "127.0.0.1:0", "--db", "memory:", "--hosts", host], 2, "is not the name of a host")


def words_that_are_nearly_right():
    refused(["serv"], 2, "did you mean 'serve'?")
    refused(["serve", "-p", "8080"], 2, "no option -p", "written out")
    refused(["serve", "--lsten", "x"], 2, "did you mean 'listen'?")
    refused(["version"], 2, "did you mean 'PAVANE_LISTEN'?", environment={"PAVANE_LISTN": "127.0.0.1:0"})
    for stranger in ("PAVANE_JOBS", "PAVANE_PRESET", "PAVANE_SHARED", "PAVANE_OTHER"):
        equal(pavane("version", environment={stranger: "1"}).returncode, 0, f"with {stranger}")


def a_machine_without_memory():
    def nearly_none():
        resource.setrlimit(resource.RLIMIT_AS, (130 << 20, 130 << 20))

    refused(["serve", "--listen", "127.0.0.1:0", "--db", "memory:"], 1, "no more memory or threads", preexec_fn=nearly_none)


def a_postgresql_that_cannot_be_used():
    with Cluster() as cluster:
        url = cluster.new_database()
        refused(["db", "check", "--db", url], 1, "no Pavane schema", "pavane serve", "pavane db migrate")
        name = url.split("//")[1].split("@")[0]
        cluster._run("createuser", "-h", cluster.home, "-U", "pavane", "--no-superuser", "guest")
        guest = url.replace(f"//{name}@", "//guest@")
        refused(["db", "migrate", "--db", guest], 1, "permission denied for schema public", "must own the database")
        for wrong, words in ((url.replace(f"//{name}@", "//nobody@"), ('role "nobody" does not exist', "createuser")),
                             (url.replace(f"/{name}?", "/none?"), ('database "none" does not exist', "createdb"))):
            refused(["db", "check", "--db", wrong], 1, *words)
            waiting = spawn([PAVANE, "serve", "--db", wrong, "--listen", "127.0.0.1:0"], stdout=subprocess.DEVNULL,
                            stderr=subprocess.PIPE, text=True)
            line = in_background(waiting.stderr.readline)()
            waiting.terminate()
            equal(waiting.wait(30), 0, "the exit code of what has waited")
            waiting.stderr.close()
            check("level=warn" in line and "SOCI" not in line and all(word.replace('"', '\\"') in line for word in words), line)


def switches_and_settings():
    with scratch() as folder:
        def config(text):
            return save(folder, "pavane.conf", text.encode())

        database = f"db = sqlite:{folder}/pavane.db\nlisten = 127.0.0.1:0\n"
        for text, sentence in (("scripts = onn", "Line 3"), ("log-requests = maybe", "true or false"),
                               ("lisen = 1", "'lisen', which is no option; did you mean 'listen'?"),
                               ("just words", "has no '='")):
            refused(["serve", "--config", config(database + text)], 2, sentence)
        refused(["serve"], 2, "PAVANE_SCRIPTS is true or false", environment={"PAVANE_SCRIPTS": "perhaps"})
        refused(["serve", "--config", folder], 3, "is a folder")
        for text, environment, logged in (("log-requests = on", {}, True), ("log-requests = off", {}, False),
                                          ("log-requests = on", {"PAVANE_LOG_REQUESTS": "0"}, False),
                                          ("log-requests = no", {"PAVANE_LOG_REQUESTS": "yes"}, True)):
            with Server(None, ["--config", config(database + text)], environment, listen=None) as server:
                server.rest.get("/engine")
                equal(server.stop(), 0, "the exit code")
                equal("message=\"request\"" in server.log_text(), logged, f"requests in the log with {text} {environment}")
        done = pavane("db", "check", "--config", config(database + "log-requests = on"))
        equal(done.returncode, 0, f"the file of serve serves db, too: {done.stderr}")
        refused(["db", "check", "--config", config(database + "lisen = 1")], 2, "'lisen'")


def folders_without_models():
    with scratch() as folder, sqlite() as database, Server(database) as server:
        below = os.path.join(folder, "below")
        os.mkdir(below)
        save(below, "order.bpmn", ORDER)
        refused(["check", below, "--format", "yaml"], 2, "--format is text or json, and 'yaml' is neither.")
        refused(["check"], 2, "name at least one file or folder.")
        for words in (["check"], ["deploy", "--url", server.url]):
            refused([*words, folder], 3, "no model in", "not looked into")
            refused([*words, os.path.join(folder, "none.bpmn")], 3, "There is no file")
        equal(pavane("check", below).returncode, 0, "the folder that has one")
        equal(server.rest.get("/deployment/count"), {"count": 0}, "deployments")


def files_that_may_not_be_read():
    with scratch() as folder:
        os.chmod(folder, 0o755)
        locked, closed = save(folder, "order.bpmn", ORDER), os.path.join(folder, "closed")
        os.chmod(locked, 0)
        os.mkdir(closed, 0o700)
        for words in (["check", locked], ["deploy", locked], ["run", locked], ["dmn", "evaluate", locked, "--decision", "x"], ["serve", "--config", locked],
                      ["check", closed], ["deploy", closed], ["run", "order", "--vars", "@" + locked]):
            done = may_not(*words)
            if not done:
                return
            equal(done.returncode, 3, f"pavane {words}: {done.stderr}")
            check("may not be read: Permission denied." in done.stderr and done.stderr.count("\n") == 1, done.stderr)


def models_by_another_name():
    with scratch() as folder, sqlite() as database, Server(database) as server:
        url = ["--url", server.url]
        for name in ("order.xml", "order.txt", "order.bpmn.txt"):
            path = save(folder, name, ORDER)
            done = pavane("check", path)
            check(done.returncode == 0 and "process order" in done.stdout, f"check still tells: {done.stdout}{done.stderr}")
            check("rename it to order.bpmn" in done.stdout, f"check {name}: {done.stdout!r}")
            refused(["run", path, *url], 6, "rename it to order.bpmn")
        equal(server.rest.get("/deployment/count"), {"count": 0}, "deployments that run has left")
        done = pavane("deploy", save(folder, "order.xml", ORDER), *url)
        check(done.returncode == 6 and "rename it to order.bpmn" in done.stderr, f"deploy: {done.stderr!r}")


def what_dev_is_given():
    with scratch() as folder:
        os.chmod(folder, 0o755)
        refused(["dev", os.path.join(folder, "none.bpmn"), "--db", "memory:"], 3, "There is no file")
        refused(["dev", save(folder, "order.xml", ORDER), "--db", "memory:"], 6, "rename it to order.bpmn")
        with Server("memory:", verb="dev", operands=[folder]) as server:
            check("There is no model in" in server.log_text(), f"an empty folder: {server.log_text()!r}")
            save(folder, "order.bpmn", ORDER)
            check(server.read_line().startswith("deployed order version 1"), "what is saved there is deployed")
            port = server.url.split(":")[2].split("/")[0]
            refused(["dev", "--db", "memory:", "--listen", f"127.0.0.1:{port}"], 1, "in use by another program", "--listen")
        locked, closed = save(folder, "locked.bpmn", ORDER), os.path.join(folder, "closed")
        os.chmod(locked, 0)
        os.mkdir(closed, 0o700)
        for path in (locked, closed):
            done = may_not("dev", path, "--db", "memory:")
            if done:
                check(done.returncode == 3 and "may not be read: Permission denied." in done.stderr, done.stderr)


def dev_tells_of_what_it_watches():
    # Nothing is unreadable for root.
    somebody = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups") if os.getuid() == 0 else ()
    with scratch() as folder:
        os.chmod(folder, 0o755)
        path = save(folder, "order.bpmn", ORDER)
        locked = os.path.join(folder, "locked.bpmn")
        with Server("memory:", verb="dev", operands=[folder], limits=somebody) as server:
            check(server.read_line().startswith("deployed order version 1"), "the first version")
            save(folder, "order.bpmn", ORDER.replace(b"<startEvent", b"<startEvents"))
            wait_until(lambda: re.search(re.escape(path) + r":\d+:\d+: error: ", server.log_text()), "where the problem is")
            unready = save(folder, "locked.new", model("clock.bpmn"))
            os.chmod(unready, 0)
            os.replace(unready, locked)
            told = f"'{locked}' may not be read: Permission denied. It is deployed when it can be read."
            wait_until(lambda: told in server.log_text(), "a file that may not be read")
            os.chmod(locked, 0o644)
            wait_until(lambda: server.read_line().startswith("deployed clock version 1"), "what can be read by now")
            equal(server.log_text().count(told), 1, "how often it is told")


def dev_tells_what_shadows_and_what_it_does_not_watch():
    with scratch() as folder:
        save(folder, "order.bpmn", ORDER)
        save(folder, "mine.txt", b"a note")
        with Server("memory:", verb="dev", operands=[folder]) as server:
            check(server.read_line().startswith("deployed order version 1"), "the first version")
            check("not watched" not in server.log_text(), f"a note is no model: {server.log_text()}")
            second = save(folder, "second.bpmn", ORDER)
            wait_until(lambda: f"The process 'order' of {second} takes the place of that of {folder}/order.bpmn" in
                       server.log_text(), "what shadows another file's")
            below = os.path.join(folder, "below")
            os.mkdir(below)
            save(below, "deep.bpmn", ORDER)
            xml, upper = save(folder, "third.xml", ORDER), save(folder, "fourth.BPMN", ORDER)
            for told in (f"'{xml}' is not watched. It is a BPMN model, but", f"'{upper}' is not watched.",
                         f"'{below}' is not watched, though it has deep.bpmn"):
                wait_until(lambda: told in server.log_text(), told)
            save(folder, "clock.bpmn", model("clock.bpmn"))
            wait_until(lambda: server.read_line().startswith("deployed clock version 1"), "a later look")
            equal(server.log_text().count("not watched"), 3, "how often it is told")
        with sqlite() as database:
            with Server(database, verb="dev", operands=[folder]) as server:
                wait_until(lambda: "of " + second + " takes the place" in server.log_text(), "at the first look")
            with Server(database, verb="dev", operands=[folder]) as server:
                for _ in range(3):
                    server.read_line()
                save(folder, "order.bpmn", ORDER + b"<!-- -->")
                wait_until(lambda: f"The process 'order' of {folder}/order.bpmn takes the place of that of {second}," in
                           server.log_text(), "what was the newest at the start")
        with Server("memory:", verb="dev", operands=[folder, below]) as server:
            wait_until(lambda: "third.xml' is not watched" in server.log_text(), "the look is over")
            check(f"'{below}' is not watched" not in server.log_text(), f"a folder that is named: {server.log_text()}")


def what_dev_prints_of_a_decision_runs():
    table = b"""<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="m" namespace="urn:m">
      <decision id="fee" name="Fee"><decisionTable>
        <input id="i"><inputExpression typeRef="string"><text>customer</text></inputExpression></input>
        <input id="j"><inputExpression typeRef="number"><text>amount</text></inputExpression></input>
        <output id="o" name="fee" typeRef="number"/>
        <rule id="r"><inputEntry><text>-</text></inputEntry><inputEntry><text>&lt; 10</text></inputEntry>
          <outputEntry><text>3</text></outputEntry></rule></decisionTable></decision></definitions>"""
    with scratch() as folder:
        save(folder, "fee.dmn", table)
        save(folder, "user.dmn", b'''<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="u" name="u"
          namespace="urn:u"><import name="m" namespace="urn:m" importType="https://www.omg.org/spec/DMN/20191111/MODEL/"/>
          <decision id="own" name="Own"><literalExpression><text>1</text></literalExpression></decision></definitions>''')
        with Server("memory:", verb="dev", operands=[folder]) as server:
            check(server.read_line().startswith("deployed decision fee version 1"), "the first version")
            line = server.read_line()
            check(line.strip().startswith("evaluate it: curl "), line)
            done = subprocess.run(line.split("evaluate it: ")[1], shell=True, capture_output=True, text=True, timeout=60,
                                  check=False)
            check('"customer"' in line and '"amount"' in line, f"the inputs are named: {line}")
            wait_until(lambda: "deployed decision own" in server.read_line(), "the decision of the other file")
            check("takes the place" not in server.log_text(), f"what goes along shadows nothing: {server.log_text()}")
            equal([{"fee": each["fee"]["value"]} for each in json.loads(done.stdout)], [{"fee": 3}], f"{line}: {done.stdout}")


def addresses():
    with sqlite() as database, Server(database) as server:
        port = server.url.split(":")[2].split("/")[0]
        with sqlite() as another:
            said = refused(["serve", "--db", another, "--listen", f"127.0.0.1:{port}"], 1, "in use by another program",
                           "--listen")
            check(said.count(port) == 1 and "exception" not in said.lower(), f"the address once, in words: {said!r}")
            done = may_not("serve", "--db", "memory:", "--listen", "127.0.0.1:80")
            if done and "ready" not in done.stdout:
                check(done.returncode == 1 and "--listen" in done.stderr, f"port 80 without rights: {done.stderr!r}")
        for words in (["run", "order"], ["deploy", os.path.join(MODELS, "order.bpmn")]):
            refused([*words, "--url", f"127.0.0.1:{port}/engine-rest"], 2, "must begin with http://",
                    f"'127.0.0.1:{port}/engine-rest'")
            refused([*words, "--url", "http://127.0.0.1:80800"], 2, "cannot be read")
            refused([*words, "--url", "http:///engine-rest"], 2, "names no host")
        refused(["run", "order"], 2, "must begin with http://", environment={"PAVANE_URL": "https://127.0.0.1"})
        answer = server.rest.send("GET", "/", absolute=True)
        check(answer.status == 200 and b"/engine-rest" in answer.body, f"GET / was answered {answer}")
        for path, word in (("/engine-rest", "/engine-rest/engine"), ("/engine-rest/", "/engine-rest/engine"),
                           ("/app/cockpit", "below /engine-rest"), ("/engine-rest/nothing", "nothing at this path")):
            answer = server.rest.send("GET", path, absolute=True)
            check(answer.status == 404 and word in answer.json["message"], f"GET {path} was answered {answer}")


def variables_are_named():
    with sqlite() as database, Server(database) as server:
        rest = server.rest
        rest.deploy({"order.bpmn": ORDER})
        for value, begins in (({"value": "abc", "type": "Integer"}, "The value cannot be converted to the type 'Integer'"),
                              ({"value": 1, "type": "Nothing"}, "Unsupported value type 'Nothing'"),
                              ({"value": "yesterday", "type": "Date"}, "")):
            answer = rest.send("POST", "/process-definition/key/order/start", {"variables": {"count": value}})
            said = answer.json["message"]
            check(answer.status == 400 and said.startswith("Cannot instantiate process definition: " + begins), said)
            check("(variable 'count')" in said, f"the variable is named: {said!r}")
        instance = rest.start("order")["id"]
        late = {"variables": {"when": {"value": "2026-01-01", "type": "Date"}}}
        answer = rest.send("POST", f"/task/{rest.tasks(instance)[0]['id']}/complete", late)
        check(answer.status == 400 and "(variable 'when')" in answer.json["message"], f"complete was answered {answer}")
        answer = rest.send("POST", f"/process-instance/{instance}/variables", {"modifications": late["variables"]})
        check(answer.status == 400 and "(variable 'when')" in answer.json["message"], f"changing was answered {answer}")


def a_variable_that_is_nearly_json():
    # The sentence's own words give it as text.
    for text in ("{bad", "[it's", ' {"a": 1'):
        said = refused(["run", "order", "--var", "x=" + text], 2, "The value of --var x begins as JSON does", text)
        advice = shlex.split(said.split("JSON string: --var ")[1].rstrip(".\n"))[0]
        equal(json.loads(advice.split("=", 1)[1]), text, f"what is advised: {said}")
    done = pavane("run", "order", "--var", "x=" + "{" * 10_000)
    check(done.returncode == 2 and len(done.stderr) < 300, f"a long text is not repeated: {done.stderr}")


def help_is_in_columns():
    for verb in ("serve", "dev", "run", "db"):
        lines = pavane("help", verb).stdout.split("\n")
        check(lines[0] == lines[0].rstrip(), f"the first line of help {verb}: {lines[0]!r}")
        columns = {re.match(r"  --[\w-]+( VALUE)? +", line).end() for line in lines if line.startswith("  --")}
        equal(len(columns), 1, f"columns at which help {verb} explains")
    check("memory:" in pavane("help", "serve").stdout, "help names every kind of database")


if __name__ == "__main__":
    main([files_that_are_no_database, urls_that_are_none, origins_that_are_none, words_that_are_nearly_right, a_machine_without_memory, a_postgresql_that_cannot_be_used, switches_and_settings,
          folders_without_models, files_that_may_not_be_read, models_by_another_name, what_dev_is_given, dev_tells_of_what_it_watches,
          dev_tells_what_shadows_and_what_it_does_not_watch, what_dev_prints_of_a_decision_runs, addresses,
          variables_are_named, a_variable_that_is_nearly_json,
          help_is_in_columns])
