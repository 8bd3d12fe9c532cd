#include "api/contract_parameters.hpp"

#include <algorithm>
#include <utility>

#include "foundation/ensure.hpp"

namespace pavane::api {

namespace {

using Names = std::pair<std::string_view, std::string_view>;

// Resource and names: of the query parameters of GET and of the members of the body of POST, in alphabetical order.
constexpr Names resources[] = {
    {"/batch",
     R"( batchId createdBy sortBy sortOrder startedAfter startedBefore suspended tenantIdIn type withFailures withoutFailures
withoutTenantId )"},
    {"/batch/statistics",
     R"( batchId createdBy sortBy sortOrder startedAfter startedBefore suspended tenantIdIn type withFailures withoutFailures
withoutTenantId )"},
    {"/decision-definition",
     R"( category categoryLike decisionDefinitionId decisionDefinitionIdIn decisionRequirementsDefinitionId
decisionRequirementsDefinitionKey deployedAfter deployedAt deploymentId includeDecisionDefinitionsWithoutTenantId key
keyLike latestVersion name nameLike resourceName resourceNameLike sortBy sortOrder tenantIdIn version versionTag
versionTagLike withoutDecisionRequirementsDefinition withoutTenantId )"},
    {"/decision-requirements-definition",
     R"( category categoryLike decisionRequirementsDefinitionId decisionRequirementsDefinitionIdIn deploymentId
includeDecisionRequirementsDefinitionsWithoutTenantId key keyLike latestVersion name nameLike resourceName
resourceNameLike sortBy sortOrder tenantIdIn version withoutTenantId )"},
    {"/deployment",
     R"( after before id includeDeploymentsWithoutTenantId name nameLike sortBy sortOrder source tenantIdIn withoutSource
withoutTenantId )"},
    {"/event-subscription",
     R"( activityId eventName eventSubscriptionId eventType executionId includeEventSubscriptionsWithoutTenantId
processInstanceId sortBy sortOrder tenantIdIn withoutTenantId )"},
    {"/execution",
     R"( active activityId businessKey incidentId incidentMessage incidentMessageLike incidentType messageEventSubscriptionName
processDefinitionId processDefinitionKey processInstanceId processVariables signalEventSubscriptionName sortBy
sortOrder sorting suspended tenantIdIn variableNamesIgnoreCase variableValuesIgnoreCase variables )"},
    {"/external-task",
     R"( active activityId activityIdIn executionId externalTaskId externalTaskIdIn lockExpirationAfter lockExpirationBefore
locked noRetriesLeft notLocked priorityHigherThanOrEquals priorityLowerThanOrEquals processDefinitionId
processDefinitionKey processDefinitionKeyIn processDefinitionName processDefinitionNameLike processInstanceId
processInstanceIdIn processVariables sortBy sortOrder sorting suspended tenantIdIn topicName variableNamesIgnoreCase
variableValuesIgnoreCase withRetriesLeft workerId )"},
    {"/history/activity-instance",
     R"( activityId activityInstanceId activityName activityType canceled completeScope executionId finished finishedAfter
finishedBefore processDefinitionId processInstanceId sortBy sortOrder sorting startedAfter startedBefore taskAssignee
tenantIdIn unfinished withoutTenantId )"},
    {"/history/batch", R"( batchId completed sortBy sortOrder tenantIdIn type withoutTenantId )"},
    {"/history/decision-instance",
     R"( activityIdIn activityInstanceIdIn caseDefinitionId caseDefinitionKey caseInstanceId decisionDefinitionId
decisionDefinitionIdIn decisionDefinitionKey decisionDefinitionKeyIn decisionDefinitionName decisionDefinitionNameLike
decisionInstanceId decisionInstanceIdIn decisionRequirementsDefinitionId decisionRequirementsDefinitionKey
disableBinaryFetching disableCustomObjectDeserialization evaluatedAfter evaluatedBefore includeInputs includeOutputs
processDefinitionId processDefinitionKey processInstanceId rootDecisionInstanceId rootDecisionInstancesOnly sortBy
sortOrder tenantIdIn userId withoutTenantId )"},
    {"/history/process-instance",
     R"( active activeActivityIdIn activityIdIn caseInstanceId completed executedActivityAfter executedActivityBefore
executedActivityIdIn executedJobAfter executedJobBefore externallyTerminated finished finishedAfter finishedBefore
incidentIdIn incidentMessage incidentMessageLike incidentStatus incidentType internallyTerminated orQueries
processDefinitionId processDefinitionKey processDefinitionKeyIn processDefinitionKeyNotIn processDefinitionName
processDefinitionNameLike processInstanceBusinessKey processInstanceBusinessKeyIn processInstanceBusinessKeyLike
processInstanceId processInstanceIdNotIn processInstanceIds rootProcessInstanceId rootProcessInstances sortBy
sortOrder sorting startedAfter startedBefore startedBy subCaseInstanceId subProcessInstanceId superCaseInstanceId
superProcessInstanceId suspended tenantIdIn unfinished variableNamesIgnoreCase variableValuesIgnoreCase variables
withIncidents withJobsRetrying withRootIncidents withoutTenantId )"},
    {"/history/task",
     R"( activityInstanceIdIn assigned caseDefinitionId caseDefinitionKey caseDefinitionName caseExecutionId caseInstanceId
executionId finished finishedAfter finishedBefore orQueries processDefinitionId processDefinitionKey
processDefinitionName processFinished processInstanceBusinessKey processInstanceBusinessKeyIn
processInstanceBusinessKeyLike processInstanceId processUnfinished processVariables rootProcessInstanceId sortBy
sortOrder sorting startedAfter startedBefore taskAssignee taskAssigneeLike taskDefinitionKey taskDefinitionKeyIn
taskDeleteReason taskDeleteReasonLike taskDescription taskDescriptionLike taskDueDate taskDueDateAfter
taskDueDateBefore taskFollowUpDate taskFollowUpDateAfter taskFollowUpDateBefore taskHadCandidateGroup
taskHadCandidateUser taskId taskInvolvedGroup taskInvolvedUser taskName taskNameLike taskOwner taskOwnerLike
taskParentTaskId taskPriority taskVariables tenantIdIn unassigned unfinished variableNamesIgnoreCase
variableValuesIgnoreCase withCandidateGroups withoutCandidateGroups withoutTaskDueDate withoutTenantId )"},
    {"/history/variable-instance",
     R"( activityInstanceIdIn caseActivityIdIn caseExecutionIdIn caseInstanceId deserializeValues executionIdIn includeDeleted
processDefinitionId processDefinitionKey processInstanceId processInstanceIdIn sortBy sortOrder sorting taskIdIn
tenantIdIn variableName variableNameIn variableNameLike variableNamesIgnoreCase variableTypeIn variableValue
variableValuesIgnoreCase withoutTenantId )"},
    {"/incident",
     R"( activityId causeIncidentId configuration executionId failedActivityId incidentId incidentMessage incidentMessageLike
incidentTimestampAfter incidentTimestampBefore incidentType jobDefinitionIdIn processDefinitionId
processDefinitionKeyIn processInstanceId rootCauseIncidentId sortBy sortOrder tenantIdIn )"},
    {"/job",
     R"( acquired active activityId createTimes dueDates exceptionMessage executable executionId failedActivityId
includeJobsWithoutTenantId jobDefinitionId jobId jobIds messages noRetriesLeft priorityHigherThanOrEquals
priorityLowerThanOrEquals processDefinitionId processDefinitionKey processInstanceId processInstanceIds sortBy
sortOrder sorting suspended tenantIdIn timers withException withRetriesLeft withoutTenantId )"},
    {"/process-definition",
     R"( active category categoryLike deployedAfter deployedAt deploymentId incidentId incidentMessage incidentMessageLike
incidentType includeProcessDefinitionsWithoutTenantId key keyLike keysIn latestVersion name nameLike
notStartableInTasklist processDefinitionId processDefinitionIdIn resourceName resourceNameLike sortBy sortOrder
startableBy startableInTasklist startablePermissionCheck suspended tenantIdIn version versionTag versionTagLike
withoutTenantId withoutVersionTag )"},
    {"/process-instance",
     R"( active activityIdIn businessKey businessKeyLike caseInstanceId deploymentId incidentId incidentMessage
incidentMessageLike incidentType leafProcessInstances orQueries processDefinitionId processDefinitionKey
processDefinitionKeyIn processDefinitionKeyNotIn processDefinitionWithoutTenantId processInstanceIds
rootProcessInstanceId rootProcessInstances sortBy sortOrder sorting subCaseInstance subProcessInstance
superCaseInstance superProcessInstance suspended tenantIdIn variableNamesIgnoreCase variableValuesIgnoreCase variables
withIncident withoutTenantId )"},
    {"/task",
     R"( active activityInstanceIdIn assigned assignee assigneeExpression assigneeIn assigneeLike assigneeLikeExpression
assigneeNotIn candidateGroup candidateGroupExpression candidateGroupLike candidateGroups candidateGroupsExpression
candidateUser candidateUserExpression caseDefinitionId caseDefinitionKey caseDefinitionName caseDefinitionNameLike
caseExecutionId caseInstanceBusinessKey caseInstanceBusinessKeyLike caseInstanceId caseInstanceVariables createdAfter
createdAfterExpression createdBefore createdBeforeExpression createdOn createdOnExpression delegationState description
descriptionLike dueAfter dueAfterExpression dueBefore dueBeforeExpression dueDate dueDateExpression executionId
followUpAfter followUpAfterExpression followUpBefore followUpBeforeExpression followUpBeforeOrNotExistent
followUpBeforeOrNotExistentExpression followUpDate followUpDateExpression includeAssignedTasks involvedUser
involvedUserExpression maxPriority minPriority name nameLike nameNotEqual nameNotLike orQueries owner ownerExpression
parentTaskId priority processDefinitionId processDefinitionKey processDefinitionKeyIn processDefinitionName
processDefinitionNameLike processInstanceBusinessKey processInstanceBusinessKeyExpression processInstanceBusinessKeyIn
processInstanceBusinessKeyLike processInstanceBusinessKeyLikeExpression processInstanceId processInstanceIdIn
processVariables sortBy sortOrder sorting suspended taskDefinitionKey taskDefinitionKeyIn taskDefinitionKeyLike
taskDefinitionKeyNotIn taskId taskIdIn taskVariables tenantIdIn unassigned updatedAfter updatedAfterExpression
variableNamesIgnoreCase variableValuesIgnoreCase withCandidateGroups withCandidateUsers withCommentAttachmentInfo
withTaskLocalVariablesInReturn withTaskVariablesInReturn withoutCandidateGroups withoutCandidateUsers withoutDueDate
withoutTenantId )"},
    {"/variable-instance",
     R"( activityInstanceIdIn batchIdIn caseExecutionIdIn caseInstanceIdIn deserializeValues executionIdIn processInstanceIdIn
sortBy sortOrder sorting taskIdIn tenantIdIn variableName variableNameLike variableNamesIgnoreCase variableScopeIdIn
variableValues variableValuesIgnoreCase )"},
};

// Resource and what its lists are sorted by, where that is not all built.
constexpr Names sortings[] = {
    {"/history/activity-instance", " occurrence "},
    {"/history/task", " caseDefinitionId caseExecutionId caseInstanceId "},
    {"/task",
     R"( caseExecutionId caseExecutionVariable caseInstanceId caseInstanceVariable executionVariable processVariable
taskVariable )"},
};

// Those of the flags that are not built everywhere. Not among them: includeDeleted, which says something by false.
constexpr std::string_view flags =
    R"( acquired completeScope disableBinaryFetching disableCustomObjectDeserialization leafProcessInstances
notStartableInTasklist processDefinitionWithoutTenantId startablePermissionCheck variableNamesIgnoreCase
variableValuesIgnoreCase withCandidateGroups withCommentAttachmentInfo withJobsRetrying withRootIncidents
withTaskLocalVariablesInReturn withTaskVariablesInReturn withoutCandidateGroups withoutTaskDueDate withoutVersionTag )";

bool is_space(char c) { return c == ' ' || c == '\n'; }

bool has_word(std::string_view words, std::string_view word) {
    for (std::size_t at = words.find(word); at != std::string_view::npos && !word.empty();
         at = words.find(word, at + 1))
        if (is_space(words[at - 1]) && is_space(words[at + word.size()])) return true;
    return false;
}

// They begin and end with a space.
std::string_view names_of(std::string_view resource) {
    const auto found = std::ranges::find(resources, resource, &Names::first);
    ENSURE(found != std::end(resources));
    return found->second;
}

}  // namespace

bool is_contract_parameter(std::string_view resource, std::string_view name) {
    return has_word(names_of(resource), name);
}

std::vector<std::string> contract_parameters(std::string_view resource) {
    std::vector<std::string> names;
    std::string name;
    for (const char c : names_of(resource)) {
        if (!is_space(c)) {
            name += c;
        } else if (!name.empty()) {
            names.push_back(std::exchange(name, {}));
        }
    }
    return names;
}

bool is_contract_sorting(std::string_view resource, std::string_view name) {
    const auto found = std::ranges::find(sortings, resource, &Names::first);
    return found != std::end(sortings) && has_word(found->second, name);
}

bool is_contract_flag(std::string_view name) { return has_word(flags, name); }

}  // namespace pavane::api
