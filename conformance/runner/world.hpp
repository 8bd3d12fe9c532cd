// What a scenario can see of an engine: everything that is open, and what has ended. The same for each of the five
// engines; two looks are compared to show that a refused line has changed nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "expression/typed_value.hpp"
#include "foundation/instant.hpp"
#include "runtime/core/ids.hpp"

namespace pavane::conformance {

struct OpenActivity {
    core::ActivityId id;
    core::ActivityId process;
    std::string element;  // of a process instance's outermost scope: not listed

    friend bool operator==(const OpenActivity&, const OpenActivity&) = default;
};
struct OpenTask {
    core::UserTaskId id;
    std::string element;
    std::string name;
    std::string assignee;  // empty: nobody
    std::int32_t priority = 0;
    std::optional<Instant> due;
    std::optional<Instant> follow_up;

    friend bool operator==(const OpenTask&, const OpenTask&) = default;
};
struct OpenExternalTask {
    core::ExternalTaskId id;
    std::string element;
    std::string topic;
    std::optional<std::int32_t> retries;
    std::string error_message;
    std::int64_t priority = 0;

    friend bool operator==(const OpenExternalTask&, const OpenExternalTask&) = default;
};
struct OpenJob {
    core::JobId id;
    std::string element;
    std::optional<Instant> due;
    Instant created_at;
    std::int32_t retries = 0;
    std::string error_message;

    friend bool operator==(const OpenJob&, const OpenJob&) = default;
};
struct OpenIncident {
    std::string element;
    std::string message;

    friend bool operator==(const OpenIncident&, const OpenIncident&) = default;
};
struct SeenVariable {
    std::string scope;  // the element of the activity instance that has it; of a process instance its key
    std::string name;
    expression::TypedValue value;
    bool open = true;  // false: its last value, in the history

    friend bool operator==(const SeenVariable&, const SeenVariable&) = default;
};
struct SeenProcess {
    core::ActivityId id;
    std::string key;
    std::int32_t version = 0;
    std::string business_key;
    std::string ending;                      // empty while it runs, else completed or canceled
    std::optional<std::string> end_element;  // none: the wire does not tell it

    friend bool operator==(const SeenProcess&, const SeenProcess&) = default;
};
struct SeenActivity {  // running or ended, once each
    std::string element;
    std::string type;
    std::string ending;  // empty while it runs, else completed or canceled

    friend bool operator==(const SeenActivity&, const SeenActivity&) = default;
};

struct World {
    std::vector<OpenActivity> activities;
    std::vector<OpenTask> tasks;
    std::vector<OpenExternalTask> external_tasks;
    std::vector<OpenJob> jobs;
    std::vector<OpenIncident> incidents;
    std::vector<SeenVariable> variables;
    std::vector<SeenProcess> processes;
    std::vector<SeenActivity> history;

    friend bool operator==(const World&, const World&) = default;
};

// Puts the records in an order of their own, so that two looks can be compared.
void sort(World& world);

}  // namespace pavane::conformance
