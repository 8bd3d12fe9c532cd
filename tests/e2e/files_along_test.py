#!/usr/bin/env python3
"""What models take from files beside them is sent along by deploy, run and dev; dev deploys again when it is saved."""

import os

from support import Server, check, equal, main, pavane, scratch, wait_until

PROCESS = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="e2e"
    xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="priced" isExecutable="true">
  <startEvent id="start"/><sequenceFlow id="a" sourceRef="start" targetRef="compute"/>
  <scriptTask id="compute" scriptFormat="javascript" camunda:resource="deployment://{}" camunda:resultVariable="price"/>
  <sequenceFlow id="b" sourceRef="compute" targetRef="look"/><userTask id="look"/></process></definitions>"""
DMN = ('<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="{0}" name="{0}" '
       'namespace="http://example.org/{0}">{1}</definitions>')
TOTAL = DMN.format("total", """
  <import name="rates" namespace="http://example.org/rates" importType="https://www.omg.org/spec/DMN/20191111/MODEL/"/>
  <decision id="total" name="total"><variable name="total"/>
    <informationRequirement><requiredDecision href="http://example.org/rates#rate"/></informationRequirement>
    <literalExpression><text>rates.rate * 10</text></literalExpression></decision>""")


def rates(rate):
    return DMN.format("rates", f"""<decision id="rate" name="rate"><variable name="rate"/>
      <literalExpression><text>{rate}</text></literalExpression></decision>""")


def save(folder, name, text):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path + ".new", "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(path + ".new", path)
    return path


def resources(rest):
    deployment = rest.get("/deployment?sortBy=deploymentTime&sortOrder=desc")[0]["id"]
    return sorted(item["name"] for item in rest.get(f"/deployment/{deployment}/resources"))


def total(rest):
    return rest.post("/decision-definition/key/total/evaluate", {"variables": {}})[0]["total"]["value"]


def deploy_and_run():
    with scratch() as folder, Server("memory:", ["--scripts"]) as server:
        process = save(folder, "priced.bpmn", PROCESS.format("scripts/price.js"))
        save(folder, "scripts/price.js", "20 + 1")
        done = pavane("deploy", process, "--url", server.url)
        equal(done.returncode, 0, f"the exit code of deploy, which said {done.stderr}")
        check("scripts/price.js goes along, since priced.bpmn uses it." in done.stderr, f"what is told: {done.stderr}")
        equal(resources(server.rest), ["priced.bpmn", "scripts/price.js"], "the files of the deployment")
        done = pavane("run", process, "--url", server.url)
        equal(done.returncode, 0, f"the exit code of run, which said {done.stderr}")
        equal([item["value"] for item in server.rest.get("/history/variable-instance?variableName=price")], [21], "the price")
        decisions = save(folder, "total.dmn", TOTAL)
        save(folder, "rates.dmn", rates(2))
        save(folder, "stranger.dmn", DMN.format("stranger", ""))
        done = pavane("deploy", decisions, "--url", server.url)
        equal(done.returncode, 0, f"the exit code of deploy, which said {done.stderr}")
        equal(resources(server.rest), ["rates.dmn", "total.dmn"], "the file and what it imports")
        equal(total(server.rest), 20, "the decision")
        done = pavane("deploy", decisions, "--changed-only", "--url", server.url)
        check("Nothing is new" in done.stderr and "total" in done.stdout, f"nothing new: {done.stdout} {done.stderr}")
        equal(pavane("deploy", decisions, os.path.join(folder, "rates.dmn"), "--url", server.url).returncode, 0, "both named")


def nothing_outside_of_the_folder_is_sent():
    with scratch() as folder, Server("memory:", ["--scripts"]) as server:
        secret = save(folder, "secret.js", "1")
        for name in ("../secret.js", secret):
            process = save(folder, "models/priced.bpmn", PROCESS.format(name))
            done = pavane("deploy", process, "--url", server.url)
            check(done.returncode == 6 and "script-resource-missing" in done.stderr, f"{name}: {done.stderr}")


def dev_sends_along_and_watches():
    with scratch() as folder:
        process = save(folder, "priced.bpmn", PROCESS.format("price.js"))
        decisions = save(folder, "total.dmn", TOTAL)
        with Server(None, verb="dev", operands=[process, decisions], cwd=folder) as server:
            def next_deployed():
                while line := server.read_line():
                    if line.startswith(("deployed ", "unchanged ")):
                        return line.strip()
                check(False, f"dev ended: {server.log_text()}")

            wait_until(lambda: "script-resource-missing" in server.log_text(), "what the process lacks")
            wait_until(lambda: "import-unresolved" in server.log_text(), "what the decision lacks")
            save(folder, "price.js", "1")
            equal(next_deployed(), "deployed priced version 1 from priced.bpmn", "when its script comes")
            save(folder, "rates.dmn", rates(2))
            equal({next_deployed(), next_deployed()}, {"deployed decision rate version 1 from rates.dmn",
                                                       "deployed decision total version 1 from total.dmn"}, "its import")
            equal(total(server.rest), 20, "the decision")
            save(folder, "price.js", "2")
            equal(next_deployed(), "deployed priced version 2 from priced.bpmn", "when its script is saved")
            save(folder, "rates.dmn", rates(3))
            equal({next_deployed(), next_deployed()}, {"deployed decision rate version 2 from rates.dmn",
                                                       "deployed decision total version 2 from total.dmn"}, "its import")
            equal(total(server.rest), 30, "the decision")
            equal(server.stop(), 0, "the exit code")


if __name__ == "__main__":
    main([deploy_and_run, nothing_outside_of_the_folder_is_sent, dev_sends_along_and_watches])
