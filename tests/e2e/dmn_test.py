#!/usr/bin/env python3
"""pavane dmn evaluate: decisions and services of files, with what they import, in JSON and in FEEL."""

import json
import os
import re

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


def refused(*arguments):
    done = pavane("dmn", "evaluate", *arguments)
    equal(done.stdout, "", f"standard output of pavane dmn evaluate {arguments}")
    check(done.stderr, f"pavane dmn evaluate {arguments} says why on standard error")
    return done.returncode, done.stderr


def what_is_wrong_is_said():
    with scratch() as folder:
        dish = write(folder, "dish.dmn", DISH)
        library = write(folder, "library.dmn", LIBRARY)
        code, words = refused(dish, "--decision", "Broken")
        equal(code, 6, "the exit code of an expression that cannot be read")
        check(re.search(r"dish.dmn:\d+:\d+: error: .*1 \+.*\[expression-syntax\]", words), f"where it is: {words}")
        equal(answers(dish, "--decision", "Dish", "--input", "{number of guests: 3}"), '"Roast"',
              "what does without the broken decision")
        none = os.path.join(folder, "none.dmn")
        no_dmn = write(folder, "no.xml", "<definitions/>")
        for arguments, expected in (([dish, "--decision", "None"], 3), ([none, "--decision", "x"], 3),
                                    ([dish, none, "--decision", "Dish"], 3), ([no_dmn, "--decision", "x"], 6),
                                    ([dish], 2), ([], 2), ([dish, "--decision", "Dish", "--input", "{a: "], 2),
                                    ([dish, "--decision", "Dish", "--input", os.path.join(folder, "none.json")], 3),
                                    ([dish, "--decision", "Dish", "-o", "xml"], 2)):
            equal(refused(*arguments)[0], expected, f"the exit code of pavane dmn evaluate {arguments}")
        code, words = refused(dish, "--decision", "Dishes")
        check("did you mean 'Dish'?" in words and "'When'" in words, f"what is there instead: {words}")
        write(folder, "library.dmn", LIBRARY.replace('day + duration', 'day + + duration'))
        code, words = refused(dish, "--decision", "When")
        check(code == 6 and f"In {library}, line 3: The expression 'day + +" in words, f"an error of an import: {words}")
        with open(library, "w", encoding="utf-8") as file:
            file.write("<definitions")
        code, words = refused(dish, "--decision", "When")
        check(code == 6 and "library.dmn" in words and "import-unresolved" in words, f"the import: {code} {words}")


def misspelt_and_missing_inputs_are_named():
    with scratch() as folder:
        dish = write(folder, "dish.dmn", DISH)
        write(folder, "library.dmn", LIBRARY)
        for given, expected in (("{}", ["input 'number of guests' is not given"]),
                                ("{number of gests: 3}", ["asks for no input 'number of gests'",
                                                          "did you mean 'number of guests'?"]),
                                ('{number of guests: "3"}', ["not of the type number"])):
            done = pavane("dmn", "evaluate", dish, "--decision", "Dish", "--input", given)
            equal((done.returncode, done.stdout), (0, "null\n"), f"the decision for {given}")
            for words in expected:
                check(words in done.stderr, f"{given}: {words!r} is missing in {done.stderr!r}")
        done = pavane("dmn", "evaluate", dish, "--decision", "Dish", "--input", "{number of guests: 3}")
        check("warning" not in done.stderr, f"nothing to warn of: {done.stderr}")


def what_is_null_in_the_given_variables_is_warned_of():
    with scratch() as folder:
        dish = write(folder, "dish.dmn", DISH)
        write(folder, "library.dmn", LIBRARY)
        done = pavane("dmn", "evaluate", dish, "--decision", "Dish", "--input", "{number of guests: four}")
        check("pavane dmn: warning: --input: there is no variable 'four'" in done.stderr, done.stderr)
    for given, sentence in (("{x: gold}", "there is no variable 'gold'"), ("{x: 1/0}", "the result of '/' on these numbers is no number")):
        done = pavane("feel", "x", "--context", given)
        equal((done.returncode, done.stdout), (0, "null\n"), f"x of {given}")
        check(f"pavane feel: warning: --context: {sentence}" in done.stderr, done.stderr)
    done = pavane("feel", "x", "--context", '{x: "gold"}')
    equal((done.stdout, done.stderr), ('"gold"\n', ""), "nothing to warn of")


def a_table_without_input_data_sees_what_it_is_given():
    table = HEAD.format("shipping", """
  <decision id="shipping" name="Shipping">
    <decisionTable>
      <input><inputExpression typeRef="integer"><text>weight</text></inputExpression></input>
      <output name="cost" typeRef="integer"/>
      <rule><inputEntry><text>&lt; 10</text></inputEntry><outputEntry><text>surcharge + 5</text></outputEntry></rule>
      <rule><inputEntry><text>>= 10</text></inputEntry><outputEntry><text>9</text></outputEntry></rule>
    </decisionTable>
  </decision>
  <decision id="total" name="Total">
    <informationRequirement><requiredDecision href="#shipping"/></informationRequirement>
    <literalExpression><text>cost + price</text></literalExpression>
  </decision>""")
    with scratch() as folder:
        path = write(folder, "shipping.dmn", table)
        done = pavane("dmn", "evaluate", path, "--decision", "Total", "--input", "{weight: 3, surcharge: 1, price: 100}")
        equal((done.returncode, done.stdout, done.stderr), (0, "106\n", ""), "the variables of a process")
        done = pavane("dmn", "evaluate", path, "--decision", "Shipping", "--input", "{weihgt: 3}")
        check("there is no variable 'weight'; did you mean 'weihgt'?" in done.stderr, f"what is missing: {done.stderr}")
        check("asks for no input 'weihgt'; did you mean 'weight'?" in done.stderr, f"what is too much: {done.stderr}")
        for given, warned in (("{weight: 12, surcharge: 1}", ""), ("{weight: 12, colour: 1}", "asks for no input 'colour'."),
                              ("{weight: 12, sur: 1}", "asks for no input 'sur'.")):
            done = pavane("dmn", "evaluate", path, "--decision", "Shipping", "--input", given)
            equal((done.returncode, done.stdout), (0, "9\n"), f"with {given}")
            check(warned in done.stderr if warned else done.stderr == "", f"{given}: {done.stderr}")


def names_of_two_and_given_decisions():
    with scratch() as folder:
        twice = write(folder, "twice.dmn", HEAD.format("twice", """
          <decision id="d1" name="Risk"><literalExpression><text>1</text></literalExpression></decision>
          <decision id="d2" name="Risk"><literalExpression><text>2</text></literalExpression></decision>
          <decision id="d3" name="Sum">
            <informationRequirement><requiredDecision href="#d2"/></informationRequirement>
            <literalExpression><text>Risk + 1</text></literalExpression></decision>
          <decisionService id="s" name="Sums"><outputDecision href="#d3"/><inputDecision href="#d2"/></decisionService>"""))
        done = pavane("dmn", "evaluate", twice, "--decision", "Risk")
        check(done.returncode == 3 and "means more than one element: 'd1', 'd2'; write the id" in done.stderr,
              f"a name of two: {done.stderr}")
        equal(answers(twice, "--decision", "d2"), "2", "by its id")
        done = pavane("dmn", "evaluate", twice, "--service", "Sums", "--input", "{Risk: 41}")
        equal((done.returncode, done.stdout, done.stderr), (0, "42\n", ""), "the input decision of a service")


def check_reads_decisions():
    with scratch() as folder:
        dish = write(folder, "dish.dmn", DISH)
        library = write(folder, "library.dmn", LIBRARY)
        done = pavane("check", dish, "--format", "json")
        report = json.loads(done.stdout)
        equal(done.returncode, 6, "the exit code of a model with an error")
        equal([(each["name"], each["logic"], each["inputs"]) for each in report["decisions"]],
              [("Dish", "decisionTable", ["number of guests"]), ("When", "literalExpression", []),
               ("Broken", "literalExpression", [])], "the decisions")
        equal(report["services"], [{"id": "s", "name": "Kitchen", "inputs": ["number of guests"]}], "the services")
        found = [(each["severity"], each["code"], each["element"]) for each in report["diagnostics"]]
        equal(found, [("error", "expression-syntax", "broken")], "the diagnostics")
        check(report["diagnostics"][0]["line"] > 0 and report["diagnostics"][0]["column"] > 0, "with their places")
        done = pavane("check", library, dish)
        check("decision Dish (decisionTable), asks for number of guests" in done.stdout, f"as text: {done.stdout}")
        equal(pavane("check", library).returncode, 0, "the exit code of a good model")
        os.remove(library)
        done = pavane("check", dish)
        check(done.returncode == 6 and "import-unresolved" in done.stdout, f"a missing import: {done.stdout}")


if __name__ == "__main__":
    main([decisions_and_services, what_is_wrong_is_said, misspelt_and_missing_inputs_are_named,
          what_is_null_in_the_given_variables_is_warned_of, a_table_without_input_data_sees_what_it_is_given,
          names_of_two_and_given_decisions, check_reads_decisions])
