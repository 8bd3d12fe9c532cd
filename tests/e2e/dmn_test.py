#!/usr/bin/env python3
"""pavane dmn evaluate: decisions and services of files, with what they import, in JSON and in FEEL."""

import json
import os

from support import check, equal, main, pavane, scratch

HEAD = ('<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="m" '
        'namespace="http://example.org/{0}">{1}</definitions>')
DISH = HEAD.format("dish", """
  <import name="lib" namespace="http://example.org/lib" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
  <inputData id="guests" name="number of guests"><variable name="number of guests" typeRef="number"/></inputData>
  <decision id="dish" name="Dish">
    <informationRequirement><requiredInput href="#guests"/></informationRequirement>
    <decisionTable>
      <input><inputExpression typeRef="number"><text>number of guests</text></inputExpression></input>
      <output typeRef="string"/>
      <rule><inputEntry><text>&lt;= 4</text></inputEntry><outputEntry><text>"Roast"</text></outputEntry></rule>
      <rule><inputEntry><text>> 4</text></inputEntry><outputEntry><text>"Stew"</text></outputEntry></rule>
    </decisionTable>
  </decision>
  <decision id="when" name="When">
    <knowledgeRequirement><requiredKnowledge href="http://example.org/lib#add"/></knowledgeRequirement>
    <literalExpression><text>lib.next day(date("2024-02-28"))</text></literalExpression>
  </decision>
  <decision id="broken" name="Broken"><literalExpression><text>1 +</text></literalExpression></decision>
  <decisionService id="s" name="Kitchen"><outputDecision href="#dish"/><inputData href="#guests"/></decisionService>""")
LIBRARY = HEAD.format("lib", """
  <businessKnowledgeModel id="add" name="next day"><encapsulatedLogic><formalParameter name="day" typeRef="date"/>
    <literalExpression><text>day + duration("P1D")</text></literalExpression></encapsulatedLogic>
  </businessKnowledgeModel>""")


def write(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def answers(*arguments):
    done = pavane("dmn", "evaluate", *arguments)
    equal(done.returncode, 0, f"pavane dmn evaluate {arguments}: {done.stderr}")
    return done.stdout.rstrip("\n")


def decisions_and_services():
    with scratch() as folder:
        dish = write(folder, "dish.dmn", DISH)
        write(folder, "library.dmn", LIBRARY)
        given = write(folder, "input.json", json.dumps({"number of guests": 8}))
        equal(answers(dish, "--decision", "Dish", "--input", "{number of guests: 3}"), '"Roast"', "a FEEL context")
        equal(answers(dish, "--decision", "dish", "--input", given), '"Stew"', "a JSON file, a decision by its id")
        equal(answers(dish, "--service", "Kitchen", "--input", given), '"Stew"', "a service")
        equal(answers(dish, "--decision", "When", "-o", "feel"), 'date("2024-02-29")', "an import beside the file, as FEEL")
        equal(answers(dish, "--decision", "When", "--output", "json"), '"2024-02-29"', "as JSON")


def what_is_wrong_is_said():
    with scratch() as folder:
        dish = write(folder, "dish.dmn", DISH)
        write(folder, "library.dmn", LIBRARY)
        broken = pavane("dmn", "evaluate", dish, "--decision", "Broken")
        equal((broken.returncode, broken.stdout), (0, "null\n"), "an expression that cannot be read is null")
        check("dish.dmn:" in broken.stderr and "expression-syntax" in broken.stderr, f"it is said: {broken.stderr}")
        none = os.path.join(folder, "none.dmn")
        bpmn = write(folder, "no.xml", "<definitions/>")
        for arguments, code in (([dish, "--decision", "None"], 1), ([none, "--decision", "x"], 1),
                                ([bpmn, "--decision", "x"], 1), ([dish], 2), ([], 2),
                                ([dish, "--decision", "Dish", "--input", "{a: "], 1),
                                ([dish, "--decision", "Dish", "--input", "none.json"], 1),
                                ([dish, "--decision", "Dish", "-o", "xml"], 2)):
            done = pavane("dmn", "evaluate", *arguments)
            equal((done.returncode, done.stdout), (code, ""), f"pavane dmn evaluate {arguments}")
            check(done.stderr, f"pavane dmn evaluate {arguments} says why on standard error")


if __name__ == "__main__":
    main([decisions_and_services, what_is_wrong_is_said])
