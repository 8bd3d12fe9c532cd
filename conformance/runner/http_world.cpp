#include "conformance/runner/http_world.hpp"

#include <map>

#include "conformance/runner/verbs.hpp"
#include "expression/temporal.hpp"
#include "json/writer.hpp"

namespace pavane::conformance {

using expression::TypedValue;
using expression::Value;
using expression::ValueType;

namespace {

template <class IdType>
IdType id_at(const Value& object, std::string_view name) {
    const std::optional<Uuid> id = parse_uuid(text(object, name));
    return id ? IdType{*id} : IdType{};
}

std::optional<Instant> date_at(const Value& object, std::string_view name) {
    const std::string written = text(object, name);
    if (written.empty()) return std::nullopt;
    const auto date = expression::parse_strict_date_time(written);
    if (!date) throw Mismatch("The wire has a date of another form: " + date.error());
    return date->instant();
}

std::int64_t number_at(const Value& object, std::string_view name) {
    const Value number = member(object, name);
    return number.integer() ? *number.integer() : 0;
}

// Back from {"type", "value"} to what an engine in this process shows.
TypedValue typed_at(const Value& object) {
    const auto type = expression::parse_value_type(text(object, "type"));
    if (!type) throw Mismatch("The wire has a variable of the unknown type '" + text(object, "type") + "'.");
    Value value = member(object, "value");
    if (*type == ValueType::date && value.string()) {
        const auto date = expression::parse_strict_date_time(*value.string());
        if (!date) throw Mismatch(date.error());
        value = Value(*date);
    }
    if (*type == ValueType::json && value.string())
        value = Value(expression::Document{expression::Document::Format::json, *value.string(), "", ""});
    return {*type, std::move(value), false};
}

std::string ending_of(const std::string& state) {
    if (state == "ACTIVE") return "";
    return state == "COMPLETED" ? "completed" : "canceled";
}

class Look {
  public:
    explicit Look(RestClient& client) : client_(client) {}

    World take(const std::set<std::string>& elements) {
        add_processes();
        add_history();
        add_open_work();
        add_jobs(elements);
        sort(world_);
        return std::move(world_);
    }

  private:
    void add_processes() {
        for (const Value& item : client_.list("/history/process-instance")) {
            SeenProcess process;
            process.id = id_at<core::ActivityId>(item, "id");
            process.key = text(item, "processDefinitionKey");
            process.version = static_cast<std::int32_t>(number_at(item, "processDefinitionVersion"));
            process.business_key = text(item, "businessKey");
            process.ending = ending_of(text(item, "state"));
            scopes_[to_string(process.id)] = process.key;
            if (process.ending.empty()) {
                const Reply tree = client_.get("/process-instance/" + to_string(process.id) + "/activity-instances");
                if (!tree.succeeded()) throw Mismatch("The activity tree is refused: " + tree.body);
                add_tree(tree.json(), process.id, true);
            }
            world_.processes.push_back(std::move(process));
        }
    }

    void add_tree(const Value& node, const core::ActivityId& process, bool is_process) {
        if (!is_process) add_activity(node, process);
        for (const char* children : {"childActivityInstances", "childTransitionInstances"}) {
            const Value list = member(node, children);
            if (!list.list()) continue;
            for (const Value& child : *list.list()) add_tree(child, process, false);
        }
    }

    void add_activity(const Value& node, const core::ActivityId& process) {
        scopes_[text(node, "id")] = text(node, "activityId");
        world_.activities.push_back({id_at<core::ActivityId>(node, "id"), process, text(node, "activityId")});
    }

    void add_history() {
        for (const Value& item : client_.list("/history/activity-instance")) {
            const Value canceled = member(item, "canceled");
            const bool runs = member(item, "endTime").is_null();
            scopes_[text(item, "id")] = text(item, "activityId");
            world_.history.push_back({text(item, "activityId"), text(item, "activityType"),
                                      runs                      ? ""
                                      : canceled == Value(true) ? "canceled"
                                                                : "completed"});
        }
        for (const Value& item : client_.list("/history/variable-instance")) {
            const auto scope = scopes_.find(text(item, "activityInstanceId"));
            world_.variables.push_back({scope == scopes_.end() ? "" : scope->second, text(item, "name"), typed_at(item),
                                        text(item, "state") == "CREATED"});
        }
    }

    void add_open_work() {
        for (const Value& item : client_.list("/task"))
            world_.tasks.push_back({id_at<core::UserTaskId>(item, "id"), text(item, "taskDefinitionKey"),
                                    text(item, "name"), text(item, "assignee"),
                                    static_cast<std::int32_t>(number_at(item, "priority")), date_at(item, "due"),
                                    date_at(item, "followUp")});
        for (const Value& item : client_.list("/external-task")) {
            const Value retries = member(item, "retries");
            world_.external_tasks.push_back(
                {id_at<core::ExternalTaskId>(item, "id"), text(item, "activityId"), text(item, "topicName"),
                 retries.integer() ? std::optional(static_cast<std::int32_t>(*retries.integer())) : std::nullopt,
                 text(item, "errorMessage"), number_at(item, "priority")});
        }
        for (const Value& item : client_.list("/incident"))
            world_.incidents.push_back({text(item, "activityId"), text(item, "incidentMessage")});
    }

    void add_jobs(const std::set<std::string>& elements) {
        const expression::List jobs = client_.list("/job");
        std::map<std::string, std::string> element_of;
        for (const std::string& element : elements) {
            if (jobs.empty()) break;
            for (const Value& item : client_.list("/job?activityId=" + element)) element_of[text(item, "id")] = element;
        }
        for (const Value& item : jobs) {
            const std::optional<Instant> created = date_at(item, "createTime");
            world_.jobs.push_back({id_at<core::JobId>(item, "id"), element_of[text(item, "id")],
                                   date_at(item, "dueDate"), created.value_or(Instant{}),
                                   static_cast<std::int32_t>(number_at(item, "retries")),
                                   text(item, "exceptionMessage")});
        }
    }

    RestClient& client_;
    World world_;
    std::map<std::string, std::string> scopes_;  // the element of every activity instance, the key of every process
};

}  // namespace

World look_at(RestClient& client, const std::set<std::string>& elements) { return Look(client).take(elements); }

}  // namespace pavane::conformance
