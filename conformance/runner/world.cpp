#include "conformance/runner/world.hpp"

#include <algorithm>
#include <tuple>

#include "conformance/runner/words.hpp"

namespace pavane::conformance {

namespace {

template <class Record, class Key>
void sort_by(std::vector<Record>& records, Key key) {
    std::sort(records.begin(), records.end(), [&key](const Record& a, const Record& b) { return key(a) < key(b); });
}

}  // namespace

void sort(World& world) {
    const auto by_id = [](const auto& record) { return record.id; };
    sort_by(world.activities, by_id);
    sort_by(world.tasks, by_id);
    sort_by(world.external_tasks, by_id);
    sort_by(world.jobs, by_id);
    sort_by(world.processes, by_id);
    sort_by(world.incidents, [](const auto& incident) { return std::tuple(incident.element, incident.message); });
    sort_by(world.variables, [](const auto& variable) {
        return std::tuple(variable.open, variable.scope, variable.name, to_words(variable.value));
    });
    sort_by(world.history, [](const auto& activity) { return std::tuple(activity.element, activity.ending); });
}

}  // namespace pavane::conformance
