#include "api/routes/history_decision_criteria.hpp"

#include "api/routes/decision_filters.hpp"

namespace pavane::api {

engine::HistoryDecisionCriteria read_history_decision_criteria(Parameters& parameters) {
    using Field = engine::HistoryDecisionCriteria::Field;
    constexpr SortKey<Field> sort_keys[] = {{"evaluationTime", Field::evaluation_time}, {"tenantId", Field::tenant}};
    engine::HistoryDecisionCriteria criteria;
    const auto id = parameters.id<core::DecisionInstanceId>("decisionInstanceId");
    criteria.id_in = both(id, parameters.ids<core::DecisionInstanceId>("decisionInstanceIdIn"));
    const auto decision = parameters.id<core::DecisionId>("decisionDefinitionId");
    criteria.decision_in = both(decision, parameters.ids<core::DecisionId>("decisionDefinitionIdIn"));
    const auto key = parameters.text("decisionDefinitionKey");
    criteria.key_in = both(key, parameters.texts("decisionDefinitionKeyIn"));
    criteria.name = parameters.text("decisionDefinitionName");
    criteria.name_like = parameters.text("decisionDefinitionNameLike");
    criteria.process_definition = parameters.id<core::DefinitionId>("processDefinitionId");
    criteria.process_definition_key = parameters.text("processDefinitionKey");
    criteria.process = parameters.id<core::ActivityId>("processInstanceId");
    criteria.activity_in = parameters.texts("activityIdIn");
    criteria.activity_instance_in = parameters.ids<core::ActivityId>("activityInstanceIdIn");
    criteria.evaluated_before = parameters.date("evaluatedBefore");
    criteria.evaluated_after = parameters.date("evaluatedAfter");
    criteria.root = parameters.id<core::DecisionInstanceId>("rootDecisionInstanceId");
    criteria.roots_only = parameters.flag("rootDecisionInstancesOnly");
    criteria.requirements = parameters.id<engine::RequirementsId>("decisionRequirementsDefinitionId");
    criteria.requirements_key = parameters.text("decisionRequirementsDefinitionKey");
    criteria.tenant = read_tenant(parameters);
    criteria.with_inputs = parameters.flag("includeInputs");
    criteria.with_outputs = parameters.flag("includeOutputs");
    for (const char* form : {"disableCustomObjectDeserialization", "disableBinaryFetching"}) parameters.flag(form);
    criteria.order = parameters.order(sort_keys);
    return criteria;
}

}  // namespace pavane::api
