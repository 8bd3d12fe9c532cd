// The words of a command line: options with and without a value, and what is neither. Every option has an environment
// variable PAVANE_NAME; a secret may stand in a file named by PAVANE_NAME_FILE (users' contract §4a, issue
// "Operation").
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/result.hpp"

namespace pavane::app {

struct Option {
    std::string_view name;  // without the dashes
    bool takes_value = true;
    std::string_view help;
    bool repeatable = false;
};

struct Arguments {
    std::map<std::string, std::vector<std::string>, std::less<>> options;
    std::vector<std::string> operands;

    bool has(std::string_view option) const;
    std::optional<std::string> value(std::string_view option) const;  // the last one given
    std::vector<std::string> values(std::string_view option) const;
};

struct ArgumentProblem {
    std::string message;  // a plain sentence
    bool is_missing_file = false;
};

// "--name value", "--name=value", "--flag", "--" ends the options; "-o" and the like are not options. What the command
// line does not say is taken from the environment and then from the file named by --config (lines "name = value", '#'
// comments), where a flag is true, yes, on, 1 or false, no, off, 0. The file may set `known_names` too, the options of
// other verbs.
Result<Arguments, ArgumentProblem> parse_arguments(std::span<const std::string_view> words,
                                                   std::span<const Option> options,
                                                   std::span<const std::string> known_names);

}  // namespace pavane::app
