#include "api/routes/routes.hpp"

namespace pavane::api {

void add_routes(Router& router, engine::Engine& engine) {
    add_engine_routes(router);
    add_deployment_routes(router, engine);
    add_deployment_create_route(router, engine);
    add_process_definition_routes(router, engine);
    add_decision_definition_routes(router, engine);
    add_decision_evaluate_routes(router, engine);
    add_decision_requirements_routes(router, engine);
    add_start_routes(router, engine);
    add_process_instance_routes(router, engine);
    add_activity_tree_route(router, engine);
    add_variable_routes(router, engine);
    add_task_routes(router, engine);
    add_task_list_routes(router, engine);
    add_external_task_routes(router, engine);
    add_external_task_list_routes(router, engine);
    add_fetch_and_lock_route(router, engine);
    add_message_route(router, engine);
    add_incident_routes(router, engine);
    add_job_routes(router, engine);
    add_history_process_routes(router, engine);
    add_history_activity_routes(router, engine);
    add_history_task_routes(router, engine);
    add_history_variable_routes(router, engine);
    add_history_decision_routes(router, engine);
    add_history_decision_batch_routes(router, engine);
    add_history_batch_routes(router, engine);
    add_batch_routes(router, engine);
}

}  // namespace pavane::api
