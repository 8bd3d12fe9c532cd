// Decision tables on one core: evaluations a second, and how long a file of a megabyte takes to read.
#include <chrono>
#include <cstdio>
#include <string>

#include "dmn/execution/evaluate.hpp"
#include "dmn/link/link.hpp"
#include "dmn/parser/parse.hpp"

namespace {

using namespace pavane;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds measured{2};

double seconds_since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

std::string cell(std::string_view tag, const std::string& text) {
    return "<" + std::string(tag) + "><text>" + text + "</text></" + std::string(tag) + ">";
}

std::string input_data(const std::string& name, const std::string& type) {
    return "<inputData id='" + name + "' name='" + name + "'><variable name='" + name + "' typeRef='" + type +
           "'/></inputData>";
}

std::string required(const std::string& name) {
    return "<informationRequirement><requiredInput href='#" + name + "'/></informationRequirement>";
}

std::string clause(const std::string& name, const std::string& type) {
    return "<input><inputExpression typeRef='" + type + "'><text>" + name + "</text></inputExpression></input>";
}

// A table over an amount, a customer's kind and a country, in which the rule in the middle is the one that matches.
std::string decision(const std::string& id, int rules) {
    std::string text = "<decision id='" + id + "' name='" + id + "'>" + required("amount") + required("kind") +
                       required("country") + "<decisionTable hitPolicy='UNIQUE'>" + clause("amount", "number") +
                       clause("kind", "string") + clause("country", "string") + "<output typeRef='number'/>";
    for (int rule = 0; rule < rules; ++rule)
        text += "<rule>" +
                cell("inputEntry", "[" + std::to_string(rule * 10) + ".." + std::to_string(rule * 10 + 10) + ")") +
                cell("inputEntry", "\"gold\", \"silver\"") + cell("inputEntry", "not(\"AQ\")") +
                cell("outputEntry", "amount * 0." + std::to_string(rule % 9 + 1)) + "</rule>";
    return text + "</decisionTable></decision>";
}

std::string model(int decisions, int rules) {
    std::string text =
        "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' id='m' name='m' namespace='b'>" +
        input_data("amount", "number") + input_data("kind", "string") + input_data("country", "string");
    for (int at = 0; at < decisions; ++at) text += decision("d" + std::to_string(at), rules);
    return text + "</definitions>";
}

void evaluations(int rules) {
    const auto parsed = dmn::parse(model(1, rules));
    const dmn::Linked linked = dmn::link(parsed->definitions);
    expression::Context inputs;
    inputs.set("amount", rules * 5 + 1);
    inputs.set("kind", "silver");
    inputs.set("country", "FR");
    const dmn::EvaluationOptions options{.limits = {.steps = 1'000'000}, .now = {}};
    std::size_t count = 0;
    const auto begin = Clock::now();
    while (Clock::now() - begin < measured)
        for (int round = 0; round < 100; ++round, ++count) {
            const auto evaluation = dmn::evaluate_decision(linked.model, "d0", inputs, options);
            if (!evaluation || evaluation->value.is_null()) {
                std::printf("the table of %d rules gives nothing\n", rules);
                return;
            }
        }
    std::printf("dmn: table of %4d rules and 3 inputs        %12.0f decisions/s\n", rules,
                static_cast<double>(count) / seconds_since(begin));
}

void reading() {
    std::string text = model(1, 10);
    for (int decisions = 2; text.size() < 1024 * 1024; ++decisions) text = model(decisions, 100);
    auto begin = Clock::now();
    const auto parsed = dmn::parse(text);
    const double read_ms = seconds_since(begin) * 1000;
    begin = Clock::now();
    const dmn::Linked linked = dmn::link(parsed->definitions);
    std::printf("dmn: a file of %zu kB                     %6.0f ms to read, %.0f ms to compile\n", text.size() / 1024,
                read_ms, seconds_since(begin) * 1000);
}

}  // namespace

int main() {
    evaluations(10);
    evaluations(1000);
    reading();
    return 0;
}
