// The names by which the contract lets lists be filtered and sorted, built or not: one that is not built is refused and
// named, one that the contract does not know is ignored (REST contract §3.1, §3.5).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pavane::api {

// `resource` is the path of the list: "/task". firstResult and maxResults are not among the names: every list has them.
bool is_contract_parameter(std::string_view resource, std::string_view name);

// All of them, of a resource.
std::vector<std::string> contract_parameters(std::string_view resource);

// Whether the contract sorts lists of the resource by this ("sortBy"), although it is not built.
bool is_contract_sorting(std::string_view resource, std::string_view name);

// Whether the parameter is a flag that asks for nothing when it is false.
bool is_contract_flag(std::string_view name);

}  // namespace pavane::api
