// pavane run: starts a process on a running server, deploying its file first if it is given one, and can wait for its
// end.
#include <charconv>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <thread>

#include "app/deploy_files.hpp"
#include "app/files.hpp"
#include "app/model_files.hpp"
#include "app/named_files.hpp"
#include "app/shell_text.hpp"
#include "app/verb.hpp"
#include "foundation/utf8.hpp"
#include "json/parse.hpp"
#include "json/writer.hpp"
#include "runtime/engine/model_names.hpp"

namespace pavane::app {

namespace {

constexpr std::chrono::milliseconds poll_pause{100};
constexpr int default_timeout_seconds = 60;

using Variables = std::vector<std::pair<std::string, expression::Value>>;

int complain(const std::string& message, int exit) {
    std::fprintf(stderr, "pavane run: %s\n", message.c_str());
    return exit;
}

// "--var amount=12": JSON where it reads as JSON, else text. What begins like a list or an object was meant to be one.
Result<expression::Value, ArgumentProblem> value_of(const std::string& name, const std::string& text) {
    constexpr std::size_t shown_bytes = 60;
    auto parsed = json::parse(text);
    if (parsed) return std::move(*parsed);
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string::npos || (text[first] != '{' && text[first] != '[')) return expression::Value(text);
    const std::string as_text = text.size() > shown_bytes ? "\"...\"" : json::write(expression::Value(text));
    return tl::make_unexpected(ArgumentProblem{"The value of --var " + name + " begins as JSON does and is none: '" +
                                               beginning_of(text, shown_bytes) +
                                               "'. Correct it, or give it as text by writing a JSON string: --var " +
                                               in_single_quotes(name + "=" + as_text) + "."});
}

Result<Variables, ArgumentProblem> variables_of(const Arguments& arguments) {
    Variables variables;
    if (const auto text = arguments.value("vars")) {
        std::string content = *text;
        if (content.starts_with('@')) {
            auto file = read_file(content.substr(1));
            if (!file) return tl::make_unexpected(ArgumentProblem{file.error(), true});
            content = std::move(*file);
        }
        const auto parsed = json::parse(content);
        if (!parsed || !parsed->context())
            return tl::make_unexpected(ArgumentProblem{"--vars must be a JSON object, or @FILE with one."});
        for (const auto& entry : parsed->context()->entries()) variables.push_back(entry);
    }
    for (const std::string& assignment : arguments.values("var")) {
        const std::size_t equals = assignment.find('=');
        if (equals == std::string::npos || equals == 0)
            return tl::make_unexpected(
                ArgumentProblem{"--var is written NAME=VALUE, and '" + assignment + "' is not."});
        const std::string name = assignment.substr(0, equals);
        auto value = value_of(name, assignment.substr(equals + 1));
        if (!value) return tl::make_unexpected(value.error());
        variables.emplace_back(name, std::move(*value));
    }
    return variables;
}

std::string start_body(const Variables& variables, const std::optional<std::string>& business_key) {
    json::Writer writer;
    writer.begin_object();
    if (business_key) writer.member("businessKey", *business_key);
    writer.key("variables").begin_object();
    for (const auto& [name, value] : variables) {
        writer.key(name).begin_object();
        // Lists and objects travel as JSON documents, which is what they are.
        if (value.list() || value.context())
            writer.member("type", "Json").member("value", json::write(value));
        else
            writer.key("value").value(value);
        writer.end_object();
    }
    return writer.end_object().end_object().take();
}

// The definition id of a file's process, once it is deployed. What cannot be started is not deployed either.
Result<std::string, int> deploy_first(const RestClient& client, const std::string& file, const Arguments& arguments) {
    const auto content = read_file(file);
    if (!content) return tl::make_unexpected(complain(content.error(), Exit::not_found));
    if (engine::is_dmn_file(file))
        return tl::make_unexpected(complain("'" + file +
                                                "' has decisions, and no process to start. Deploy it with "
                                                "'pavane deploy', or try it with 'pavane dmn'.",
                                            Exit::invalid));
    if (!engine::is_model_file(file)) {
        const std::string advice = advice_on_name(file, *content);
        return tl::make_unexpected(
            complain("'" + file + "' is not deployed. " + (advice.empty() ? "A model's name ends in .bpmn." : advice),
                     Exit::invalid));
    }
    const std::vector<FileToSend> sent = with_files_along({file});
    name_files_along(sent);
    const auto answer = deploy_files(
        client, {sent, std::filesystem::path(file).stem().string(), arguments.value("tenant").value_or(""), true});
    if (!answer) return tl::make_unexpected(complain(answer.error(), Exit::failure));
    if (const int exit = report_deployment("run", *answer, sent); exit != Exit::ok) return tl::make_unexpected(exit);
    std::vector<DeployedDefinition> processes = deployed_definitions(*answer);
    if (processes.empty()) {  // the file has been deployed before, as it is
        auto known = definitions_of_deployment(client, text_of(member(answer->body, "id")));
        if (!known) return tl::make_unexpected(complain(known.error(), Exit::failure));
        processes = std::move(*known);
    }
    // Of several files of that deployment only this one was meant.
    const std::string name = std::filesystem::path(file).filename().string();
    std::erase_if(processes, [&](const DeployedDefinition& each) { return each.file != name; });
    std::erase_if(processes, [](const DeployedDefinition& each) { return each.kind != "process"; });
    if (processes.size() == 1) return processes.front().id;
    if (processes.empty())
        return tl::make_unexpected(
            complain("'" + file + "' holds no process with isExecutable=\"true\", so there is nothing to start.",
                     Exit::invalid));
    std::string keys;
    for (const DeployedDefinition& each : processes) keys += " " + each.key;
    return tl::make_unexpected(
        complain("'" + file + "' is deployed, but holds several processes; run one by its key:" + keys, Exit::invalid));
}

// A word with a folder or an ending in it is no key that anybody would give a process.
bool looks_like_file(const std::string& word) {
    return word.find('/') != std::string::npos || word.ends_with(".bpmn") || word.ends_with(".xml") ||
           word.ends_with(".dmn");
}

int say_that_it_goes_on(const std::string& url, const std::string& instance, int timeout) {
    return complain("The process instance " + instance + " has not ended within " + std::to_string(timeout) +
                        " s, and goes on. What it waits for: curl " + url + "/process-instance/" + instance +
                        "/activity-instances",
                    Exit::timed_out);
}

// Empty where there is no answer: whoever asks asks again.
expression::List list_of(const RestClient& client, const std::string& path) {
    const auto answer = client.get(path);
    return answer && answer->status == 200 && answer->body.list() ? *answer->body.list() : expression::List();
}

// Of the instance or of one that it has called; nothing: there is none.
std::optional<expression::Value> incident_of(const RestClient& client, const std::string& instance) {
    const expression::List incidents = list_of(client, "/incident?processInstanceId=" + instance);
    if (!incidents.empty()) return incidents.front();
    for (const expression::Value& called : list_of(client, "/process-instance?superProcessInstance=" + instance))
        if (auto incident = incident_of(client, text_of(member(called, "id")))) return incident;
    return std::nullopt;
}

int say_what_stopped_it(const std::string& instance, const expression::Value& incident) {
    return complain("The process instance " + instance + " is stopped by an incident at '" +
                        text_of(member(incident, "activityId")) + "': " + text_of(member(incident, "incidentMessage")),
                    Exit::failure);
}

int await_end(const RestClient& client, const std::string& url, const std::string& instance, int timeout) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(timeout);
    while (true) {
        const auto history = client.get("/history/process-instance/" + instance);
        if (!history) return complain(history.error(), Exit::failure);
        if (history->status != 200) return report_refusal("run", *history);
        if (!member(history->body, "endTime").is_null()) {
            const auto variables =
                client.get("/history/variable-instance?deserializeValues=false&processInstanceId=" + instance);
            json::Writer writer;
            writer.begin_object().member("instance", history->body).key("variables").begin_object();
            if (variables && variables->body.list())
                for (const expression::Value& variable : *variables->body.list())
                    writer.key(text_of(member(variable, "name"))).value(member(variable, "value"));
            std::puts(writer.end_object().end_object().take().c_str());
            return text_of(member(history->body, "state")) == "COMPLETED" ? Exit::ok : Exit::failure;
        }
        if (const auto incident = incident_of(client, instance)) return say_what_stopped_it(instance, *incident);
        if (std::chrono::steady_clock::now() >= deadline) return say_that_it_goes_on(url, instance, timeout);
        std::this_thread::sleep_for(poll_pause);
    }
}

// 0 for what is none.
int timeout_of(const Arguments& arguments) {
    const auto text = arguments.value("timeout");
    if (!text) return default_timeout_seconds;
    int seconds = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), seconds);
    return error == std::errc() && end == text->data() + text->size() ? seconds : 0;
}

int run(const Arguments& arguments) {
    if (arguments.operands.size() != 1) return complain("name one file or one process key.", Exit::usage);
    const auto variables = variables_of(arguments);
    if (!variables)
        return complain(variables.error().message, variables.error().is_missing_file ? Exit::not_found : Exit::usage);
    const int timeout = timeout_of(arguments);
    if (timeout <= 0) return complain("--timeout is a number of seconds.", Exit::usage);
    const std::string& what = arguments.operands.front();
    std::error_code error;
    const bool is_file = looks_like_file(what) || std::filesystem::is_regular_file(what, error);

    const auto url = server_url(arguments);
    if (!url) return complain(url.error().message, Exit::usage);
    const RestClient client(*url);
    std::string path = "/process-definition/key/" + encoded(what);
    if (const auto tenant = arguments.value("tenant")) path += "/tenant-id/" + encoded(*tenant);
    if (is_file) {
        const auto definition = deploy_first(client, what, arguments);
        if (!definition) return definition.error();
        path = "/process-definition/" + encoded(*definition);
    }
    const auto started = client.post(path + "/start", start_body(*variables, arguments.value("business-key")));
    if (!started) return complain(started.error(), Exit::failure);
    if (started->status != 200) return report_refusal("run", *started);
    if (arguments.has("await")) return await_end(client, *url, text_of(member(started->body, "id")), timeout);
    std::puts(started->text.c_str());
    return Exit::ok;
}

}  // namespace

Verb run_verb() {
    return {"run",
            "FILE|KEY",
            "starts a process on a running server, deploying the file first",
            "pavane run order.bpmn --var amount=12 --await",
            {{"url", true, "the server, http://127.0.0.1:8080/engine-rest if not said (PAVANE_URL)", false},
             {"var", true, "NAME=VALUE, as often as needed; VALUE is JSON or text", true},
             {"vars", true, "all variables as a JSON object, or @FILE", false},
             {"business-key", true, "the instance's business key", false},
             {"tenant", true, "the definition's tenant", false},
             {"await", false, "waits for the end and prints the result as JSON", false},
             {"timeout", true, "seconds to wait at most, 60 if not said", false}},
            run};
}

}  // namespace pavane::app
