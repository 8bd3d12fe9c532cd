// The command line: finds the verb, reads its options, runs it. Data goes to standard output, messages to standard
// error.
#include <algorithm>
#include <cctype>
#include <cstdio>
#include <exception>
#include <new>
#include <set>
#include <string>
#include <system_error>

#include "app/verb.hpp"
#include "foundation/closest_word.hpp"

namespace {

using namespace pavane::app;

std::vector<Verb> verbs() {
    return {dev_verb(), serve_verb(), deploy_verb(), run_verb(),    check_verb(),
            dmn_verb(), feel_verb(),  db_verb(),     version_verb()};
}

std::vector<std::string> names_of_all_options() {
    std::set<std::string> names;
    for (const Verb& verb : verbs())
        for (const Option& option : verb.options) names.emplace(option.name);
    return {names.begin(), names.end()};
}

void print_help() {
    std::puts("Pavane runs BPMN processes and speaks Camunda 7's REST API.\n");
    for (const Verb& verb : verbs())
        std::printf("  pavane %-8.*s %-16.*s %.*s\n", static_cast<int>(verb.name.size()), verb.name.data(),
                    static_cast<int>(verb.operands.size()), verb.operands.data(), static_cast<int>(verb.help.size()),
                    verb.help.data());
    std::puts("\n'pavane help VERB' tells more. Every option can also be given as PAVANE_NAME in the environment.");
}

void print_help(const Verb& verb) {
    std::printf("pavane %s%s%s\n%s\n\n", std::string(verb.name).c_str(), verb.operands.empty() ? "" : " ",
                std::string(verb.operands).c_str(), std::string(verb.help).c_str());
    const auto written = [](const Option& option) {
        return "--" + std::string(option.name) + (option.takes_value ? " VALUE" : "");
    };
    std::size_t width = 0;
    for (const Option& option : verb.options) width = std::max(width, written(option).size());
    for (const Option& option : verb.options)
        std::printf("  %-*s  %s\n", static_cast<int>(width), written(option).c_str(), std::string(option.help).c_str());
    std::printf("\nExample: %s\n", std::string(verb.example).c_str());
}

// Where files are named, or nothing is; an expression may begin with a minus, and dmn has -o.
bool is_short_option(const Verb& verb, const std::string& word) {
    const bool is_short = word.size() == 2 && word[0] == '-' && std::isalpha(static_cast<unsigned char>(word[1]));
    return is_short && verb.name != "feel" && !(verb.name == "dmn" && word == "-o");
}

int run(const Verb& verb, std::vector<std::string_view> words) {
    for (const std::string_view word : words)
        if (word == "--help" || word == "-h") {
            print_help(verb);
            return Exit::ok;
        }
    const auto arguments = parse_arguments(words, verb.options, names_of_all_options());
    if (!arguments) {
        std::fprintf(stderr, "pavane %s: %s Try 'pavane help %s'.\n", std::string(verb.name).c_str(),
                     arguments.error().message.c_str(), std::string(verb.name).c_str());
        return arguments.error().is_missing_file ? Exit::not_found : Exit::usage;
    }
    for (const std::string& word : arguments->operands)
        if (is_short_option(verb, word)) {
            std::fprintf(stderr, "pavane %s: There is no option %s: options are written out. Try 'pavane help %s'.\n",
                         std::string(verb.name).c_str(), word.c_str(), std::string(verb.name).c_str());
            return Exit::usage;
        }
    return verb.run(*arguments);
}

// What the standard library throws speaks to programmers.
std::string sentence_of(const std::exception& error) {
    const auto* system = dynamic_cast<const std::system_error*>(&error);
    const bool has_no_more = system && system->code() == std::errc::resource_unavailable_try_again;
    if (has_no_more || dynamic_cast<const std::bad_alloc*>(&error))
        return "The system gives this program no more memory or threads: see its limits (ulimit -a), or its service's.";
    return error.what();
}

}  // namespace

int main(int count, char** values) {
    std::vector<std::string_view> words(values + 1, values + count);
    if (words.size() == 2 && words[0] == "help") words = {words[1], "--help"};
    if (words.empty() || words[0] == "help" || words[0] == "--help" || words[0] == "-h") {
        print_help();
        return words.empty() ? Exit::usage : Exit::ok;
    }
    const std::string_view wanted = words[0] == "--version" ? "version" : words[0];
    for (const Verb& verb : verbs()) {
        if (verb.name != wanted) continue;
        try {
            return run(verb, {words.begin() + 1, words.end()});
        } catch (const std::exception& error) {
            std::fprintf(stderr, "pavane %s: %s\n", std::string(verb.name).c_str(), sentence_of(error).c_str());
            return Exit::failure;
        }
    }
    std::vector<std::string> names;
    for (const Verb& verb : verbs()) names.emplace_back(verb.name);
    const std::string meant = pavane::did_you_mean(words[0], names);
    std::fprintf(stderr, "pavane: there is no verb '%s'%s Try 'pavane help'.\n", std::string(words[0]).c_str(),
                 meant.empty() ? "." : meant.c_str());
    return Exit::usage;
}
