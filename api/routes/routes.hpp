// Every route that is built, one file per resource. A new resource: its file, its line here and in routes.cpp.
#pragma once

#include "api/router.hpp"
#include "runtime/engine/engine.hpp"

namespace pavane::api {

// `engine` outlives the router.
void add_routes(Router& router, engine::Engine& engine);

void add_engine_routes(Router& router);
void add_deployment_routes(Router& router, engine::Engine& engine);
void add_deployment_create_route(Router& router, engine::Engine& engine);
void add_process_definition_routes(Router& router, engine::Engine& engine);
void add_decision_definition_routes(Router& router, engine::Engine& engine);
void add_decision_evaluate_routes(Router& router, engine::Engine& engine);
void add_decision_requirements_routes(Router& router, engine::Engine& engine);
void add_start_routes(Router& router, engine::Engine& engine);
void add_process_instance_routes(Router& router, engine::Engine& engine);
void add_activity_tree_route(Router& router, engine::Engine& engine);
void add_variable_routes(Router& router, engine::Engine& engine);
void add_task_routes(Router& router, engine::Engine& engine);
void add_task_list_routes(Router& router, engine::Engine& engine);
void add_external_task_routes(Router& router, engine::Engine& engine);
void add_external_task_list_routes(Router& router, engine::Engine& engine);
void add_fetch_and_lock_route(Router& router, engine::Engine& engine);
void add_message_route(Router& router, engine::Engine& engine);
void add_incident_routes(Router& router, engine::Engine& engine);
void add_job_routes(Router& router, engine::Engine& engine);
void add_history_process_routes(Router& router, engine::Engine& engine);
void add_history_activity_routes(Router& router, engine::Engine& engine);
void add_history_task_routes(Router& router, engine::Engine& engine);
void add_history_variable_routes(Router& router, engine::Engine& engine);
void add_history_decision_routes(Router& router, engine::Engine& engine);
void add_history_decision_batch_routes(Router& router, engine::Engine& engine);
void add_history_batch_routes(Router& router, engine::Engine& engine);
void add_batch_routes(Router& router, engine::Engine& engine);

}  // namespace pavane::api
