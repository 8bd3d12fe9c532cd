// GET and POST /history/variable-instance.
#include "api/routes/fields.hpp"
#include "api/routes/listing.hpp"
#include "api/routes/routes.hpp"
#include "api/routes/shared_filters.hpp"
#include "api/typed_values.hpp"

namespace pavane::api {

namespace {

using Criteria = engine::HistoryVariableCriteria;
using Field = Criteria::Field;

constexpr const char* resource = "/history/variable-instance";

constexpr SortKey<Field> sort_keys[] = {
    {"instanceId", Field::instance_id}, {"variableName", Field::name}, {"tenantId", Field::tenant}};

Criteria read_criteria(Parameters& parameters) {
    Criteria criteria;
    criteria.place = read_place(parameters, resource);
    criteria.name = parameters.text("variableName");
    criteria.name_like = parameters.text("variableNameLike");
    if (const expression::Value* value = parameters.value("variableValue")) {
        if (!criteria.name)
            parameters.refuse("Only a single variable value parameter specified: variable name and value are required");
        criteria.value = expression::typed(*value);
    }
    criteria.activity_instance_in = parameters.texts("activityInstanceIdIn");
    criteria.execution_in = parameters.texts("executionIdIn");
    criteria.tenant = read_tenant(parameters);
    parameters.flag("deserializeValues");
    criteria.order = parameters.order(sort_keys);
    return criteria;
}

// deserializeValues is a parameter of the URL, of a POST too, and true unless it is said to be false.
Objects objects_of(const Call& call) {
    for (const http::Parameter& parameter : call.request.query)
        if (parameter.name == "deserializeValues" && parameter.value == "false") return Objects::as_text;
    return Objects::as_json;
}

void write_item(json::Writer& writer, const engine::HistoryVariableItem& item, Objects objects) {
    const engine::VariableRow& row = item.row;
    const std::string scope = to_string(row.key.scope);
    writer.begin_object().member("id", to_string(row.record.id)).member("name", row.key.name);
    writer.member("processDefinitionKey", item.definition.key);
    writer.member("processDefinitionId", definition_id_text(item.definition));
    writer.member("processInstanceId", to_string(row.origin.process));
    writer.member("executionId", scope).member("activityInstanceId", scope);
    null_members(writer, {"caseDefinitionKey", "caseDefinitionId", "caseInstanceId", "caseExecutionId"});
    id_member(writer, "taskId", item.task);
    text_member(writer, "tenantId", row.origin.tenant);
    text_member(writer, "errorMessage", item.unreadable);
    writer.member("state", item.ended_at ? "DELETED" : "CREATED");
    date_member(writer, "createTime", row.record.created_at);
    writer.key("removalTime").null();
    id_member(writer, "rootProcessInstanceId", row.origin.root);
    write_typed_value_members(writer, row.record.value, objects);
    writer.end_object();
}

auto item_writer_of(const Call& call) {
    return [objects = objects_of(call)](json::Writer& writer, const engine::HistoryVariableItem& item) {
        write_item(writer, item, objects);
    };
}

}  // namespace

void add_history_variable_routes(Router& router, engine::Engine& engine) {
    add_list_routes<Criteria, engine::HistoryVariableItem>(router, engine, resource, Post::yes, read_criteria,
                                                           item_writer_of);
}

}  // namespace pavane::api
