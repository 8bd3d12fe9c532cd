#include "runtime/engine/text_limits.hpp"

#include <initializer_list>
#include <utility>

namespace pavane::engine {

namespace {

// One text of a row, after what a sentence calls it.
using Named = std::pair<std::string_view, std::string_view>;

std::optional<std::string> first_too_long(std::initializer_list<Named> texts) {
    for (const auto& [what, text] : texts)
        if (auto sentence = text_too_long(what, text)) return sentence;
    return std::nullopt;
}

// ---- the texts of each table that stand in an index (docs/tables.md), but for its origin

std::optional<std::string> indexed_too_long(const ProcessRow& row) {
    return text_too_long("business key", row.record.business_key);
}
std::optional<std::string> indexed_too_long(const SubscriptionRow& row) {
    return text_too_long("message name", row.record.message);
}
std::optional<std::string> indexed_too_long(const ExternalTaskRow& row) {
    return text_too_long("topic", row.record.topic);
}
std::optional<std::string> indexed_too_long(const VariableRow& row) {
    return text_too_long("name of a variable", row.key.name);
}
std::optional<std::string> indexed_too_long(const core::UserTask& task) {
    if (auto sentence = text_too_long("assignee", task.assignee)) return sentence;
    for (const core::Candidate& candidate : task.candidates)
        if (auto sentence = text_too_long(
                candidate.kind == core::Candidate::Kind::user ? "candidate user" : "candidate group", candidate.name))
            return sentence;
    return std::nullopt;
}
std::optional<std::string> indexed_too_long(const UserTaskRow& row) { return indexed_too_long(row.record); }
std::optional<std::string> indexed_too_long(const HistoryRow<core::EndedProcess>& row) {
    return text_too_long("business key", row.ended.instance.business_key);
}
std::optional<std::string> indexed_too_long(const HistoryRow<core::EndedTask>& row) {
    return indexed_too_long(row.ended.task);
}
std::optional<std::string> indexed_too_long(const HistoryRow<core::EndedVariable>& row) {
    return text_too_long("name of a variable", row.ended.key.name);
}
template <class Row>
std::optional<std::string> indexed_too_long(const Row&) {  // activities, tokens, jobs, incidents: their origin only
    return std::nullopt;
}

template <class Row>
std::optional<std::string> row_too_long(const Row& row) {
    if (auto sentence = first_too_long({{"tenant id", row.origin.tenant}, {"id of an element", row.origin.element}}))
        return sentence;
    auto sentence = indexed_too_long(row);
    if (sentence && !row.origin.element.empty()) *sentence += " It is of the element '" + row.origin.element + "'.";
    return sentence;
}

template <class Row>
std::optional<std::string> rows_too_long(const std::vector<Row>& rows) {
    for (const Row& row : rows)
        if (auto sentence = row_too_long(row)) return sentence;
    return std::nullopt;
}

// The first sentence that one of the lists gives.
template <class... Rows>
std::optional<std::string> any_too_long(const std::vector<Rows>&... lists) {
    std::optional<std::string> sentence;
    ((sentence = rows_too_long(lists)) || ...);
    return sentence;
}
template <class... Rows>
std::optional<std::string> changes_too_long(const RowChanges<Rows>&... changes) {
    std::optional<std::string> sentence;
    ((sentence = any_too_long(changes.inserted, changes.updated)) || ...);
    return sentence;
}

}  // namespace

std::optional<std::string> text_too_long(std::string_view what, std::string_view text) {
    if (text.size() <= longest_indexed_text) return std::nullopt;
    return "The " + std::string(what) + " has " + std::to_string(text.size()) + " bytes; at most " +
           std::to_string(longest_indexed_text) + " can be stored.";
}

std::optional<std::string> text_too_long(const RootRows& rows) {
    if (auto sentence = changes_too_long(rows.processes, rows.activities, rows.tokens, rows.subscriptions, rows.jobs,
                                         rows.user_tasks, rows.external_tasks, rows.incidents, rows.variables))
        return sentence;
    return any_too_long(rows.ended_processes, rows.ended_tasks, rows.ended_variables);
}

}  // namespace pavane::engine
