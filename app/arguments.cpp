#include "app/arguments.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <set>
#include <sstream>

#include "app/files.hpp"
#include "foundation/closest_word.hpp"

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

std::string environment_name(std::string_view option) {
    std::string name = "PAVANE_";
    for (const char c : option) name += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return name;
}

std::vector<std::string> names_of(std::span<const Option> options) {
    std::vector<std::string> names;
    for (const Option& option : options) names.emplace_back(option.name);
    return names;
}

// How a sentence about a word that is not known ends.
std::string hint(std::string_view word, std::span<const std::string> known) {
    const std::string meant = did_you_mean(word, known);
    return meant.empty() ? "." : meant;
}

// Nothing: it is neither.
std::optional<bool> switch_of(const std::string& text) {
    for (const std::string_view word : {"true", "yes", "on", "1"})
        if (text == word) return true;
    for (const std::string_view word : {"false", "no", "off", "0"})
        if (text == word) return false;
    return std::nullopt;
}

// What takes the place of options that the command line does not say. Who comes first wins: a switch that the
// environment turns off stays off, whatever the file says.
class Defaults {
  public:
    Defaults(Arguments& arguments, std::span<const Option> options, std::span<const std::string> known_names)
        : arguments_(arguments), options_(options), known_names_(known_names) {
        for (const auto& [name, values] : arguments.options) said_.insert(name);
    }

    Outcome take_environment() {
        for (const Option& option : options_) {
            const std::string name = environment_name(option.name);
            if (const char* value = std::getenv(name.c_str())) {
                if (auto given = give(option, value, name); !given) return given;
            } else if (const char* path = std::getenv((name + "_FILE").c_str())) {
                const auto content = read_file(path);
                if (!content) return missing(name + "_FILE: " + content.error());
                if (auto given = give(option, trimmed(*content), name); !given) return given;
            }
        }
        return misspelt_in_environment();
    }

    Outcome take_file() {
        const std::optional<std::string> path = arguments_.value("config");
        if (!path) return {};
        const auto content = read_file(*path);
        if (!content) return missing("--config: " + content.error());
        std::istringstream lines(*content);
        std::size_t number = 0;
        for (std::string line; std::getline(lines, line);) {
            const std::string text = trimmed(line);
            const std::string place = "Line " + std::to_string(++number) + " of '" + *path + "'";
            if (text.empty() || text.front() == '#') continue;
            if (auto taken = take_line(text, place); !taken) return taken;
        }
        return {};
    }

  private:
    // A variable that is nearly one of ours; others may be anybody's.
    Outcome misspelt_in_environment() const {
        constexpr std::string_view prefix = "PAVANE_";
        std::vector<std::string> known{"PAVANE_URL"};
        for (const std::string& name : known_names_) {
            known.push_back(environment_name(name));
            known.push_back(known.back() + "_FILE");
        }
        std::vector<std::string> suffixes;
        for (const std::string& name : known) suffixes.push_back(name.substr(prefix.size()));
        for (char** each = environ; *each != nullptr; ++each) {
            const std::string_view entry(*each);
            if (!entry.starts_with(prefix)) continue;
            const std::string name(entry.substr(0, entry.find('=')));
            if (std::ranges::find(known, name) != known.end()) continue;
            // The prefix that all have does not count as likeness.
            if (!did_you_mean(std::string_view(name).substr(prefix.size()), suffixes, 2).empty())
                return wrong("The environment has " + name + ", which is no setting" + did_you_mean(name, known));
        }
        return {};
    }

    Outcome take_line(const std::string& text, const std::string& place) {
        const std::size_t equals = text.find('=');
        if (equals == std::string::npos) return wrong(place + " has no '='. Write name = value.");
        const std::string name = trimmed(std::string_view(text).substr(0, equals));
        std::string value = trimmed(std::string_view(text).substr(equals + 1));
        if (value.size() > 1 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
        if (const Option* option = find_option(options_, name)) return give(*option, value, place + ": " + name);
        // Several verbs can share a file.
        if (std::ranges::find(known_names_, name) != known_names_.end()) return {};
        return wrong(place + " sets '" + name + "', which is no option" + hint(name, known_names_));
    }

    Outcome give(const Option& option, const std::string& value, const std::string& place) {
        if (!said_.emplace(option.name).second) return {};
        if (option.takes_value) {
            arguments_.options[std::string(option.name)] = {value};
            return {};
        }
        const std::optional<bool> is_on = switch_of(value);
        if (!is_on) return wrong(place + " is true or false, and '" + value + "' is neither.");
        if (*is_on) arguments_.options[std::string(option.name)] = {""};
        return {};
    }

    Arguments& arguments_;
    std::span<const Option> options_;
    std::span<const std::string> known_names_;
    std::set<std::string, std::less<>> said_;
};

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
                                                   std::span<const Option> options,
                                                   std::span<const std::string> known_names) {
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
        if (!option) return wrong("There is no option --" + name + hint(name, names_of(options)));
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
    Defaults defaults(arguments, options, known_names);
    if (auto taken = defaults.take_environment(); !taken) return tl::make_unexpected(taken.error());
    if (auto taken = defaults.take_file(); !taken) return tl::make_unexpected(taken.error());
    return arguments;
}

}  // namespace pavane::app
