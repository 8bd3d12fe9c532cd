// The filters that several lists have, from their parameters.
#pragma once

#include <string_view>

#include "api/query_parameters.hpp"
#include "runtime/engine/queries/filters.hpp"

namespace pavane::api {

// tenantIdIn, withoutTenantId, and the flag by which the resource adds those of no tenant, if it has one.
engine::TenantFilter read_tenant(Parameters& parameters, std::string_view include_flag = {});

// processDefinitionId, -Key, -KeyIn, -Name, processInstanceId, -IdIn or -Ids, executionId: those that the contract has
// for `resource` ("/task"); the others stay as unknown as they are.
engine::PlaceFilter read_place(Parameters& parameters, std::string_view resource);

// finished, unfinished, startedBefore, startedAfter, finishedBefore, finishedAfter.
engine::PeriodFilter read_period(Parameters& parameters);

}  // namespace pavane::api
