#include "api/contract_routes.hpp"

#include <algorithm>

namespace pavane::api {

namespace {

// The paths of each set of methods, in alphabetical order.
struct Group {
    std::string_view methods;
    std::string_view paths;
};

constexpr Group groups[] = {
    {"GET",
     R"(
/authorization/check /authorization/count /batch /batch/count /batch/statistics /batch/statistics/count
/case-definition /case-definition/count /case-definition/key/{key} /case-definition/key/{key}/diagram
/case-definition/key/{key}/tenant-id/{tenant-id} /case-definition/key/{key}/tenant-id/{tenant-id}/diagram
/case-definition/key/{key}/tenant-id/{tenant-id}/xml /case-definition/key/{key}/xml /case-definition/{id}
/case-definition/{id}/diagram /case-definition/{id}/xml /case-execution/{id} /case-instance/{id} /decision-definition
/decision-definition/count /decision-definition/key/{key} /decision-definition/key/{key}/diagram
/decision-definition/key/{key}/tenant-id/{tenant-id} /decision-definition/key/{key}/tenant-id/{tenant-id}/diagram
/decision-definition/key/{key}/tenant-id/{tenant-id}/xml /decision-definition/key/{key}/xml /decision-definition/{id}
/decision-definition/{id}/diagram /decision-definition/{id}/xml /decision-requirements-definition
/decision-requirements-definition/count /decision-requirements-definition/key/{key}
/decision-requirements-definition/key/{key}/diagram /decision-requirements-definition/key/{key}/tenant-id/{tenant-id}
/decision-requirements-definition/key/{key}/tenant-id/{tenant-id}/diagram
/decision-requirements-definition/key/{key}/tenant-id/{tenant-id}/xml /decision-requirements-definition/key/{key}/xml
/decision-requirements-definition/{id} /decision-requirements-definition/{id}/diagram
/decision-requirements-definition/{id}/xml /deployment /deployment/count /deployment/registered
/deployment/{id}/resources /deployment/{id}/resources/{resourceId} /deployment/{id}/resources/{resourceId}/data
/engine /event-subscription /event-subscription/count /execution/{id}
/execution/{id}/messageSubscriptions/{messageName} /external-task/topic-names /external-task/{id}
/external-task/{id}/errorDetails /filter/count /history/activity-instance/{id} /history/batch
/history/batch/cleanable-batch-report /history/batch/cleanable-batch-report/count /history/batch/count
/history/case-activity-instance /history/case-activity-instance/count /history/case-activity-instance/{id}
/history/case-definition/cleanable-case-instance-report /history/case-definition/cleanable-case-instance-report/count
/history/case-definition/{id}/statistics /history/case-instance/{id} /history/cleanup/configuration
/history/cleanup/job /history/cleanup/jobs /history/decision-definition/cleanable-decision-instance-report
/history/decision-definition/cleanable-decision-instance-report/count /history/decision-instance
/history/decision-instance/count /history/decision-instance/{id}
/history/decision-requirements-definition/{id}/statistics /history/detail/count /history/detail/{id}
/history/detail/{id}/data /history/external-task-log/{id} /history/external-task-log/{id}/error-details
/history/identity-link-log /history/identity-link-log/count /history/incident /history/incident/count
/history/job-log/{id} /history/job-log/{id}/stacktrace /history/process-definition/cleanable-process-instance-report
/history/process-definition/cleanable-process-instance-report/count /history/process-definition/{id}/statistics
/history/process-instance/report /history/task/report /history/user-operation /history/user-operation/count
/history/variable-instance/{id}/data /identity/groups /incident /incident/count /job-definition/{id}
/job/{id}/stacktrace /metrics /metrics/{metrics-name}/sum /optimize/activity-instance/completed
/optimize/activity-instance/running /optimize/decision-instance /optimize/identity-link-log
/optimize/incident/completed /optimize/incident/open /optimize/process-instance/completed
/optimize/process-instance/running /optimize/task-instance/completed /optimize/task-instance/running
/optimize/user-operation /optimize/variable-update /process-definition /process-definition/count
/process-definition/key/{key}/deployed-start-form /process-definition/key/{key}/diagram
/process-definition/key/{key}/form-variables /process-definition/key/{key}/rendered-form
/process-definition/key/{key}/startForm /process-definition/key/{key}/static-called-process-definitions
/process-definition/key/{key}/statistics /process-definition/key/{key}/tenant-id/{tenant-id}/deployed-start-form
/process-definition/key/{key}/tenant-id/{tenant-id}/diagram
/process-definition/key/{key}/tenant-id/{tenant-id}/form-variables
/process-definition/key/{key}/tenant-id/{tenant-id}/rendered-form
/process-definition/key/{key}/tenant-id/{tenant-id}/startForm
/process-definition/key/{key}/tenant-id/{tenant-id}/static-called-process-definitions
/process-definition/key/{key}/tenant-id/{tenant-id}/statistics /process-definition/key/{key}/tenant-id/{tenant-id}/xml
/process-definition/key/{key}/xml /process-definition/statistics /process-definition/{id}/deployed-start-form
/process-definition/{id}/diagram /process-definition/{id}/form-variables /process-definition/{id}/rendered-form
/process-definition/{id}/startForm /process-definition/{id}/static-called-process-definitions
/process-definition/{id}/statistics /process-definition/{id}/xml /process-instance/{id}/activity-instances
/task/report/candidate-group-count /task/{id}/attachment /task/{id}/attachment/{attachmentId}/data
/task/{id}/deployed-form /task/{id}/form /task/{id}/form-variables /task/{id}/rendered-form /telemetry/data
/tenant/count /user/count /variable-instance/{id} /variable-instance/{id}/data /version
)"},
    {"POST",
     R"(
/authorization/create /case-definition/key/{key}/create /case-definition/key/{key}/tenant-id/{tenant-id}/create
/case-definition/{id}/create /case-execution/{id}/complete /case-execution/{id}/disable
/case-execution/{id}/manual-start /case-execution/{id}/reenable /case-execution/{id}/terminate
/case-instance/{id}/close /case-instance/{id}/complete /case-instance/{id}/terminate /condition
/decision-definition/key/{key}/evaluate /decision-definition/key/{key}/tenant-id/{tenant-id}/evaluate
/decision-definition/{id}/evaluate /deployment/create /deployment/{id}/redeploy /execution/{id}/create-incident
/execution/{id}/messageSubscriptions/{messageName}/trigger /execution/{id}/signal /external-task/fetchAndLock
/external-task/retries-async /external-task/{id}/bpmnError /external-task/{id}/complete /external-task/{id}/extendLock
/external-task/{id}/failure /external-task/{id}/lock /external-task/{id}/unlock /filter/create /group/create
/history/batch/set-removal-time /history/cleanup /history/decision-instance/delete
/history/decision-instance/set-removal-time /history/process-instance/delete
/history/process-instance/set-removal-time /identity/verify /job/retries /job/{id}/duedate/recalculate
/job/{id}/execute /message /migration/execute /migration/executeAsync /migration/generate /migration/validate
/modification/execute /modification/executeAsync /process-definition/key/{key}/restart
/process-definition/key/{key}/restart-async /process-definition/key/{key}/start
/process-definition/key/{key}/submit-form /process-definition/key/{key}/tenant-id/{tenant-id}/restart
/process-definition/key/{key}/tenant-id/{tenant-id}/restart-async
/process-definition/key/{key}/tenant-id/{tenant-id}/start
/process-definition/key/{key}/tenant-id/{tenant-id}/submit-form /process-definition/{id}/restart
/process-definition/{id}/restart-async /process-definition/{id}/start /process-definition/{id}/submit-form
/process-instance/delete /process-instance/delete-historic-query-based /process-instance/job-retries
/process-instance/job-retries-historic-query-based /process-instance/message-async /process-instance/suspended-async
/process-instance/variables-async /process-instance/{id}/modification /process-instance/{id}/modification-async
/signal /task/create /task/{id}/assignee /task/{id}/attachment/create /task/{id}/bpmnError /task/{id}/bpmnEscalation
/task/{id}/claim /task/{id}/comment/create /task/{id}/complete /task/{id}/delegate /task/{id}/identity-links/delete
/task/{id}/resolve /task/{id}/submit-form /task/{id}/unclaim /tenant/create /user/create /user/{id}/unlock
)"},
    {"GET POST",
     R"(
/case-execution /case-execution/count /case-execution/{id}/localVariables
/case-execution/{id}/localVariables/{varName}/data /case-execution/{id}/variables
/case-execution/{id}/variables/{varName}/data /case-instance /case-instance/count /case-instance/{id}/variables
/case-instance/{id}/variables/{varName}/data /execution /execution/count /execution/{id}/localVariables
/execution/{id}/localVariables/{varName}/data /external-task /external-task/count /filter/{id}/count /filter/{id}/list
/filter/{id}/singleResult /group/count /history/activity-instance /history/activity-instance/count
/history/case-instance /history/case-instance/count /history/detail /history/external-task-log
/history/external-task-log/count /history/job-log /history/job-log/count /history/process-instance
/history/process-instance/count /history/task /history/task/count /history/variable-instance
/history/variable-instance/count /identity/password-policy /job /job-definition /job-definition/count /job/count
/process-instance /process-instance/count /process-instance/{id}/variables
/process-instance/{id}/variables/{varName}/data /schema/log /task /task/count /task/{id}/identity-links
/task/{id}/localVariables /task/{id}/localVariables/{varName}/data /task/{id}/variables
/task/{id}/variables/{varName}/data /telemetry/configuration /variable-instance /variable-instance/count
)"},
    {"PUT",
     R"(
/batch/{id}/suspended /case-definition/key/{key}/history-time-to-live
/case-definition/key/{key}/tenant-id/{tenant-id}/history-time-to-live /case-definition/{id}/history-time-to-live
/decision-definition/key/{key}/history-time-to-live
/decision-definition/key/{key}/tenant-id/{tenant-id}/history-time-to-live
/decision-definition/{id}/history-time-to-live /external-task/retries /external-task/{id}/priority
/external-task/{id}/retries /history/user-operation/{operationId}/clear-annotation
/history/user-operation/{operationId}/set-annotation /job-definition/suspended /job-definition/{id}/jobPriority
/job-definition/{id}/retries /job-definition/{id}/suspended /job/suspended /job/{id}/duedate /job/{id}/priority
/job/{id}/retries /job/{id}/suspended /process-definition/key/{key}/history-time-to-live
/process-definition/key/{key}/suspended /process-definition/key/{key}/tenant-id/{tenant-id}/history-time-to-live
/process-definition/key/{key}/tenant-id/{tenant-id}/suspended /process-definition/suspended
/process-definition/{id}/history-time-to-live /process-definition/{id}/suspended /process-instance/suspended
/process-instance/{id}/suspended /user/{id}/credentials
)"},
    {"GET DELETE",
     R"(
/batch/{id} /deployment/{id} /history/batch/{id} /history/process-instance/{id} /history/variable-instance/{id}
/incident/{id} /job/{id} /process-definition/key/{key} /process-definition/key/{key}/tenant-id/{tenant-id}
/process-definition/{id} /process-instance/{id} /task/{id}/attachment/{attachmentId} /task/{id}/comment/{commentId}
)"},
    {"GET PUT DELETE",
     R"(
/case-execution/{id}/localVariables/{varName} /case-execution/{id}/variables/{varName}
/case-instance/{id}/variables/{varName} /execution/{id}/localVariables/{varName} /process-instance/{id}/comment
/process-instance/{id}/variables/{varName} /task/{id} /task/{id}/comment /task/{id}/localVariables/{varName}
/task/{id}/variables/{varName}
)"},
    {"DELETE",
     R"(
/history/process-instance/{id}/variable-instances /metrics/task-worker /process-definition/key/{key}/delete
/process-definition/key/{key}/tenant-id/{tenant-id}/delete /process-instance/{id}/comment/{commentId}
)"},
    {"GET OPTIONS",
     R"(
/authorization /filter /tenant /user
)"},
    {"GET PUT DELETE OPTIONS",
     R"(
/authorization/{id} /filter/{id} /group/{id} /tenant/{id}
)"},
    {"PUT DELETE",
     R"(
/group/{id}/members/{userId} /incident/{id}/annotation /tenant/{id}/group-members/{groupId}
/tenant/{id}/user-members/{userId}
)"},
    {"OPTIONS",
     R"(
/group/{id}/members /tenant/{id}/group-members /tenant/{id}/user-members
)"},
    {"DELETE OPTIONS",
     R"(
/user/{id}
)"},
    {"GET POST OPTIONS",
     R"(
/group
)"},
    {"GET PUT",
     R"(
/user/{id}/profile
)"},
};

// Takes the next word of `text`, which is separated by spaces and line ends; empty at the end.
std::string_view next_word(std::string_view& text) {
    text.remove_prefix(std::min(text.find_first_not_of(" \n"), text.size()));
    const std::string_view word = text.substr(0, text.find_first_of(" \n"));
    text.remove_prefix(word.size());
    return word;
}

}  // namespace

std::vector<ContractRoute> contract_routes() {
    std::vector<ContractRoute> routes;
    for (const Group& group : groups) {
        std::string_view paths = group.paths;
        for (std::string_view path = next_word(paths); !path.empty(); path = next_word(paths)) {
            std::string_view methods = group.methods;
            for (std::string_view method = next_word(methods); !method.empty(); method = next_word(methods))
                routes.push_back({method, path});
        }
    }
    return routes;
}

}  // namespace pavane::api
