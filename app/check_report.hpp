// What `pavane check` finds in one file.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "expression/evaluator.hpp"
#include "foundation/diagnostic.hpp"

namespace pavane::app {

struct ProcessSummary {
    std::string id;
    bool executable = false;
    std::map<std::string, std::size_t> elements;  // how many of each tag
};

struct DecisionSummary {
    std::string id;
    std::string name;
    std::string logic;                // the tag of its expression; empty: none
    std::vector<std::string> inputs;  // the names that it can be given values by
};

struct CheckReport {
    std::string file;
    std::vector<ProcessSummary> processes;
    std::vector<DecisionSummary> decisions;
    std::vector<DecisionSummary> services;  // without logic of their own
    Diagnostics diagnostics;
};

// A BPMN file, whose scripts may stand in files beside it, or by its name a DMN file, whose imports are looked for
// among `others` and beside it. Without `scripts` JavaScript is an error.
CheckReport check_file(const std::string& path, const std::string& content, std::span<const std::string> others,
                       const expression::Evaluator& evaluator, bool scripts);

// One object, as `check --format json` prints it.
std::string to_json(const CheckReport& report);

}  // namespace pavane::app
