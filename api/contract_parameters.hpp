// The names by which the contract lets lists be filtered and sorted, built or not: one that is not built is refused and
// named, one that the contract does not know is ignored (REST contract §3.1, §3.5).
#pragma once

#include <string_view>

namespace pavane::api {

// `resource` is the path of the list: "/task". firstResult and maxResults are not among the names: every list has them.
bool is_contract_parameter(std::string_view resource, std::string_view name);

}  // namespace pavane::api
