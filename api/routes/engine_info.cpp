// GET /engine and GET /version, and what a browser is told that is pointed at the server.
#include "api/routes/routes.hpp"

namespace pavane::api {

namespace {

// Clients compare it with what they support: the version of the contract, not of Pavane (REST contract §4).
constexpr const char* contract_version = R"({"version":"7.24.0"})";

constexpr const char* greeting =
    "This is Pavane, a BPMN process engine with the REST API of Camunda 7.\n"
    "The API is below /engine-rest: try /engine-rest/process-definition or /engine-rest/task.\n"
    "Whether it can serve is at /readyz, its figures at /metrics. There is no web interface yet.\n";

}  // namespace

void add_engine_routes(Router& router) {
    router.add({"GET", "/engine", Body::none, answering([](const Call&) -> Result<http::Response, Error> {
                    return json_response(R"([{"name":"default"}])");
                })});
    router.add_to_host({"GET", "/", Body::none, answering([](const Call&) -> Result<http::Response, Error> {
                            return http::Response{200, "text/plain; charset=utf-8", greeting, {}};
                        })});
    router.add({"GET", "/version", Body::none, answering([](const Call&) -> Result<http::Response, Error> {
                    return json_response(contract_version);
                })});
}

}  // namespace pavane::api
