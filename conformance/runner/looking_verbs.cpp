// The verbs that compare what is there with what should be.
#include <algorithm>

#include "conformance/runner/find.hpp"
#include "conformance/runner/verbs.hpp"
#include "conformance/runner/words.hpp"
#include "expression/temporal.hpp"

namespace pavane::conformance {

namespace {

using Names = std::vector<std::string>;

std::string joined(const Names& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : " ") + name;
    return text.empty() ? "nothing" : text;
}

// The words of a line as a set in which a word may stand more than once; `nothing` alone is the empty one.
void compare(Names expected, Names found) {
    if (expected == Names{"nothing"}) expected.clear();
    std::sort(expected.begin(), expected.end());
    std::sort(found.begin(), found.end());
    if (expected != found) throw Mismatch("It was to be " + joined(expected) + ", but is " + joined(found) + ".");
}

template <class Record, class Name>
Names names_of(const std::vector<Record>& records, Name name) {
    Names names;
    for (const Record& record : records) names.push_back(name(record));
    return names;
}

Answer active(Run& run, const Line& line) {
    compare(line.words, names_of(run.driver.look().activities, [](const auto& activity) { return activity.element; }));
    return {};
}

Answer tasks(Run& run, const Line& line) {
    compare(line.words, names_of(run.driver.look().tasks, [](const auto& task) { return task.element; }));
    return {};
}

Answer external(Run& run, const Line& line) {
    compare(line.words, names_of(run.driver.look().external_tasks, [](const auto& task) { return task.topic; }));
    return {};
}

Answer jobs(Run& run, const Line& line) {
    compare(line.words, names_of(run.driver.look().jobs, [](const auto& job) { return job.element; }));
    return {};
}

Answer running(Run& run, const Line& line) {
    Names keys;
    for (const SeenProcess& process : run.driver.look().processes)
        if (process.ending.empty()) keys.push_back(process.key);
    compare(line.words, keys);
    return {};
}

void expect(const std::string& what, const std::string& expected, const std::string& found) {
    if (expected != found) throw Mismatch("The " + what + " was to be '" + expected + "', but is '" + found + "'.");
}

std::string in_words(const std::optional<Instant>& at) {
    return at ? expression::format_instant(*at) : std::string("none");
}

// task TASK [assignee NAME|nobody] [name TEXT] [priority N] [due DATE|none] [follow-up DATE|none]
Answer task(Run& run, const Line& line) {
    const OpenTask found = find_task(run.driver.look(), line.words[0]);
    if (line.words.size() % 2 == 0) throw Mismatch("Each word that is compared needs its value.");
    for (std::size_t at = 1; at < line.words.size(); at += 2) {
        const std::string& what = line.words[at];
        const auto value = unquoted(line.words[at + 1]);
        if (!value) throw Mismatch(value.error());
        if (what == "assignee")
            expect(what, *value, found.assignee.empty() ? "nobody" : found.assignee);
        else if (what == "name")
            expect(what, *value, found.name);
        else if (what == "priority")
            expect(what, *value, std::to_string(found.priority));
        else if (what == "due")
            expect(what, *value, in_words(found.due));
        else if (what == "follow-up")
            expect(what, *value, in_words(found.follow_up));
        else
            throw Mismatch("A task has no '" + what + "' to compare.");
    }
    return {};
}

Answer offered(Run& run, const Line& line) {
    if (line.words[0] != "user" && line.words[0] != "group") throw Mismatch("Write: offered user|group NAME TASK...");
    const auto kind = line.words[0] == "user" ? core::Candidate::Kind::user : core::Candidate::Kind::group;
    compare({line.words.begin() + 2, line.words.end()},
            run.driver.tasks_offered_to(kind, unquoted(line.words[1]).value_or(line.words[1])));
    return {};
}

Answer job_retries(Run& run, const Line& line) {
    const World world = run.driver.look();
    for (const OpenExternalTask& task : world.external_tasks)
        if (task.element == line.words[0]) {
            expect("number of retries", line.words[1], task.retries ? std::to_string(*task.retries) : "none");
            return {};
        }
    expect("number of retries", line.words[1], std::to_string(find_job(world, line.words[0]).retries));
    return {};
}

Answer incidents(Run& run, const Line& line) {
    compare(line.words, names_of(run.driver.look().incidents, [](const auto& incident) { return incident.element; }));
    return {};
}

Answer incident(Run& run, const Line& line) {
    const auto part = unquoted(line.words[1]);
    if (!part) throw Mismatch(part.error());
    for (const OpenIncident& open : run.driver.look().incidents)
        if (open.element == line.words[0] && open.message.find(*part) != std::string::npos) return {};
    throw Mismatch("There is no such incident.");
}

// variable NAME = VALUE | variable SCOPE.NAME = VALUE | variable NAME = absent
Answer variable(Run& run, const Line& line) {
    if (line.words[1] != "=") throw Mismatch("Write: variable [SCOPE.]NAME = VALUE");
    const std::size_t dot = line.words[0].rfind('.');
    const std::string scope = dot == std::string::npos ? run.first_key : line.words[0].substr(0, dot);
    const std::string name = dot == std::string::npos ? line.words[0] : line.words[0].substr(dot + 1);
    const World world = run.driver.look();
    if (line.words[2] == "absent") {
        for (const SeenVariable& seen : world.variables)
            if (seen.scope == scope && seen.name == name) throw Mismatch("It is " + to_words(seen.value) + ".");
        return {};
    }
    const auto expected = typed_value(line.words[2]);
    if (!expected) throw Mismatch(expected.error());
    const SeenVariable found = find_variable(world, scope, name);
    expect("variable", to_words(*expected), to_words(found.value));
    return {};
}

bool was_reached(const World& world, const std::string& element) {
    return std::any_of(world.history.begin(), world.history.end(), [&](const SeenActivity& activity) {
        return activity.element == element && activity.ending == "completed";
    });
}

// ended PROCESS completed|canceled [at END_EVENT] [times N]
Answer ended(Run& run, const Line& line) {
    std::string at;
    std::size_t times = 1;
    for (std::size_t word = 2; word + 1 < line.words.size(); word += 2) {
        if (line.words[word] == "at")
            at = line.words[word + 1];
        else if (line.words[word] == "times")
            times = std::stoul(line.words[word + 1]);
        else
            throw Mismatch("Write: ended PROCESS completed|canceled [at END_EVENT] [times N]");
    }
    std::size_t found = 0;
    const World world = run.driver.look();
    for (const SeenProcess& process : world.processes) {
        if (process.key != line.words[0] || process.ending != line.words[1]) continue;
        if (!at.empty()) expect("end event", at, process.end_element.value_or(was_reached(world, at) ? at : ""));
        ++found;
    }
    expect("number of such process instances", std::to_string(times), std::to_string(found));
    return {};
}

// history ELEMENT [completed|canceled|running] N
Answer history(Run& run, const Line& line) {
    const bool any = line.words.size() == 2;
    const std::string ending = any || line.words[1] == "running" ? "" : line.words[1];
    std::size_t count = 0;
    for (const SeenActivity& activity : run.driver.look().history)
        if (activity.element == line.words[0] && (any || activity.ending == ending)) ++count;
    expect("number of times", line.words.back(), std::to_string(count));
    return {};
}

Answer type(Run& run, const Line& line) {
    for (const SeenActivity& activity : run.driver.look().history)
        if (activity.element == line.words[0]) {
            expect("type", line.words[1], activity.type);
            return {};
        }
    throw Mismatch("It has not been reached.");
}

constexpr Verb table[] = {
    {"active", 1, "active ELEMENT...|nothing", false, active},
    {"tasks", 1, "tasks ELEMENT...|nothing", false, tasks},
    {"task", 3, "task TASK [assignee NAME|nobody] [name TEXT] [priority N] [due DATE|none] [follow-up DATE|none]",
     false, task},
    {"offered", 3, "offered user|group NAME TASK...|nothing", false, offered},
    {"external", 1, "external TOPIC...|nothing", false, external},
    {"jobs", 1, "jobs ELEMENT...|nothing", false, jobs},
    {"left", 2, "left ELEMENT RETRIES", false, job_retries},
    {"incidents", 1, "incidents ELEMENT...|nothing", false, incidents},
    {"incident", 2, "incident ELEMENT \"part of its message\"", false, incident},
    {"variable", 3, "variable [SCOPE.]NAME = VALUE|absent", false, variable},
    {"running", 1, "running PROCESS...|nothing", false, running},
    {"ended", 2, "ended PROCESS completed|canceled [at END_EVENT] [times N]", false, ended},
    {"history", 2, "history ELEMENT [completed|canceled|running] N", false, history},
    {"type", 2, "type ELEMENT ACTIVITY_TYPE", false, type},
};

}  // namespace

std::span<const Verb> looking_verbs() { return table; }

}  // namespace pavane::conformance
