#include "app/arguments.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace pavane::app {

namespace {

using Outcome = Result<void, ArgumentProblem>;

tl::unexpected<ArgumentProblem> wrong(std::string message) {
    return tl::make_unexpected(ArgumentProblem{std::move(message), false});
}

tl::unexpected<ArgumentProblem> missing(std::string message) {
    return tl::make_unexpected(ArgumentProblem{std::move(message), true});
}

const Option* find_option(std::span<const Option> options, std::string_view name) {
    for (const Option& option : options)
        if (option.name == name) return &option;
    return nullptr;
}

std::string trimmed(std::string_view text) {
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.remove_suffix(1);
    return std::string(text);
}

std::optional<std::string> read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    std::ostringstream content;
    content << file.rdbuf();
    return content.str();
}

std::string environment_name(std::string_view option) {
    std::string name = "PAVANE_";
    for (const char c : option) name += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return name;
}

bool is_true(const std::string& text) { return text == "true" || text == "1" || text == "yes"; }

Outcome give(Arguments& arguments, const Option& option, const std::string& value) {
    if (option.takes_value)
        arguments.options[std::string(option.name)] = {value};
    else if (is_true(value))
        arguments.options[std::string(option.name)] = {""};
    return {};
}

Outcome take_environment(Arguments& arguments, std::span<const Option> options) {
    for (const Option& option : options) {
        if (arguments.has(option.name)) continue;
        const std::string name = environment_name(option.name);
        if (const char* value = std::getenv(name.c_str())) {
            if (auto given = give(arguments, option, value); !given) return given;
        } else if (const char* path = std::getenv((name + "_FILE").c_str())) {
            const std::optional<std::string> content = read_file(path);
            if (!content) return missing("The file that " + name + "_FILE names cannot be read.");
            if (auto given = give(arguments, option, trimmed(*content)); !given) return given;
        }
    }
    return {};
}

Outcome take_file(Arguments& arguments, std::span<const Option> options) {
    const std::optional<std::string> path = arguments.value("config");
    if (!path) return {};
    const std::optional<std::string> content = read_file(*path);
    if (!content) return missing("The configuration file '" + *path + "' cannot be read.");
    std::istringstream lines(*content);
    std::size_t number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        const std::string text = trimmed(line);
        if (text.empty() || text.front() == '#') continue;
        const std::size_t equals = text.find('=');
        const std::string name = trimmed(std::string_view(text).substr(0, equals));
        const Option* option = find_option(options, name);
        if (equals == std::string::npos || !option)
            return wrong("Line " + std::to_string(number) + " of '" + *path +
                         "' sets nothing that this command knows.");
        std::string value = trimmed(std::string_view(text).substr(equals + 1));
        if (value.size() > 1 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
        if (arguments.has(name)) continue;
        if (auto given = give(arguments, *option, value); !given) return given;
    }
    return {};
}

}  // namespace

bool Arguments::has(std::string_view option) const { return options.find(option) != options.end(); }

std::optional<std::string> Arguments::value(std::string_view option) const {
    const auto found = options.find(option);
    return found == options.end() ? std::nullopt : std::optional(found->second.back());
}

std::vector<std::string> Arguments::values(std::string_view option) const {
    const auto found = options.find(option);
    return found == options.end() ? std::vector<std::string>() : found->second;
}

Result<Arguments, ArgumentProblem> parse_arguments(std::span<const std::string_view> words,
                                                   std::span<const Option> options) {
    Arguments arguments;
    bool only_operands = false;
    for (std::size_t at = 0; at < words.size(); ++at) {
        std::string_view word = words[at];
        if (only_operands || !word.starts_with("--") || word == "--") {
            if (word == "--" && !only_operands)
                only_operands = true;
            else
                arguments.operands.emplace_back(word);
            continue;
        }
        word.remove_prefix(2);
        const std::size_t equals = word.find('=');
        const std::string name(word.substr(0, equals));
        const Option* option = find_option(options, name);
        if (!option) return wrong("There is no option --" + name + ".");
        std::string value;
        if (equals != std::string_view::npos)
            value = word.substr(equals + 1);
        else if (option->takes_value && at + 1 < words.size())
            value = words[++at];
        else if (option->takes_value)
            return wrong("The option --" + name + " needs a value.");
        if (!option->takes_value && equals != std::string_view::npos)
            return wrong("The option --" + name + " takes no value.");
        arguments.options[name].push_back(value);
    }
    if (auto taken = take_environment(arguments, options); !taken) return tl::make_unexpected(taken.error());
    if (auto taken = take_file(arguments, options); !taken) return tl::make_unexpected(taken.error());
    return arguments;
}

}  // namespace pavane::app
