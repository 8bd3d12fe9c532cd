// The .scenario language: one line, one verb, readable as a table. conformance/README.md tells what the lines mean; the
// verbs themselves are the tables of verbs.hpp.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/result.hpp"

namespace pavane::conformance {

// One line. `fails "part of the message" VERB ...` is the line VERB ... with what its refusal must say.
struct Line {
    std::size_t number = 0;  // 1-based
    std::string text;        // as written, without the white space around it
    std::string verb;
    std::vector<std::string> words;    // behind the verb; text in quotes stays one word and keeps its quotes
    std::optional<std::string> fails;  // without quotes
};

struct Scenario {
    std::filesystem::path root;    // the folder of all scenarios, in the repository's own
    std::filesystem::path folder;  // where the files it deploys are
    std::string name;              // chapter/file, without the ending
    std::vector<Line> lines;
};

struct ScenarioError {
    std::size_t line = 0;
    std::string message;  // a plain sentence
};

// Splits the text into lines and words; a '#' at the start of a word begins a comment. Refuses open quotes and
// brackets, and lines that begin with no known verb or give it fewer words than it needs.
Result<std::vector<Line>, ScenarioError> parse_lines(std::string_view text);

// Reads a .scenario file; the error of one that cannot be read is on line 0.
Result<Scenario, ScenarioError> read_scenario(const std::filesystem::path& file, const std::filesystem::path& root);

}  // namespace pavane::conformance
