// A verb of the command line: one file each, listed in main.cpp.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "app/arguments.hpp"

namespace pavane::app {

// Exit codes (users' contract §4a).
enum Exit : int {
    ok = 0,
    failure = 1,
    usage = 2,
    not_found = 3,
    unauthorised = 4,
    conflict = 5,
    invalid = 6,
    timed_out = 7
};

struct Verb {
    std::string_view name;
    std::string_view operands;  // for the help text
    std::string_view help;
    std::string_view example;
    std::vector<Option> options;
    int (*run)(const Arguments& arguments);
};

Verb check_verb();
Verb db_verb();
Verb deploy_verb();
Verb dev_verb();
Verb dmn_verb();
Verb feel_verb();
Verb run_verb();
Verb serve_verb();
Verb version_verb();

}  // namespace pavane::app
