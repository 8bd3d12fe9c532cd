#include "conformance/runner/find.hpp"

#include <algorithm>

#include "conformance/runner/verbs.hpp"

namespace pavane::conformance {

namespace {

template <class Record, class Matches>
std::vector<Record> all_of(const std::vector<Record>& records, Matches matches) {
    std::vector<Record> found;
    std::copy_if(records.begin(), records.end(), std::back_inserter(found), matches);
    return found;
}

template <class Record>
const Record& only_one(const std::vector<Record>& found, const std::string& what, const std::string& where) {
    if (found.size() == 1) return found.front();
    throw Mismatch("There " +
                   (found.empty() ? "is no " + what : "are " + std::to_string(found.size()) + " " + what + "s") +
                   " at '" + where + "'; the line needs exactly one.");
}

}  // namespace

OpenTask find_task(const World& world, const std::string& element) {
    return only_one(all_of(world.tasks, [&](const OpenTask& task) { return task.element == element; }), "user task",
                    element);
}

OpenExternalTask find_external_task(const World& world, const std::string& topic) {
    const auto on_topic = all_of(world.external_tasks, [&](const auto& task) { return task.topic == topic; });
    if (!on_topic.empty()) return only_one(on_topic, "external task", topic);
    return only_one(all_of(world.external_tasks, [&](const auto& task) { return task.element == topic; }),
                    "external task", topic);
}

OpenJob find_job(const World& world, const std::string& element) {
    return only_one(all_of(world.jobs, [&](const OpenJob& job) { return job.element == element; }), "job", element);
}

core::ActivityId find_scope(const World& world, const std::string& element) {
    const auto processes = all_of(
        world.processes, [&](const SeenProcess& process) { return process.key == element && process.ending.empty(); });
    if (!processes.empty()) return only_one(processes, "process instance", element).id;
    return only_one(all_of(world.activities, [&](const auto& activity) { return activity.element == element; }),
                    "activity instance", element)
        .id;
}

SeenVariable find_variable(const World& world, const std::string& scope, const std::string& name) {
    const auto known =
        all_of(world.variables, [&](const auto& variable) { return variable.scope == scope && variable.name == name; });
    const auto open = all_of(known, [](const SeenVariable& variable) { return variable.open; });
    return only_one(open.empty() ? known : open, "variable " + name, scope);
}

}  // namespace pavane::conformance
