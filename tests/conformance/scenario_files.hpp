// Where the scenarios are.
#pragma once

#include <filesystem>
#include <vector>

namespace pavane::tests {

// The folder conformance/ of the repository that the tests run inside of.
std::filesystem::path scenario_root();

// Every .scenario under it, sorted.
const std::vector<std::filesystem::path>& scenario_files();

}  // namespace pavane::tests
