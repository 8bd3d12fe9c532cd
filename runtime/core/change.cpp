#include "runtime/core/change.hpp"

#include <map>

namespace pavane::core {

namespace {

template <class Key, class Record>
void merge_records(RecordChanges<Key, Record>& earlier, RecordChanges<Key, Record>&& later) {
    if (later.empty()) return;
    if (earlier.empty()) {
        earlier = std::move(later);
        return;
    }
    std::map<Key, std::size_t> position;
    for (std::size_t at = 0; at < earlier.size(); ++at) position.emplace(earlier[at].key, at);
    for (auto& change : later) {
        const auto known = position.find(change.key);
        if (known == position.end())
            earlier.push_back(std::move(change));
        else
            earlier[known->second].now = std::move(change.now);
    }
    std::erase_if(earlier, [](const auto& change) { return !change.existed && !change.now; });
}

template <class Ended>
void append(std::vector<Ended>& earlier, std::vector<Ended>&& later) {
    earlier.insert(earlier.end(), std::make_move_iterator(later.begin()), std::make_move_iterator(later.end()));
}

}  // namespace

void merge(Change& earlier, Change&& later) {
    merge_records(earlier.processes, std::move(later.processes));
    merge_records(earlier.activities, std::move(later.activities));
    merge_records(earlier.tokens, std::move(later.tokens));
    merge_records(earlier.subscriptions, std::move(later.subscriptions));
    merge_records(earlier.jobs, std::move(later.jobs));
    merge_records(earlier.user_tasks, std::move(later.user_tasks));
    merge_records(earlier.external_tasks, std::move(later.external_tasks));
    merge_records(earlier.incidents, std::move(later.incidents));
    merge_records(earlier.variables, std::move(later.variables));
    append(earlier.history.processes, std::move(later.history.processes));
    append(earlier.history.activities, std::move(later.history.activities));
    append(earlier.history.tasks, std::move(later.history.tasks));
    append(earlier.history.variables, std::move(later.history.variables));
    append(earlier.history.incidents, std::move(later.history.incidents));
}

}  // namespace pavane::core
