// GET /history/decision-instance: evaluated decisions, with their inputs and outputs where they are asked for.
#include "api/routes/decision_filters.hpp"
#include "api/routes/definition_item.hpp"
#include "api/routes/fields.hpp"
#include "api/routes/history_decision_criteria.hpp"
#include "api/routes/listing.hpp"
#include "api/routes/routes.hpp"
#include "api/typed_values.hpp"

namespace pavane::api {

namespace {

using Criteria = engine::HistoryDecisionCriteria;

constexpr const char* resource = history_decision_resource;

// What of an item is written, and how.
struct Parts {
    bool inputs = false;
    bool outputs = false;
    Objects objects = Objects::as_json;
};

Parts read_parts(Parameters& parameters) {
    Parts parts;
    parts.inputs = parameters.flag("includeInputs");
    parts.outputs = parameters.flag("includeOutputs");
    if (parameters.flag("disableCustomObjectDeserialization")) parts.objects = Objects::as_text;
    parameters.flag("disableBinaryFetching");  // what bytes there are come with the row
    return parts;
}

// What inputs and outputs have in common. Their ids are of this API alone: the store knows them by their place.
void begin_part(json::Writer& writer, const engine::DecisionRow& row, std::string_view kind, std::size_t place,
                const std::string& clause_id, const std::string& clause_name) {
    const std::string instance = to_string(row.instance.id);
    writer.begin_object().member("id", instance + ":" + std::string(kind) + ":" + std::to_string(place));
    writer.member("decisionInstanceId", instance);
    text_member(writer, "clauseId", clause_id);
    text_member(writer, "clauseName", clause_name);
    writer.key("errorMessage").null();
    date_member(writer, "createTime", row.instance.evaluated_at);
    date_member(writer, "removalTime", row.removal_time);
    id_member(writer, "rootProcessInstanceId", row.origin.root);
}

void write_inputs(json::Writer& writer, const engine::DecisionRow& row, Objects objects) {
    writer.key("inputs").begin_array();
    std::size_t place = 0;
    for (const core::DecisionInput& input : row.instance.decision.inputs) {
        begin_part(writer, row, "input", ++place, input.clause_id, input.clause_name);
        write_typed_value_members(writer, input.value, objects);
        writer.end_object();
    }
    writer.end_array();
}

void write_outputs(json::Writer& writer, const engine::DecisionRow& row, Objects objects) {
    writer.key("outputs").begin_array();
    std::size_t place = 0;
    for (const core::DecisionOutput& output : row.instance.decision.outputs) {
        begin_part(writer, row, "output", ++place, output.clause_id, output.clause_name);
        text_member(writer, "ruleId", output.rule_id);
        if (output.rule_order > 0)
            writer.member("ruleOrder", output.rule_order);
        else
            writer.key("ruleOrder").null();
        text_member(writer, "variableName", output.variable_name);
        write_typed_value_members(writer, output.value, objects);
        writer.end_object();
    }
    writer.end_array();
}

void write_process(json::Writer& writer, const engine::HistoryDecisionItem& item) {
    const engine::DecisionRow& row = item.row;
    if (row.origin.process) {
        writer.member("processDefinitionId", definition_id_text(item.definition));
        text_member(writer, "processDefinitionKey", item.definition.key);
    } else {
        null_members(writer, {"processDefinitionId", "processDefinitionKey"});
    }
    id_member(writer, "processInstanceId", row.origin.process);
    null_members(writer, {"caseDefinitionId", "caseDefinitionKey", "caseInstanceId"});
    text_member(writer, "activityId", row.origin.element);
    id_member(writer, "activityInstanceId", row.instance.activity);
}

void write_item(json::Writer& writer, const engine::HistoryDecisionItem& item, const Parts& parts) {
    const engine::DecisionRow& row = item.row;
    writer.begin_object().member("id", to_string(row.instance.id));
    writer.member("decisionDefinitionId",
                  definition_id_text(row.instance.decision.decision, item.decision.key, item.decision.version));
    text_member(writer, "decisionDefinitionKey", item.decision.key);
    text_member(writer, "decisionDefinitionName", item.decision.name);
    date_member(writer, "evaluationTime", row.instance.evaluated_at);
    date_member(writer, "removalTime", row.removal_time);
    write_process(writer, item);
    text_member(writer, "tenantId", row.origin.tenant);
    writer.key("userId").null();
    if (parts.inputs) write_inputs(writer, row, parts.objects);
    if (parts.outputs) write_outputs(writer, row, parts.objects);
    writer.member("collectResultValue", row.instance.decision.collected);
    id_member(writer, "rootDecisionInstanceId", row.instance.root);
    id_member(writer, "rootProcessInstanceId", row.origin.root);
    requirements_members(writer, item.decision.requirements);
    writer.end_object();
}

// The list's parameters have been judged when this is asked.
auto listed_writer(const Call& call) {
    Parameters parameters = Parameters::of_query(call.request);
    return [parts = read_parts(parameters)](json::Writer& writer, const engine::HistoryDecisionItem& item) {
        write_item(writer, item, parts);
    };
}

Result<http::Response, Error> get_instance(engine::Engine& engine, const Call& call) {
    Parameters parameters = Parameters::of_query(call.request);
    const Parts parts = read_parts(parameters);
    if (const auto finished = parameters.finish(); !finished) return unexpected(finished.error());
    Criteria criteria;
    criteria.id_in = std::vector{core::DecisionInstanceId{id_of(call.argument("id"))}};
    criteria.with_inputs = parts.inputs;
    criteria.with_outputs = parts.outputs;
    const auto found = engine.store().list(criteria, engine::Page{});
    if (found.empty())
        return unexpected(Error{ErrorKind::not_found,
                                "Historic decision instance with id '" + call.argument("id") + "' does not exist",
                                {}});
    json::Writer writer;
    write_item(writer, found.front(), parts);
    return json_response(writer.take());
}

}  // namespace

void add_history_decision_routes(Router& router, engine::Engine& engine) {
    add_list_routes<Criteria, engine::HistoryDecisionItem>(router, engine, resource, Post::no,
                                                           read_history_decision_criteria, listed_writer);
    router.add({"GET", std::string(resource) + "/{id}", Body::none,
                answering([&engine](const Call& call) { return get_instance(engine, call); })});
}

}  // namespace pavane::api
