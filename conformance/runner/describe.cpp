#include "conformance/runner/describe.hpp"

#include "conformance/runner/words.hpp"
#include "expression/temporal.hpp"

namespace pavane::conformance {

std::string describe(const World& world) {
    std::string text;
    const auto add = [&text](const std::string& line) { text += "  " + line + "\n"; };
    for (const SeenProcess& process : world.processes)
        add("process " + process.key + " " + (process.ending.empty() ? "runs" : process.ending) +
            (process.end_element.value_or("").empty() ? "" : " at " + *process.end_element));
    for (const OpenActivity& activity : world.activities) add("active " + activity.element);
    for (const OpenTask& task : world.tasks)
        add("task " + task.element + " '" + task.name + "' assignee '" + task.assignee + "'");
    for (const OpenExternalTask& task : world.external_tasks)
        add("external task " + task.element + " on " + task.topic +
            (task.retries ? ", retries " + std::to_string(*task.retries) : "") +
            (task.error_message.empty() ? "" : ", '" + task.error_message + "'"));
    for (const OpenJob& job : world.jobs)
        add("job " + job.element + ", retries " + std::to_string(job.retries) +
            (job.due ? ", due " + expression::format_instant(*job.due) : "") +
            (job.error_message.empty() ? "" : ", '" + job.error_message + "'"));
    for (const OpenIncident& incident : world.incidents)
        add("incident at " + incident.element + ": " + incident.message);
    for (const SeenVariable& variable : world.variables)
        add("variable " + variable.scope + "." + variable.name + " = " + to_words(variable.value) +
            (variable.open ? "" : " (ended)"));
    for (const SeenActivity& activity : world.history)
        add("history " + activity.element + " (" + activity.type + ") " +
            (activity.ending.empty() ? "runs" : activity.ending));
    return text;
}

}  // namespace pavane::conformance
