// Every method and path of the contract, built or not, so that a route that is not built yet is told from one that does
// not exist (REST contract §3.5).
#pragma once

#include <string_view>
#include <vector>

namespace pavane::api {

struct ContractRoute {
    std::string_view method;
    std::string_view pattern;  // below the engine: "/task/{id}"
};

std::vector<ContractRoute> contract_routes();

}  // namespace pavane::api
