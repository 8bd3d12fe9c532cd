// GET /process-instance/{id}/activity-instances: what of a process instance is running, as a tree.
#include <map>

#include "api/query_parameters.hpp"
#include "api/routes/fields.hpp"
#include "api/routes/routes.hpp"

namespace pavane::api {

namespace {

struct Tree {
    core::ActivityId process;
    std::string definition_id;
    std::string definition_name;
    std::map<core::ActivityId, std::vector<const engine::ActivityRow*>> children;
    std::map<core::ActivityId, std::vector<const engine::IncidentItem*>> incidents;  // by owner
};

// Before its start or behind its end an activity is a transition instance (async before, async after).
bool is_transition(const engine::ActivityRow& row) { return row.record.phase != core::Phase::active; }

void write_incidents(json::Writer& writer, const Tree& tree, const core::ActivityId& owner) {
    const auto found = tree.incidents.find(owner);
    const std::vector<const engine::IncidentItem*> none;
    const auto& incidents = found == tree.incidents.end() ? none : found->second;
    writer.key("incidentIds").begin_array();
    for (const engine::IncidentItem* incident : incidents) writer.value(to_string(incident->row.key));
    writer.end_array().key("incidents").begin_array();
    for (const engine::IncidentItem* incident : incidents)
        writer.begin_object()
            .member("id", to_string(incident->row.key))
            .member("activityId", incident->row.origin.element)
            .end_object();
    writer.end_array();
}

void write_common(json::Writer& writer, const Tree& tree, const engine::ActivityRow& row) {
    const bool is_process = row.key == tree.process;
    writer.member("id", to_string(row.key));
    is_process ? writer.key("parentActivityInstanceId").null()
               : writer.member("parentActivityInstanceId", to_string(row.record.parent));
    writer.member("activityId", is_process ? tree.definition_id : row.origin.element);
    text_member(writer, "activityName", is_process ? tree.definition_name : row.origin.element_name);
    writer.member("activityType", is_process ? "processDefinition" : row.origin.activity_type);
    writer.member("processInstanceId", to_string(tree.process)).member("processDefinitionId", tree.definition_id);
}

void write_transition(json::Writer& writer, const Tree& tree, const engine::ActivityRow& row) {
    writer.begin_object();
    write_common(writer, tree, row);
    writer.member("executionId", to_string(row.key)).member("targetActivityId", row.origin.element);
    write_incidents(writer, tree, row.key);
    writer.end_object();
}

// As deep as sub-processes are nested, which the parser bounds.
void write_activity(json::Writer& writer, const Tree& tree, const engine::ActivityRow& row) {
    const auto found = tree.children.find(row.key);
    const std::vector<const engine::ActivityRow*> none;
    const auto& children = found == tree.children.end() ? none : found->second;
    writer.begin_object();
    write_common(writer, tree, row);
    text_member(writer, "name", row.key == tree.process ? tree.definition_name : row.origin.element_name);
    writer.key("childActivityInstances").begin_array();
    for (const engine::ActivityRow* child : children)
        if (!is_transition(*child)) write_activity(writer, tree, *child);
    writer.end_array().key("childTransitionInstances").begin_array();
    for (const engine::ActivityRow* child : children)
        if (is_transition(*child)) write_transition(writer, tree, *child);
    writer.end_array().key("executionIds").begin_array().value(to_string(row.key)).end_array();
    write_incidents(writer, tree, row.key);
    writer.end_object();
}

Result<http::Response, Error> get_tree(engine::Engine& engine, const Call& call) {
    Tree tree;
    tree.process = core::ActivityId{id_of(call.argument("id"))};
    const std::vector<engine::ActivityRow> activities = engine.store().activities_of(tree.process);
    const std::vector<engine::IncidentItem> incidents = engine.store().incidents_of(tree.process);
    const engine::ActivityRow* top = nullptr;
    for (const engine::ActivityRow& row : activities) {
        if (row.key == tree.process)
            top = &row;
        else
            tree.children[row.record.parent].push_back(&row);
    }
    if (!top)
        return unexpected(
            Error{ErrorKind::not_found, "Process instance with id " + call.argument("id") + " does not exist", {}});
    for (const engine::IncidentItem& incident : incidents)
        tree.incidents[incident.row.record.owner].push_back(&incident);
    const bpmn::DefinitionPtr definition = engine.definitions().load(top->origin.definition);
    tree.definition_id = definition ? definition_id_text(definition->id, definition->key, definition->version)
                                    : to_string(top->origin.definition);
    if (definition) tree.definition_name = definition->name;
    json::Writer writer;
    write_activity(writer, tree, *top);
    return json_response(writer.take());
}

}  // namespace

void add_activity_tree_route(Router& router, engine::Engine& engine) {
    router.add({"GET", "/process-instance/{id}/activity-instances", Body::none,
                answering([&engine](const Call& call) { return get_tree(engine, call); })});
}

}  // namespace pavane::api
