// POST /external-task/fetchAndLock: at once, or as a long poll that holds no thread (REST contract §3.8).
#include "api/query_parameters.hpp"
#include "api/routes/durations.hpp"
#include "api/routes/fields.hpp"
#include "api/routes/routes.hpp"
#include "api/routes/submit.hpp"
#include "api/typed_values.hpp"
#include "expression/temporal.hpp"

namespace pavane::api {

namespace {

constexpr std::int64_t longest_wait_ms = 1'800'000;
constexpr std::size_t most_topics = 100;

// What a topic asks to be told of its tasks, beside FetchTopic.
struct TopicView {
    std::optional<std::vector<std::string>> variables;  // nothing: all
    bool local = false;
    Objects objects = Objects::as_text;
    bool with_properties = false;
};

struct Fetch {
    engine::FetchRequest request;
    std::vector<TopicView> views;  // as request.topics
    Milliseconds wait{0};
};

void read_process_variables(Parameters& topic, engine::FetchTopic& result) {
    const expression::Value* variables = topic.value("processVariables");
    if (!variables) return;
    if (!variables->context()) return topic.refuse("The 'processVariables' of a topic must be an object.");
    for (const auto& [name, value] : variables->context()->entries()) {
        if (value.list() || value.context())
            return topic.refuse("Object values cannot be used to query", ErrorKind::process_engine);
        result.process_variables.emplace_back(name, expression::typed(value));
    }
}

// Workers send the lists that they have, filled or not: an empty one asks for nothing.
template <class T>
void forget_empty(std::optional<std::vector<T>>& list) {
    if (list && list->empty()) list.reset();
}

Result<void, Error> read_topic(const expression::Context& json, Fetch& fetch) {
    Parameters topic = Parameters::of_body(json);
    engine::FetchTopic result;
    TopicView view;
    result.topic = topic.text("topicName").value_or("");
    result.lock = Milliseconds(topic.long_integer("lockDuration").value_or(0));
    refuse_longer(topic, "lockDuration", result.lock.count());
    result.business_key = topic.text("businessKey");
    result.definition = topic.id<core::DefinitionId>("processDefinitionId");
    result.definition_in = topic.ids<core::DefinitionId>("processDefinitionIdIn");
    forget_empty(result.definition_in);
    result.definition_key = topic.text("processDefinitionKey");
    result.definition_key_in = topic.texts("processDefinitionKeyIn");
    forget_empty(result.definition_key_in);
    result.version_tag = topic.text("processDefinitionVersionTag");
    result.tenant_in = topic.texts("tenantIdIn");
    result.without_tenant = topic.flag("withoutTenantId");
    read_process_variables(topic, result);
    view.variables = topic.texts("variables");
    view.local = topic.flag("localVariables");
    view.objects = topic.flag("deserializeValues") ? Objects::as_json : Objects::as_text;
    view.with_properties = topic.flag("includeExtensionProperties");
    if (result.topic.empty()) topic.refuse("topicName is null", ErrorKind::null_value);
    if (result.lock <= Milliseconds(0)) topic.refuse("lockTime is not greater than 0", ErrorKind::not_negative);
    if (const auto finished = topic.finish(); !finished) return unexpected(finished.error());
    fetch.request.topics.push_back(std::move(result));
    fetch.views.push_back(std::move(view));
    return {};
}

Result<Fetch, Error> read_fetch(const Call& call) {
    constexpr SortKey<bool> sort_keys[] = {{"createTime", true}};
    const auto json = json_body(call);
    if (!json) return unexpected(json.error());
    Parameters body = Parameters::of_body(*json);
    Fetch fetch;
    const auto worker = body.text("workerId");
    if (!worker) body.refuse("workerId is null", ErrorKind::null_value);
    fetch.request.worker = worker.value_or("");
    fetch.request.max_tasks = body.integer("maxTasks").value_or(0);
    fetch.request.by_priority = body.flag("usePriority");
    const std::int64_t wait_ms = body.long_integer("asyncResponseTimeout").value_or(0);
    if (wait_ms > longest_wait_ms)
        body.refuse("The asynchronous response timeout cannot be set to a value greater than 1800000 milliseconds");
    fetch.wait = Milliseconds(std::max<std::int64_t>(wait_ms, 0));
    using Order = engine::FetchRequest::CreateTimeOrder;
    for (const auto& order : body.order(sort_keys))
        fetch.request.create_time = order.descending ? Order::descending : Order::ascending;
    const expression::Value* topics = body.value("topics");
    if (topics && !topics->list()) body.refuse("The 'topics' must be an array.");
    if (topics && topics->list() && topics->list()->size() > most_topics)
        body.refuse("The 'topics' are " + std::to_string(topics->list()->size()) + "; at most " +
                    std::to_string(most_topics) + " can be fetched at a time.");
    if (fetch.request.max_tasks < 0) body.refuse("maxResults is less than 0", ErrorKind::not_negative);
    if (const auto finished = body.finish(); !finished) return unexpected(finished.error());
    const expression::List none;
    for (const expression::Value& topic : topics ? *topics->list() : none) {
        if (!topic.context()) return unexpected(Error{ErrorKind::bad_request, "A topic must be an object.", {}});
        if (const auto read = read_topic(*topic.context(), fetch); !read) return unexpected(read.error());
    }
    return fetch;
}

void write_properties(json::Writer& writer, engine::Engine& engine, const engine::LockedTask& task) {
    writer.key("extensionProperties").begin_object();
    const bpmn::DefinitionPtr definition = engine.definitions().load(task.row.origin.definition);
    const auto node = definition ? definition->find_node(task.row.origin.element) : std::nullopt;
    if (const auto* external = node ? definition->node(*node).kind.as<bpmn::ExternalTask>() : nullptr)
        for (const auto& [name, value] : external->properties) writer.member(name, value);
    writer.end_object();
}

using VariablesByScope = engine::QueryStore::VariablesByScope;

// The variables of each topic's tasks, in one look for a topic.
std::vector<VariablesByScope> variables_by_topic(engine::Engine& engine, const engine::Fetched& fetched,
                                                 const std::vector<TopicView>& views) {
    std::vector<std::vector<core::ActivityId>> scopes(views.size());
    for (const engine::LockedTask& task : fetched.tasks) scopes.at(task.topic_index).push_back(task.row.record.owner);
    std::vector<VariablesByScope> variables(views.size());
    for (std::size_t topic = 0; topic < views.size(); ++topic) {
        const TopicView& view = views[topic];
        if (!view.variables || !view.variables->empty())
            variables[topic] = engine.store().variables_of_each(scopes[topic], view.local, view.variables);
    }
    return variables;
}

void write_task(json::Writer& writer, engine::Engine& engine, const engine::LockedTask& task, const TopicView& view,
                const VariablesByScope& variables) {
    const core::ExternalTask& record = task.row.record;
    writer.begin_object().member("activityId", task.row.origin.element);
    writer.member("activityInstanceId", to_string(record.owner));
    text_member(writer, "errorMessage", record.error_message);
    text_member(writer, "errorDetails", record.error_details);
    writer.member("executionId", to_string(record.owner)).member("id", to_string(task.row.key));
    date_member(writer, "lockExpirationTime", task.lock_until);
    date_member(writer, "createTime", record.created_at);
    writer.member("processDefinitionId",
                  definition_id_text(task.row.origin.definition, task.definition_key, task.definition_version));
    writer.member("processDefinitionKey", task.definition_key);
    text_member(writer, "processDefinitionVersionTag", task.version_tag);
    writer.member("processInstanceId", to_string(task.row.origin.process)).member("retries", record.retries);
    writer.member("suspended", false).member("workerId", task.worker).member("topicName", record.topic);
    text_member(writer, "tenantId", task.row.origin.tenant);
    writer.key("variables").begin_object();
    if (const auto own = variables.find(record.owner); own != variables.end())
        for (const engine::VariableRow& row : own->second.rows) {
            writer.key(row.key.name);
            write_typed_value(writer, row.record.value, view.objects);
        }
    writer.end_object().member("priority", record.priority);
    text_member(writer, "businessKey", task.business_key);
    if (view.with_properties)
        write_properties(writer, engine, task);
    else
        writer.key("extensionProperties").begin_object().end_object();
    writer.end_object();
}

// A worker gets all the values that it has asked for, or not the task. Its lock, which runs out, keeps it from being
// the first of each fetch.
bool is_readable(engine::Engine& engine, const engine::LockedTask& task, const VariablesByScope& variables) {
    const auto own = variables.find(task.row.record.owner);
    if (own == variables.end() || own->second.unreadable.empty()) return true;
    engine.warn("The external task " + to_string(task.row.key) + " of the topic '" + task.row.record.topic +
                "' was not given to the worker '" + task.worker + "', and is locked until " +
                expression::format_instant(task.lock_until) + ". " + own->second.unreadable);
    return false;
}

http::Response describe(engine::Engine& engine, const engine::Fetched& fetched, const std::vector<TopicView>& views) {
    if (fetched.unavailable)
        return to_response(Error{ErrorKind::unavailable, "The database cannot be reached. Try again later.", {}});
    if (fetched.shutting_down)
        return to_response(
            Error{ErrorKind::fetch_ended, "Request rejected due to shutdown of application server.", {}});
    const std::vector<VariablesByScope> variables = variables_by_topic(engine, fetched, views);
    json::Writer writer;
    writer.begin_array();
    for (const engine::LockedTask& task : fetched.tasks) {
        const VariablesByScope& of_topic = variables.at(task.topic_index);
        if (is_readable(engine, task, of_topic)) write_task(writer, engine, task, views.at(task.topic_index), of_topic);
    }
    return json_response(writer.end_array().take());
}

// What a worker has not got, another one may have at once. Undelivered answers are told on threads that must not block.
http::Undeliverable unlocking(engine::Engine& engine, const engine::Fetched& fetched, const std::string& worker) {
    std::vector<core::ExternalTaskId> tasks;
    std::vector<std::string> topics;
    for (const engine::LockedTask& task : fetched.tasks) {
        tasks.push_back(task.row.key);
        topics.push_back(task.row.record.topic);
    }
    if (tasks.empty()) return {};
    return [&engine, tasks, topics, worker] {
        engine.executor().run([&engine, tasks, topics, worker] {
            try {
                engine.store().unlock_undelivered(tasks, worker);
            } catch (const engine::StoreUnavailable&) {
                // Their locks run out by themselves.
                return;
            }
            engine.external_tasks().wake(topics);
        });
    };
}

}  // namespace

void add_fetch_and_lock_route(Router& router, engine::Engine& engine) {
    router.add({"POST", "/external-task/fetchAndLock", Body::json,
                [&engine](const Call& call, const http::Responder& responder) {
                    auto fetch = read_fetch(call);
                    if (!fetch) return responder.answer(to_response(fetch.error()));
                    if (fetch->request.topics.empty() || fetch->request.max_tasks == 0)
                        return responder.answer(json_response("[]"));
                    const auto done = [&engine, responder, views = std::move(fetch->views),
                                       worker = fetch->request.worker](const engine::Fetched& fetched) {
                        answer_with(
                            responder, [&] { return describe(engine, fetched, views); },
                            unlocking(engine, fetched, worker));
                    };
                    const auto poll = engine.external_tasks().fetch(std::move(fetch->request), fetch->wait, done);
                    responder.when_client_gone([&engine, poll] { engine.external_tasks().end(poll); });
                }});
}

}  // namespace pavane::api
