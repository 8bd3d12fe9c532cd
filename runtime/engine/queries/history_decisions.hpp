// GET /history/decision-instance, and how often the decisions of a requirements graph were evaluated.
#pragma once

#include "runtime/engine/queries/filters.hpp"
#include "runtime/engine/stored_decisions.hpp"

namespace pavane::engine {

struct HistoryDecisionCriteria {
    enum class Field : std::uint8_t { evaluation_time, tenant };
    std::optional<std::vector<DecisionInstanceId>> id_in;
    std::optional<std::vector<DecisionId>> decision_in;
    std::optional<Names> key_in;
    std::optional<std::string> name;
    std::optional<std::string> name_like;
    std::optional<DefinitionId> process_definition;
    std::optional<std::string> process_definition_key;
    std::optional<ActivityId> process;
    std::optional<Names> activity_in;
    std::optional<std::vector<ActivityId>> activity_instance_in;
    std::optional<Instant> evaluated_before;  // both ends of the span belong to it
    std::optional<Instant> evaluated_after;
    std::optional<DecisionInstanceId> root;  // that evaluation, and those that it required
    bool roots_only = false;
    std::optional<RequirementsId> requirements;
    std::optional<std::string> requirements_key;
    TenantFilter tenant;
    bool with_inputs = false;
    bool with_outputs = false;
    std::vector<Order<Field>> order;
};

struct DecisionRef {
    std::string key;  // empty: it was deleted together with its history
    std::int32_t version = 0;
    std::string name;
    RequirementsRef requirements;
};

struct HistoryDecisionItem {
    DecisionRow row;  // with inputs and outputs where they were asked for
    DecisionRef decision;
    DefinitionRef definition;  // of the process, if one asked
};

// How often each decision of a requirements graph was evaluated, where it was at all; by key.
struct DecisionCount {
    std::string key;
    std::int64_t evaluations = 0;
};

}  // namespace pavane::engine
