// The test cases of the DMN Technology Compatibility Kit as its files hold them (testCases.xsd).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "expression/value.hpp"

namespace pavane::tests {

using expression::Value;

struct TckInput {
    std::string name;
    Value value;
};

struct TckResult {
    std::string name;
    bool is_error = false;  // what is wrong there is to be said; the value is null
    Value expected;
};

struct TckCase {
    std::string id;
    std::string service;  // empty: the results are decisions
    std::vector<TckInput> inputs;
    std::vector<TckResult> results;
};

struct TckFile {
    std::filesystem::path path;
    std::string model_name;
    std::vector<TckCase> cases;
};

// Throws std::runtime_error for a file that is not one of the kit's.
TckFile read_tck_file(const std::filesystem::path& path);

std::string read_bytes(const std::filesystem::path& path);

// Numbers by their value (to eight digits behind the point where the kit writes an approximation), times as the same
// point in time, contexts by their members in any order.
bool is_as_expected(const Value& actual, const Value& expected);

}  // namespace pavane::tests
