// Runs cases of the DMN Technology Compatibility Kit, and writes down what came of it.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tests/tck/tck_case.hpp"

namespace pavane::tests {

struct TckOutcome {
    std::string level;   // "compliance-level-2"
    std::string folder;  // "0001-input-data-string"
    std::string id;      // of the case
    bool passed = false;
    std::string difference;  // what was expected and what came, in FEEL; empty if it passed
};

// Every case of the kit, in the order of folders and files.
std::vector<TckOutcome> run_tck(const std::filesystem::path& kit);

// Cases that are not passed, and why: "folder/id" to a sentence.
using TckExclusions = std::map<std::string, std::string>;
TckExclusions read_exclusions(const std::filesystem::path& path);

inline std::string key_of(const TckOutcome& outcome) { return outcome.folder + "/" + outcome.id; }

// Markdown: the table per folder, then every case that did not pass, with its reason.
std::string conformance_report(const std::vector<TckOutcome>& outcomes, const TckExclusions& exclusions);

}  // namespace pavane::tests
