#include <sys/resource.h>

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <future>

#include "expression/language_names.hpp"
#include "tests/unit/expression_javascript/world.hpp"

using namespace pavane;
using namespace pavane::expression;
using namespace pavane::tests;

namespace {

using Kind = ScriptFailure::Kind;

Value value_of(const std::string& text, ScriptInput input = script_input()) {
    const auto output = world().run(text, std::move(input));
    BOOST_REQUIRE_MESSAGE(output, text << ": " << (output ? "" : output.error().message));
    return output->value;
}

ScriptFailure failure_of(const std::string& text) {
    const auto output = world().run(text);
    BOOST_REQUIRE_MESSAGE(!output, text << " runs");
    return output.error();
}

long resident_kb() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_syntax_error_tells_its_line_and_column) {
    const auto wrong = world().engine.compile("var a = 1;\nvar b = ;\n");
    BOOST_REQUIRE(!wrong);
    BOOST_TEST(wrong.error().message.starts_with("expected expression, got ';'"));
    BOOST_TEST(wrong.error().line == 2U);
    BOOST_TEST(wrong.error().column == 9U);
}

BOOST_AUTO_TEST_CASE(what_is_thrown_tells_its_line_and_column) {
    const ScriptFailure in_statements = failure_of("var a = 1;\n  missing;");
    BOOST_TEST(in_statements.line == 2U);
    BOOST_TEST(in_statements.column == 3U);
    const ScriptFailure in_expression = failure_of("1 + missing");
    BOOST_TEST(in_expression.line == 1U);
    BOOST_TEST(in_expression.column == 1U);  // of the sum
    const ScriptFailure in_second_line = failure_of("1 +\nmissing");
    BOOST_TEST(in_second_line.line == 2U);
    BOOST_TEST(in_second_line.column == 1U);
}

// What the engine's own part throws is the fault of the line that called it.
BOOST_AUTO_TEST_CASE(what_the_engine_throws_tells_the_line_of_the_script) {
    for (const char* call :
         {"execution.setVariable('x')", "execution.nothing", "task.setAssignee()", "java.util.Date()", "[1].get(7)",
          "execution.setVariable('x', Symbol())", "new BpmnError('')", "[1].map(() => execution.nothing)"}) {
        const ScriptFailure in_statements = failure_of("var a = 1;\n\n  " + std::string(call) + ";");
        BOOST_TEST(in_statements.line == 3U, call << ": line " << in_statements.line);
        const ScriptFailure in_expression = failure_of("1 +\n" + std::string(call));
        BOOST_TEST(in_expression.line == 2U, call << ": line " << in_expression.line);
    }
    const ScriptFailure in_first_line = failure_of("execution.nothing");
    BOOST_TEST(in_first_line.line == 1U);
    BOOST_TEST(in_first_line.column == 1U);
    const ScriptFailure in_function = failure_of("function f() {\n  execution.nothing;\n}\nf();");
    BOOST_TEST(in_function.line == 2U);
    BOOST_TEST(in_function.column == 3U);
}

BOOST_AUTO_TEST_CASE(chance_comes_from_the_seed) {
    ScriptInput input = script_input();
    const Value first = value_of("[Math.random(), Math.random()]", input);
    BOOST_TEST((value_of("[Math.random(), Math.random()]", input) == first));
    BOOST_TEST((value_of("var a = Math.random(); [a, Math.random()]", input) == first));
    input.random_seed = 43;
    BOOST_TEST((value_of("[Math.random(), Math.random()]", input) != first));
}

BOOST_AUTO_TEST_CASE(local_variables_are_told_apart) {
    const auto input = [] { return script_input({{"x", Value(1)}, {"x", Value(2)}, {"y", Value(3)}}, 1); };
    BOOST_TEST((value_of("[x, execution.getVariableLocal('x'), execution.getVariableLocal('y')]", input()) ==
                Value(List{Value(1), Value(1), Value()})));
    BOOST_TEST((value_of("execution.removeVariableLocal('x'); x", input()) == Value(2)));
    BOOST_TEST((value_of("execution.removeVariableLocal('y'); y", input()) == Value(3)));
    BOOST_TEST((value_of("execution.setVariable('x', 9); execution.getVariablesLocal().x", input()) == Value(9)));
    BOOST_TEST((value_of("execution.getVariableNames()", input()) == Value(List{Value("x"), Value("y")})));
    BOOST_TEST((value_of("execution.variablesLocal", input()) == Value(Context({{"x", Value(1)}}))));
}

BOOST_AUTO_TEST_CASE(a_new_variable_belongs_to_the_process) {
    const char* const script = "execution.setVariable('n', 1); execution.hasVariableLocal('n')";
    ScriptInput input = script_input();
    BOOST_TEST((value_of(script, input) == Value(false)));
    input.is_process_scope = true;
    BOOST_TEST((value_of(script, input) == Value(true)));
}

BOOST_AUTO_TEST_CASE(variables_that_are_set_together_are_values_of_their_own) {
    ScriptInput input = script_input({{"order", Value(Document{Document::Format::json, "{\"a\":1}", {}, {}})}});
    const auto output =
        world().run("execution.setVariables({ copy: order, part: order.a }); execution.hasVariables()", input);
    BOOST_REQUIRE(output);
    BOOST_REQUIRE(output->changes.size() == 2U);
    BOOST_TEST((output->changes[0].arguments[1].kind() == Value::Kind::document));
    BOOST_TEST((output->changes[1].arguments[1] == Value(1)));
    const auto whole = world().run("execution.setVariables(order)", input);
    BOOST_REQUIRE(whole);
    BOOST_REQUIRE(whole->changes.size() == 1U);
    BOOST_TEST((whole->changes[0].arguments[0] == Value("a")));
}

BOOST_AUTO_TEST_CASE(a_long_text_is_refused) {
    BOOST_TEST(world().engine.compile(std::string(65'536, ' ')).has_value());
    const auto compiled = world().engine.compile(std::string(65'537, ' '));
    BOOST_REQUIRE(!compiled);
    BOOST_TEST(compiled.error().message == "the script is longer than 64 kB");
    for (const char* text : {"(", "[", "{a:", "!", "- ", "a.b(", "a?"}) {
        std::string deep;
        while (deep.size() < 60'000) deep += text;
        BOOST_TEST(!world().engine.compile(deep), text);
    }
}

BOOST_AUTO_TEST_CASE(a_text_that_nobody_has_read_fails_where_it_runs) {
    const auto wrong = world().engine.evaluate(unread_script("var a = 1;\nvar b = ;"), script_input());
    BOOST_REQUIRE(!wrong);
    BOOST_TEST((wrong.error().kind == Kind::thrown));
    BOOST_TEST(wrong.error().message.starts_with("expected expression, got ';'"));
    BOOST_TEST(wrong.error().line == 2U);
    const auto right = world().engine.evaluate(unread_script("var a = 1; a + 1"), script_input());
    BOOST_REQUIRE(right);
    BOOST_TEST((right->value == Value(2)));
    const auto too_long = world().engine.evaluate(unread_script(std::string(65'537, ' ')), script_input());
    BOOST_REQUIRE(!too_long);
    BOOST_TEST(too_long.error().message == "the script is longer than 64 kB");
}

BOOST_AUTO_TEST_CASE(after_every_limit_the_next_script_works) {
    std::vector<std::pair<const char*, Kind>> bombs{{"while (true);", Kind::time},
                                                    {"(function f() { f(); })()", Kind::thrown},
                                                    {"while (true) { try { null.x } catch (e) {} }", Kind::time}};
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    bombs.emplace_back("'x'.padEnd(2 ** 29).charCodeAt(1)", Kind::memory);
#else
    BOOST_TEST_MESSAGE("not tried: a string of half a gigabyte, which only the module's own allocator refuses");
#endif
    for (const auto& [bomb, kind] : bombs) {
        BOOST_TEST((failure_of(bomb).kind == kind), bomb);
        BOOST_TEST((value_of("1 + 1") == Value(2)));
        BOOST_TEST((value_of("var a = [1]; a.length") == Value(1)));
    }
}

BOOST_AUTO_TEST_CASE(a_failed_script_asks_for_nothing) {
    const auto output = world().run("execution.setVariable('x', 1); throw 'x'");
    BOOST_TEST(!output);
}

BOOST_AUTO_TEST_CASE(no_single_string_takes_a_gigabyte) {
    value_of("1 + 1");
    const long before_kb = resident_kb();
    const auto output = world().run("var s = 'ab'.repeat(2 ** 28); s.charCodeAt(5)");
    BOOST_TEST(!output);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    BOOST_TEST(resident_kb() - before_kb < 100 * 1024);
#else
    BOOST_TEST(resident_kb() >= before_kb);
#endif
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
// The library reads a default value again for each function that it may belong to.
BOOST_AUTO_TEST_CASE(no_text_is_read_for_ever) {
    std::string text = "1";
    for (int depth = 0; depth < 60; ++depth) text = "(x = " + text + ") => 1";
    const auto compiled = world().engine.compile(text);
    BOOST_REQUIRE(!compiled);
    BOOST_TEST(compiled.error().message.starts_with("it takes too long to read"));
    BOOST_TEST((value_of("1 + 1") == Value(2)));
}
#endif

BOOST_AUTO_TEST_CASE(asking_gives_nothing_back) {
    ScriptLimits limits;
    limits.produced_values = 10;
    ScriptWorld small(limits);
    const auto asked = small.run("for (var i = 0; i < 100; ++i) execution.getVariable('x')");
    BOOST_TEST(asked.has_value());
    const auto set = small.run("for (var i = 0; i < 100; ++i) execution.setVariable('x', i)");
    BOOST_REQUIRE(!set);
    BOOST_TEST(set.error().message.ends_with("it has too many parts"));
}

BOOST_AUTO_TEST_CASE(limits_are_those_that_are_given) {
    ScriptLimits limits;
    limits.time = Milliseconds{20};
    limits.produced_bytes = 1 << 20;
    limits.text_bytes = 1024;
    ScriptWorld small(limits);
    BOOST_TEST(small.run("while (true);").error().message == "the script runs longer than 20 ms");
    BOOST_TEST(small.run("'x'.repeat(1100000)").error().message.ends_with("it has more than 1 MB of text"));
    BOOST_TEST(!small.run(std::string(1025, ' ')));
}

BOOST_AUTO_TEST_CASE(threads_do_not_meet) {
    ScriptWorld two({}, 2);
    const auto expression = two.engine.compile("a * 2");
    const auto script = two.engine.compile("var b = a * 2; execution.setVariable('b', b); b");
    BOOST_REQUIRE((expression && script));
    constexpr int count = 400;
    std::vector<std::promise<Result<ScriptOutput, ScriptFailure>>> answers(count);
    for (int at = 0; at < count; ++at)
        two.engine.evaluate(
            at % 8 == 0 ? *script : *expression, script_input({{"a", Value(at)}}), {},
            [&, at](auto result) { answers[static_cast<std::size_t>(at)].set_value(std::move(result)); });
    for (int at = 0; at < count; ++at) {
        const auto output = answers[static_cast<std::size_t>(at)].get_future().get();
        BOOST_TEST_REQUIRE(output.has_value());
        BOOST_TEST((output->value == Value(at * 2)));
        BOOST_TEST(output->changes.size() == (at % 8 == 0 ? 1U : 0U));
    }
}

BOOST_AUTO_TEST_CASE(an_engine_that_ends_answers_everybody) {
    std::atomic<int> answers{0};
    std::atomic<int> turned_away{0};
    {
        ScriptWorld short_lived;
        const auto slow = short_lived.engine.compile("while (true);");
        BOOST_REQUIRE(slow);
        for (int at = 0; at < 20; ++at)
            short_lived.engine.evaluate(*slow, script_input(), {}, [&](auto result) {
                ++answers;
                if (result.error().kind == Kind::turned_away) ++turned_away;
            });
    }
    BOOST_TEST(answers == 20);
    BOOST_TEST(turned_away >= 18);
}

BOOST_AUTO_TEST_CASE(who_throws_when_told_keeps_nobody_else_back) {
    std::atomic<int> told{0};
    const auto throws = [&](const auto&) {
        ++told;
        throw std::runtime_error("nobody listens");
    };
    {
        ScriptWorld short_lived;
        const auto quick = short_lived.engine.compile("1 + 1");
        const auto slow = short_lived.engine.compile("while (true);");
        BOOST_REQUIRE((quick && slow));
        short_lived.engine.evaluate(*quick, script_input(), {}, throws);
        BOOST_TEST(short_lived.engine.evaluate(*quick, script_input()).has_value(), "its thread goes on");
        for (int at = 0; at < 5; ++at) short_lived.engine.evaluate(*slow, script_input(), {}, throws);
    }
    BOOST_TEST(told == 6);
}

BOOST_AUTO_TEST_CASE(an_engine_takes_what_another_has_compiled) {
    const auto script = world().engine.compile("a + 1");
    BOOST_REQUIRE(script);
    ScriptWorld other;
    const auto output = other.engine.evaluate(*script, script_input({{"a", Value(1)}}));
    BOOST_TEST_REQUIRE(output.has_value());
    BOOST_TEST((output->value == Value(2)));
}

// Run by the test below, in a folder where the module is not.
BOOST_AUTO_TEST_CASE(without_the_module, *boost::unit_test::disabled()) {
    const auto compiled = world().engine.compile("1");
    BOOST_REQUIRE(!compiled);
    BOOST_TEST(
        compiled.error().message.starts_with("JavaScript cannot run here: the module is missing. Install it as "));
}

BOOST_AUTO_TEST_CASE(a_program_without_the_module_says_so) {
    const std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("pavane_without_module_" + std::to_string(::getpid()));
    std::filesystem::create_directory(folder);
    std::filesystem::copy_file("/proc/self/exe", folder / "tests");
    const std::string command =
        (folder / "tests").string() + " --run_test=without_the_module --logger=HRF,error,stdout --report_level=no";
    BOOST_TEST(std::system(command.c_str()) == 0);
    std::filesystem::remove_all(folder);
}

BOOST_AUTO_TEST_CASE(names_of_languages) {
    for (const char* name : {"javascript", "JavaScript", "text/javascript", "application/javascript", "ecmascript",
                             "ECMAScript", "graal.js", "Graal.js", "nashorn", "js", "text/javascript; charset=utf-8"})
        BOOST_TEST((script_language(name) == Language::javascript), name);
    BOOST_TEST((script_language("juel") == Language::juel));
    BOOST_TEST((script_language("FEEL") == Language::feel));
    for (const char* name : {"groovy", "python", "", "java", "javascripty"}) BOOST_TEST(!script_language(name), name);
}
