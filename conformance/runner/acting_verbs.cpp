// The verbs that do something.
#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "conformance/runner/find.hpp"
#include "conformance/runner/verbs.hpp"
#include "conformance/runner/words.hpp"
#include "expression/temporal.hpp"

namespace pavane::conformance {

namespace {

template <class T>
T understood(Result<T, std::string> result) {
    if (!result) throw Mismatch(result.error());
    return std::move(*result);
}

// What stands behind the first words of a line: named options (`key "A-1"`) and assignments.
struct Options {
    std::map<std::string, std::string> named;
    core::Assignments variables;
    core::Assignments correlation_keys;  // behind the option `where`
};

Options read_options(const Line& line, std::size_t from, const std::vector<std::string>& names) {
    Options options;
    bool where = false;
    for (std::size_t at = from; at < line.words.size(); ++at) {
        const std::string& word = line.words[at];
        if (is_assignment(word)) {
            (where ? options.correlation_keys : options.variables).push_back(understood(assignment(word)));
        } else if (word == "where") {
            where = true;
        } else if (word == "with") {
            where = false;
        } else {
            const bool known = std::find(names.begin(), names.end(), word) != names.end();
            if (!known || at + 1 == line.words.size())
                throw Mismatch("'" + word + "' is neither name=value nor an option of this verb with its value.");
            options.named[word] = understood(unquoted(line.words[++at]));
        }
    }
    return options;
}

core::Assignments read_assignments(const Line& line, std::size_t from) {
    return read_options(line, from, {}).variables;
}

std::optional<std::string> option(const Options& options, const std::string& name) {
    const auto found = options.named.find(name);
    return found == options.named.end() ? std::nullopt : std::optional(found->second);
}

std::int32_t number(const std::string& text) {
    std::int32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) throw Mismatch("'" + text + "' is no number.");
    return value;
}

// A file beside the scenario; `shared:PATH` is one of the reference data, which need not be at hand.
std::string read_file(const Run& run, const std::string& name) {
    constexpr std::string_view prefix = "shared:";
    std::filesystem::path path = run.scenario.folder / name;
    if (name.starts_with(prefix)) {
        const char* shared = std::getenv("PAVANE_SHARED");
        const std::filesystem::path folder = shared ? shared : run.scenario.root.parent_path().parent_path() / "shared";
        path = folder / name.substr(prefix.size());
        if (!std::filesystem::exists(path))
            throw ReferenceMissing("set PAVANE_SHARED to the folder that has " + name.substr(prefix.size()));
    }
    std::ifstream file(path, std::ios::binary);
    if (!file) throw Mismatch("There is no file '" + path.string() + "'.");
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string file_name(const std::string& name) { return name.substr(name.rfind('/') + 1); }

std::string in_words(const std::vector<Finding>& findings) {
    std::string text;
    for (const Finding& finding : findings)
        text += "\n  " + finding.code + " " + finding.element + ": " + finding.message;
    return text;
}

Answer deploy(Run& run, const Line& line) {
    Files files;
    for (const std::string& name : line.words) files.emplace_back(file_name(name), read_file(run, name));
    const DeployAnswer answer = run.driver.deploy(files);
    if (!answer.deployed) throw Mismatch("The deployment was refused:" + in_words(answer.errors));
    return {};
}

using Expected = std::vector<std::pair<std::string, std::string>>;  // code, element

Expected expected_findings(const Line& line) {
    Expected expected;
    for (std::size_t at = 1; at + 1 < line.words.size(); at += 2)
        expected.emplace_back(line.words[at], understood(unquoted(line.words[at + 1])));
    if (line.words.size() % 2 == 0) throw Mismatch("Write each rule with the element it names: CODE ELEMENT.");
    std::sort(expected.begin(), expected.end());
    return expected;
}

void compare_findings(const Expected& expected, const std::vector<Finding>& findings) {
    Expected found;
    for (const Finding& finding : findings) found.emplace_back(finding.code, finding.element);
    std::sort(found.begin(), found.end());
    if (found != expected) throw Mismatch("The findings are others:" + in_words(findings));
}

Answer refused(Run& run, const Line& line) {
    const World before = run.driver.look();
    const DeployAnswer answer = run.driver.deploy({{line.words[0], read_file(run, line.words[0])}});
    if (answer.deployed) throw Mismatch("It was deployed.");
    compare_findings(expected_findings(line), answer.errors);
    if (run.driver.look() != before) throw Mismatch("It was refused, but something has changed.");
    return {};
}

Answer warned(Run& run, const Line& line) {
    const DeployAnswer answer = run.driver.deploy({{line.words[0], read_file(run, line.words[0])}});
    if (!answer.deployed) throw Mismatch("The deployment was refused:" + in_words(answer.errors));
    compare_findings(expected_findings(line), answer.warnings);
    return {};
}

Answer start(Run& run, const Line& line) {
    const Options options = read_options(line, 1, {"key"});
    if (run.first_key.empty()) run.first_key = line.words[0];
    return run.driver.start({line.words[0], option(options, "key").value_or(""), options.variables});
}

Answer message(Run& run, const Line& line) {
    Options options = read_options(line, 1, {"key"});
    return run.driver.correlate({understood(unquoted(line.words[0])), option(options, "key"),
                                 std::move(options.correlation_keys), std::move(options.variables)});
}

Answer complete(Run& run, const Line& line) {
    return run.driver.perform(
        core::CompleteUserTask{find_task(run.driver.look(), line.words[0]).id, read_assignments(line, 1), {}});
}

Answer claim(Run& run, const Line& line) {
    return run.driver.perform(
        core::ChangeUserTask{find_task(run.driver.look(), line.words[0]).id, std::nullopt, line.words[1]});
}

Answer assign(Run& run, const Line& line) {
    const std::string user = line.words[1] == "nobody" ? "" : line.words[1];
    return run.driver.perform(core::ChangeUserTask{find_task(run.driver.look(), line.words[0]).id, user, std::nullopt});
}

Answer worker(Run& run, const Line& line) {
    const core::ExternalTaskId task = find_external_task(run.driver.look(), line.words[0]).id;
    const std::string& what = line.words[1];
    if (what == "completes") return run.driver.perform(core::CompleteExternalTask{task, read_assignments(line, 2), {}});
    const std::string text = line.words.size() > 2 ? understood(unquoted(line.words[2])) : "";
    const Options options = read_options(line, std::min<std::size_t>(3, line.words.size()), {"retries", "saying"});
    if (what == "fails")
        return run.driver.perform(core::FailExternalTask{
            task, text, "details of " + text, number(option(options, "retries").value_or("0")), options.variables, {}});
    if (what == "raises")
        return run.driver.perform(
            core::RaiseExternalTaskError{task, text, option(options, "saying").value_or(""), options.variables});
    throw Mismatch("A worker completes, fails \"message\" or raises CODE.");
}

Answer advance_by(Run& run, const Line& line) {
    const auto duration = understood(expression::parse_duration(line.words[0]));
    advance(run, understood(expression::add(run.time, duration)));
    return {};
}

Answer job(Run& run, const Line& line) {
    if (line.words[1] != "runs") throw Mismatch("Write: job ELEMENT runs");
    return run.driver.perform(core::RunJob{find_job(run.driver.look(), line.words[0]).id});
}

Answer retries(Run& run, const Line& line) {
    const World world = run.driver.look();
    const std::int32_t count = number(line.words[1]);
    const bool external = std::any_of(world.external_tasks.begin(), world.external_tasks.end(),
                                      [&](const auto& task) { return task.element == line.words[0]; });
    if (external)
        return run.driver.perform(core::SetExternalTaskRetries{find_external_task(world, line.words[0]).id, count});
    return run.driver.perform(core::SetJobRetries{find_job(world, line.words[0]).id, count});
}

Answer set(Run& run, const Line& line) {
    const bool local = line.verb == "set-local";
    const core::ActivityId scope = find_scope(run.driver.look(), line.words[0]);
    return run.driver.perform(core::ChangeVariables{scope, read_assignments(line, 1), {}, local});
}

Answer forget(Run& run, const Line& line) {
    const core::ActivityId scope = find_scope(run.driver.look(), line.words[0]);
    return run.driver.perform(core::ChangeVariables{scope, {}, {line.words.begin() + 1, line.words.end()}, false});
}

Answer remove(Run& run, const Line& line) {
    return run.driver.perform(
        core::DeleteProcessInstance{find_scope(run.driver.look(), line.words[0]), "by the scenario", false, false});
}

constexpr Verb table[] = {
    {"deploy", 1, "deploy FILE...", true, deploy},
    {"refused", 3, "refused FILE CODE ELEMENT...", true, refused},
    {"warned", 3, "warned FILE CODE ELEMENT...", true, warned},
    {"start", 1, "start PROCESS [key BUSINESS_KEY] [name=value...]", true, start},
    {"message", 1, "message NAME [key BUSINESS_KEY] [where name=value...] [with name=value...]", true, message},
    {"complete", 1, "complete TASK [name=value...]", true, complete},
    {"claim", 2, "claim TASK USER", true, claim},
    {"assign", 2, "assign TASK USER|nobody", true, assign},
    {"worker", 2,
     "worker TOPIC completes [name=value...] | fails \"message\" [retries N] | raises CODE [saying \"message\"]", true,
     worker},
    {"advance", 1, "advance DURATION", true, advance_by},
    {"job", 2, "job ELEMENT runs", true, job},
    {"retries", 2, "retries ELEMENT COUNT", true, retries},
    {"set", 2, "set SCOPE name=value...", true, set},
    {"set-local", 2, "set-local SCOPE name=value...", true, set},
    {"forget", 2, "forget SCOPE NAME...", true, forget},
    {"delete", 1, "delete PROCESS", true, remove},
};

}  // namespace

std::span<const Verb> acting_verbs() { return table; }

}  // namespace pavane::conformance
