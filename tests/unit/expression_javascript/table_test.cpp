#include <boost/test/unit_test.hpp>

#include "tests/unit/expression_javascript/world.hpp"

using namespace pavane;
using namespace pavane::expression;
using namespace pavane::tests;

namespace {

std::string shown(const Value& value) {
    if (const std::string* text = value.string()) return "\"" + *text + "\"";
    if (value.document()) return "document " + value.document()->text;
    if (value.date_time()) return "date " + format(*value.date_time());
    return std::string(name_of(value.kind())) + " " + TableDocuments().write(value).value();
}

// "execution.setVariable('x', 5)", with the value as shown() has it.
std::string shown(const ScriptChange& change) {
    std::string text = change.object + "." + change.method + "(";
    for (const Value& argument : change.arguments) text += (text.back() == '(' ? "" : ", ") + shown(argument);
    return text + ")";
}

std::string shown(const ScriptOutput& output) {
    std::string text = shown(output.value);
    for (const ScriptChange& change : output.changes) text += " => " + shown(change);
    for (const std::string& line : output.printed) text += " => printed " + line;
    return text;
}

std::string kind_of(const ScriptFailure& failure) {
    using Kind = ScriptFailure::Kind;
    switch (failure.kind) {
        case Kind::bpmn_error:
            return "bpmn error " + failure.error_code + ":";
        case Kind::time:
            return "time:";
        case Kind::memory:
            return "memory:";
        case Kind::result:
            return "result:";
        case Kind::unavailable:
        case Kind::turned_away:
            return "unavailable:";
        case Kind::thrown:
            break;
    }
    return "error:";
}

bool is_expected(const ScriptFailure& failure, const std::string& expected) {
    // How fast the machine is decides which one is reached.
    if (expected == "limit")
        return failure.kind == ScriptFailure::Kind::time || failure.kind == ScriptFailure::Kind::memory;
    const std::string kind = kind_of(failure);
    if (!expected.starts_with(kind)) return false;
    const std::size_t at = std::min(kind.size() + 1, expected.size());
    return failure.message.find(expected.substr(at)) != std::string::npos;
}

// What the row should have given, and did not. Expected is "syntax: ...", a failure's kind and a part of its message
// ("error: ...", "memory: ..."; "limit" is time or memory), or the value; behind " => " the changes and the printed
// lines.
std::string check(const TableRow& row) {
    const auto compiled = world().engine.compile(row.expression);
    if (!compiled) {
        const std::string given = "syntax: " + compiled.error().message;
        return row.expected.starts_with("syntax: ") && given.find(row.expected.substr(8)) != std::string::npos
                   ? ""
                   : "does not compile: " + given;
    }
    const auto output = world().engine.evaluate(*compiled, script_input(read_variables(row.variables)));
    if (!output) {
        if (is_expected(output.error(), row.expected)) return "";
        return "fails: " + kind_of(output.error()) + " " + output.error().message;
    }
    const std::size_t end = std::min(row.expected.find(" => "), row.expected.size());
    try {
        const std::string expected = shown(read_value(row.expected.substr(0, end))) + row.expected.substr(end);
        return shown(*output) == expected ? "" : "gives " + shown(*output) + ", not " + expected;
    } catch (const std::runtime_error&) {
        return "gives " + shown(*output) + ", and what is expected cannot be read";
    }
}

void check_table(std::string_view file, std::size_t least_rows) {
    const auto rows = read_table(file);
    BOOST_TEST(rows.size() >= least_rows);
    for (const TableRow& row : rows) {
        BOOST_TEST_CHECKPOINT(file << " line " << row.line);
        const std::string problem = check(row);
        BOOST_TEST(problem.empty(), file << " line " << row.line << ": " << row.expression << " " << problem);
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_language) { check_table("javascript/language.txt", 40); }
BOOST_AUTO_TEST_CASE(the_values) { check_table("javascript/values.txt", 40); }
BOOST_AUTO_TEST_CASE(the_objects_of_the_engine) { check_table("javascript/engine.txt", 40); }
BOOST_AUTO_TEST_CASE(what_is_hostile) { check_table("javascript/hostile.txt", 30); }
