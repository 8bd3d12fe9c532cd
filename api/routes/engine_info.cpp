// GET /engine and GET /version.
#include "api/routes/routes.hpp"

namespace pavane::api {

namespace {

// Clients compare it with what they support: the version of the contract, not of Pavane (REST contract §4).
constexpr const char* contract_version = R"({"version":"7.24.0"})";

}  // namespace

void add_engine_routes(Router& router) {
    router.add({"GET", "/engine", Body::none, answering([](const Call&) -> Result<http::Response, Error> {
                    return json_response(R"([{"name":"default"}])");
                })});
    router.add({"GET", "/version", Body::none, answering([](const Call&) -> Result<http::Response, Error> {
                    return json_response(contract_version);
                })});
}

}  // namespace pavane::api
