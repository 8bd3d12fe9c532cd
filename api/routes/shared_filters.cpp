#include "api/routes/shared_filters.hpp"

#include "api/contract_parameters.hpp"

namespace pavane::api {

engine::TenantFilter read_tenant(Parameters& parameters, std::string_view include_flag) {
    engine::TenantFilter filter;
    filter.in = parameters.texts("tenantIdIn");
    filter.without = parameters.flag("withoutTenantId");
    filter.include_without = !include_flag.empty() && parameters.flag(include_flag);
    return filter;
}

engine::PlaceFilter read_place(Parameters& parameters, std::string_view resource) {
    const auto has = [resource](std::string_view name) { return is_contract_parameter(resource, name); };
    engine::PlaceFilter filter;
    if (has("processDefinitionId")) filter.definition = parameters.id<core::DefinitionId>("processDefinitionId");
    if (has("processDefinitionKey")) filter.definition_key = parameters.text("processDefinitionKey");
    if (has("processDefinitionKeyIn")) filter.definition_key_in = parameters.texts("processDefinitionKeyIn");
    if (has("processDefinitionName")) filter.definition_name = parameters.text("processDefinitionName");
    if (has("processInstanceId")) filter.process = parameters.id<core::ActivityId>("processInstanceId");
    for (const std::string_view name : {"processInstanceIdIn", "processInstanceIds"})
        if (has(name)) filter.process_in = parameters.ids<core::ActivityId>(name);
    if (has("executionId")) filter.execution = parameters.id<core::ActivityId>("executionId");
    return filter;
}

engine::PeriodFilter read_period(Parameters& parameters) {
    engine::PeriodFilter filter;
    filter.finished = parameters.flag("finished");
    filter.unfinished = parameters.flag("unfinished");
    filter.started_before = parameters.date("startedBefore");
    filter.started_after = parameters.date("startedAfter");
    filter.finished_before = parameters.date("finishedBefore");
    filter.finished_after = parameters.date("finishedAfter");
    return filter;
}

}  // namespace pavane::api
