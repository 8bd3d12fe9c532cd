#include <utility>

#include "tests/tck/tck_run.hpp"

namespace pavane::tests {

namespace {

struct Count {
    std::size_t cases = 0;
    std::size_t passed = 0;
};

std::string row(const std::string& name, const Count& count) {
    return "| " + name + " | " + std::to_string(count.cases) + " | " + std::to_string(count.passed) + " | " +
           std::to_string(count.cases - count.passed) + " |\n";
}

// A cell of a table, or a word in a line: no line ends, no bars.
std::string in_one_line(std::string text) {
    for (char& c : text)
        if (c == '\n' || c == '|') c = ' ';
    return text;
}

}  // namespace

std::string conformance_report(const std::vector<TckOutcome>& outcomes, const TckExclusions& exclusions) {
    std::map<std::string, Count> levels;
    std::map<std::pair<std::string, std::string>, Count> folders;
    Count all;
    std::string failures;
    for (const TckOutcome& outcome : outcomes) {
        for (Count* count : {&levels[outcome.level], &folders[{outcome.level, outcome.folder}], &all}) {
            ++count->cases;
            if (outcome.passed) ++count->passed;
        }
        if (outcome.passed) continue;
        const auto reason = exclusions.find(key_of(outcome));
        failures += "- `" + key_of(outcome) +
                    "`: " + (reason == exclusions.end() ? in_one_line(outcome.difference) : reason->second) + "\n";
    }
    std::string report =
        "# DMN conformance\n\nThe cases of the DMN Technology Compatibility Kit, as `./dev tck` ran them. This file is "
        "generated.\nCases that the kit's files hold in comments are not cases. A number is as expected where it is "
        "the same, or "
        "where the kit\nwrites an approximation and the first eight digits behind the point are; a case that expects "
        "an error "
        "passes with null.\n\n| level | cases | passed | not passed |\n|---|---|---|---|\n";
    for (const auto& [level, count] : levels) report += row(level, count);
    report += row("all", all);
    report += "\n## Not passed\n\n" + (failures.empty() ? std::string("None.\n") : failures);
    report += "\n## By folder\n\n| folder | cases | passed | not passed |\n|---|---|---|---|\n";
    for (const auto& [key, count] : folders) report += row(key.first + "/" + key.second, count);
    return report;
}

}  // namespace pavane::tests
