#include "conformance/runner/http_driver.hpp"

#include "conformance/runner/http_world.hpp"
#include "conformance/runner/rest_client.hpp"
#include "conformance/runner/verbs.hpp"
#include "json/writer.hpp"

namespace pavane::conformance {

namespace {

using expression::TypedValue;
using expression::Value;
using expression::ValueType;

void write_typed(json::Writer& writer, const TypedValue& value) {
    writer.begin_object();
    // What the scenario gave no type for is sent without one, for the server to infer.
    if (value.type != ValueType::object && value.type != ValueType::null) writer.member("type", name_of(value.type));
    writer.member("value", value.value);
    if (value.transient) writer.key("valueInfo").begin_object().member("transient", true).end_object();
    writer.end_object();
}

void write_variables(json::Writer& writer, std::string_view name, const core::Assignments& variables) {
    writer.key(name).begin_object();
    for (const auto& [variable, value] : variables) {
        writer.key(variable);
        write_typed(writer, value);
    }
    writer.end_object();
}

std::string body_with(std::string_view name, const core::Assignments& variables) {
    json::Writer writer;
    writer.begin_object();
    write_variables(writer, name, variables);
    return writer.end_object().take();
}

Answer to_answer(const Reply& reply) {
    if (reply.succeeded()) return {};
    return unexpected(text(reply.json(), "message"));
}

constexpr const char* worker = "scenario";

// One request for each command.
class Ask {
  public:
    explicit Ask(RestClient& client) : client_(client) {}

    Reply operator()(const core::CompleteUserTask& command) const {
        return client_.post("/task/" + to_string(command.task) + "/complete",
                            body_with("variables", command.variables));
    }
    Reply operator()(const core::ChangeUserTask& command) const {
        const std::string path = "/task/" + to_string(command.task);
        json::Writer writer;
        writer.begin_object().key("userId");
        const std::string user = command.claimed_by ? *command.claimed_by : *command.assignee;
        user.empty() ? writer.null() : writer.value(user);
        return client_.post(path + (command.claimed_by ? "/claim" : "/assignee"), writer.end_object().take());
    }
    Reply operator()(const core::CompleteExternalTask& command) const {
        json::Writer writer = begin_work(command.task);
        write_variables(writer, "variables", command.variables);
        return finish_work(command.task, "complete", writer);
    }
    Reply operator()(const core::FailExternalTask& command) const {
        json::Writer writer = begin_work(command.task);
        writer.member("errorMessage", command.error_message).member("errorDetails", command.error_details);
        writer.member("retries", command.retries);
        write_variables(writer, "variables", command.variables);
        const Reply reply = finish_work(command.task, "failure", writer);
        // A failed task stays locked until its retry timeout is over; the scenario's next worker takes it at once.
        if (reply.succeeded()) client_.post("/external-task/" + to_string(command.task) + "/unlock", "{}");
        return reply;
    }
    Reply operator()(const core::RaiseExternalTaskError& command) const {
        json::Writer writer = begin_work(command.task);
        writer.member("errorCode", command.code).member("errorMessage", command.message);
        write_variables(writer, "variables", command.variables);
        return finish_work(command.task, "bpmnError", writer);
    }
    Reply operator()(const core::SetExternalTaskRetries& command) const {
        return client_.put("/external-task/" + to_string(command.task) + "/retries", retries_body(command.retries));
    }
    Reply operator()(const core::SetJobRetries& command) const {
        return client_.put("/job/" + to_string(command.job) + "/retries", retries_body(command.retries));
    }
    Reply operator()(const core::RunJob& command) const {
        return client_.post("/job/" + to_string(command.job) + "/execute", "{}");
    }
    Reply operator()(const core::ChangeVariables& command) const {
        json::Writer writer;
        writer.begin_object();
        write_variables(writer, "modifications", command.modifications);
        writer.key("deletions").begin_array();
        for (const std::string& name : command.deletions) writer.value(name);
        writer.end_array();
        const std::string route = command.local ? "/execution/" + to_string(command.scope) + "/localVariables"
                                                : "/process-instance/" + to_string(command.scope) + "/variables";
        return client_.post(route, writer.end_object().take());
    }
    Reply operator()(const core::DeleteProcessInstance& command) const {
        return client_.remove("/process-instance/" + to_string(command.process));
    }
    template <class Other>
    Reply operator()(const Other&) const {
        throw Mismatch("No route of the contract gives this command.");
    }

  private:
    json::Writer begin_work(const core::ExternalTaskId& task) const {
        json::Writer lock;
        lock.begin_object().member("workerId", worker).member("lockDuration", 600'000).end_object();
        client_.post("/external-task/" + to_string(task) + "/lock", lock.take());
        json::Writer writer;
        writer.begin_object().member("workerId", worker);
        return writer;
    }
    Reply finish_work(const core::ExternalTaskId& task, const std::string& what, json::Writer& writer) const {
        return client_.post("/external-task/" + to_string(task) + "/" + what, writer.end_object().take());
    }
    static std::string retries_body(std::int32_t retries) {
        json::Writer writer;
        return writer.begin_object().member("retries", retries).end_object().take();
    }

    RestClient& client_;
};

class HttpDriver : public Driver {
  public:
    HttpDriver(const std::string& url, const engine::Compiler& compiler, std::shared_ptr<void> kept)
        : kept_(std::move(kept)), client_(url), compiler_(compiler) {}

    DeployAnswer deploy(const Files& files) override;
    Answer start(const StartRequest& request) override;
    Answer correlate(const MessageRequest& request) override;
    Answer perform(const core::Command& command) override {
        return to_answer(std::visit(Ask(client_), command.variant()));
    }
    World look() override { return look_at(client_, job_elements_); }
    std::vector<std::string> tasks_offered_to(core::Candidate::Kind kind, const std::string& name) override;
    Instant now() override { return std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now()); }

  private:
    void note_job_elements(const Files& files);

    std::shared_ptr<void> kept_;
    RestClient client_;
    const engine::Compiler& compiler_;
    std::set<std::string> job_elements_;
};

bool has_timer(const bpmn::Node& node) {
    const auto is_timer = [](const bpmn::Trigger& trigger) {
        return std::holds_alternative<bpmn::TimerTrigger>(trigger);
    };
    if (const auto* event = node.kind.as<bpmn::StartEvent>()) return is_timer(event->trigger);
    if (const auto* event = node.kind.as<bpmn::CatchEvent>()) return is_timer(event->trigger);
    if (const auto* event = node.kind.as<bpmn::BoundaryEvent>()) return is_timer(event->trigger);
    return false;
}

void HttpDriver::note_job_elements(const Files& files) {
    for (const auto& [name, content] : files)
        for (const bpmn::ProcessDefinition& definition :
             compiler_.compile(name, content, engine::among(files)).definitions)
            for (const bpmn::Node& node : definition.nodes)
                if (node.async_before || node.async_after || has_timer(node)) job_elements_.insert(node.id);
}

void add_findings(const Value& resources, const char* which, std::vector<Finding>& findings) {
    if (!resources.context()) return;
    for (const auto& [resource, report] : resources.context()->entries()) {
        const Value list = member(report, which);
        if (!list.list()) continue;
        for (const Value& finding : *list.list())
            findings.push_back({text(finding, "code"), text(finding, "mainElementId"), text(finding, "message")});
    }
}

DeployAnswer HttpDriver::deploy(const Files& files) {
    const Reply reply = client_.post_files("/deployment/create", files);
    DeployAnswer answer;
    answer.deployed = reply.succeeded();
    const Value body = reply.json();
    if (answer.deployed) {
        note_job_elements(files);
        add_findings(member(body, "diagnostics"), "warnings", answer.warnings);
        const Value deployed = member(body, "deployedProcessDefinitions");
        if (deployed.context())
            for (const auto& [id, definition] : deployed.context()->entries())
                answer.definitions.push_back(text(definition, "key"));
        return answer;
    }
    add_findings(member(body, "details"), "errors", answer.errors);
    if (answer.errors.empty()) answer.errors.push_back({text(body, "type"), "", text(body, "message")});
    return answer;
}

Answer HttpDriver::start(const StartRequest& request) {
    json::Writer writer;
    writer.begin_object();
    if (!request.business_key.empty()) writer.member("businessKey", request.business_key);
    write_variables(writer, "variables", request.variables);
    return to_answer(client_.post("/process-definition/key/" + request.key + "/start", writer.end_object().take()));
}

Answer HttpDriver::correlate(const MessageRequest& request) {
    json::Writer writer;
    writer.begin_object().member("messageName", request.name);
    if (request.business_key) writer.member("businessKey", *request.business_key);
    write_variables(writer, "correlationKeys", request.correlation_keys);
    write_variables(writer, "processVariables", request.variables);
    return to_answer(client_.post("/message", writer.end_object().take()));
}

std::vector<std::string> HttpDriver::tasks_offered_to(core::Candidate::Kind kind, const std::string& name) {
    json::Writer writer;
    writer.begin_object()
        .member(kind == core::Candidate::Kind::user ? "candidateUser" : "candidateGroup", name)
        .end_object();
    const Reply reply = client_.post("/task", writer.take());
    if (!reply.succeeded()) throw Mismatch("The list of tasks is refused: " + reply.body);
    const Value list = reply.json();
    std::vector<std::string> elements;
    for (const Value& item : *list.list()) elements.push_back(text(item, "taskDefinitionKey"));
    return elements;
}

}  // namespace

DriverPtr make_http_driver(const std::string& url, const engine::Compiler& compiler, std::shared_ptr<void> kept) {
    return std::make_unique<HttpDriver>(url, compiler, std::move(kept));
}

}  // namespace pavane::conformance
