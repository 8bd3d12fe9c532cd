#include "runtime/core/weight.hpp"

namespace pavane::core {

namespace {

constexpr std::size_t of_allocation = 16;  // what the allocator adds
constexpr std::size_t of_node = 32 + of_allocation;

std::size_t heap(const std::string& text) {
    constexpr std::size_t in_place = 15;
    return text.size() <= in_place ? 0 : text.size() + 1 + of_allocation;
}

// A record in its table and in the index of its owner; what other indexes take is of that order, too.
template <class Key, class Record>
constexpr std::size_t in_table = 3 * of_node + 2 * sizeof(Key) + sizeof(ActivityId) + sizeof(Record);

// Where the tasks and jobs of roots in memory are is kept beside them, both ways.
constexpr std::size_t of_look_up = 2 * (of_node + 2 * sizeof(Uuid));

}  // namespace

std::size_t weight(const ActivityId&, const ProcessInstance& record) {
    return in_table<ActivityId, ProcessInstance> + heap(record.business_key) + heap(record.tenant);
}

std::size_t weight(const ActivityId&, const ActivityInstance& record) {
    return in_table<ActivityId, ActivityInstance> + heap(record.assignee);
}

std::size_t weight(const TokenId&, const Token&) { return in_table<TokenId, Token>; }

std::size_t weight(const SubscriptionId&, const EventSubscription& record) {
    return in_table<SubscriptionId, EventSubscription> + heap(record.message);
}

std::size_t weight(const JobId&, const Job& record) {
    return in_table<JobId, Job> + of_look_up + heap(record.cycle) + heap(record.error_message) +
           heap(record.error_details);
}

std::size_t weight(const UserTaskId&, const UserTask& record) {
    std::size_t bytes = in_table<UserTaskId, UserTask> + of_look_up;
    for (const std::string* text :
         {&record.name, &record.description, &record.assignee, &record.owner_user, &record.form_key})
        bytes += heap(*text);
    for (const Candidate& candidate : record.candidates) bytes += sizeof(Candidate) + heap(candidate.name);
    return bytes;
}

std::size_t weight(const ExternalTaskId&, const ExternalTask& record) {
    return in_table<ExternalTaskId, ExternalTask> + of_look_up + heap(record.topic) + heap(record.error_message) +
           heap(record.error_details);
}

std::size_t weight(const IncidentId&, const Incident& record) {
    return in_table<IncidentId, Incident> + heap(record.message);
}

std::size_t weight(const VariableKey& key, const Variable& record) {
    return in_table<VariableKey, Variable> + 2 * heap(key.name) + expression::estimated_bytes(record.value.value);
}

std::size_t weight(const InstanceState& state) {
    std::size_t bytes = 0;
    const auto add = [&bytes](const auto& table) {
        for (const auto& [key, slot] : table.rows()) bytes += weight(key, slot.record);
    };
    std::apply([&add](const auto&... table) { (add(table), ...); }, state.tables());
    return bytes;
}

std::int64_t growth(const InstanceState& state) {
    std::int64_t bytes = 0;
    const auto add = [&bytes](const auto& table) {
        table.for_each_touched([&bytes](const auto& key, const auto& before, const auto* now) {
            if (now) bytes += static_cast<std::int64_t>(weight(key, *now));
            if (before) bytes -= static_cast<std::int64_t>(weight(key, *before));
        });
    };
    std::apply([&add](const auto&... table) { (add(table), ...); }, state.tables());
    return bytes;
}

}  // namespace pavane::core
