// pavane run: starts a process on a running server, deploying its file first if it is given one, and can wait for its
// end.
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <thread>

#include "app/deploy_files.hpp"
#include "app/files.hpp"
#include "app/verb.hpp"
#include "json/parse.hpp"
#include "json/writer.hpp"

namespace pavane::app {

namespace {

constexpr std::chrono::milliseconds poll_pause{100};
constexpr int default_timeout_seconds = 60;

int complain(const std::string& message, int exit) {
    std::fprintf(stderr, "pavane run: %s\n", message.c_str());
    return exit;
}

// "--var amount=12": JSON where it reads as JSON, else text.
expression::Value value_of(const std::string& text) {
    auto parsed = json::parse(text);
    return parsed ? std::move(*parsed) : expression::Value(text);
}

Result<std::vector<std::pair<std::string, expression::Value>>, std::string> variables_of(const Arguments& arguments) {
    std::vector<std::pair<std::string, expression::Value>> variables;
    if (const auto text = arguments.value("vars")) {
        std::string content = *text;
        if (content.starts_with('@')) {
            auto file = read_file(content.substr(1));
            if (!file) return tl::make_unexpected(file.error());
            content = std::move(*file);
        }
        const auto parsed = json::parse(content);
        if (!parsed || !parsed->context())
            return tl::make_unexpected(std::string("--vars must be a JSON object, or @FILE with one."));
        for (const auto& entry : parsed->context()->entries()) variables.push_back(entry);
    }
    for (const std::string& assignment : arguments.values("var")) {
        const std::size_t equals = assignment.find('=');
        if (equals == std::string::npos || equals == 0)
            return tl::make_unexpected("--var is written NAME=VALUE, and '" + assignment + "' is not.");
        variables.emplace_back(assignment.substr(0, equals), value_of(assignment.substr(equals + 1)));
    }
    return variables;
}

std::string start_body(const std::vector<std::pair<std::string, expression::Value>>& variables,
                       const std::optional<std::string>& business_key) {
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

// The definition id of a file's process, once it is deployed.
Result<std::string, int> deploy_first(const RestClient& client, const std::string& file, const Arguments& arguments) {
    const auto answer = deploy_files(
        client, {{file}, std::filesystem::path(file).stem().string(), arguments.value("tenant").value_or(""), false});
    if (!answer) return tl::make_unexpected(complain(answer.error(), Exit::failure));
    if (answer->status != 200) return tl::make_unexpected(report_refusal("run", *answer));
    const expression::Value definitions = member(answer->body, "deployedProcessDefinitions");
    if (!definitions.context() || definitions.context()->entries().size() != 1)
        return tl::make_unexpected(
            complain("'" + file + "' must hold exactly one executable process to be run.", Exit::invalid));
    return definitions.context()->entries().front().first;
}

int await_end(const RestClient& client, const std::string& instance, int timeout) {
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
        if (std::chrono::steady_clock::now() >= deadline)
            return complain("The process has not ended within the time limit.", Exit::timed_out);
        std::this_thread::sleep_for(poll_pause);
    }
}

int run(const Arguments& arguments) {
    if (arguments.operands.size() != 1) return complain("name one file or one process key.", Exit::usage);
    const auto variables = variables_of(arguments);
    if (!variables) return complain(variables.error(), Exit::usage);
    int timeout = default_timeout_seconds;
    if (const auto text = arguments.value("timeout")) timeout = std::atoi(text->c_str());
    if (timeout <= 0) return complain("--timeout is a number of seconds.", Exit::usage);

    const RestClient client(server_url(arguments));
    const std::string& what = arguments.operands.front();
    std::string path = "/process-definition/key/" + what;
    if (const auto tenant = arguments.value("tenant")) path += "/tenant-id/" + *tenant;
    if (std::filesystem::is_regular_file(what)) {
        const auto definition = deploy_first(client, what, arguments);
        if (!definition) return definition.error();
        path = "/process-definition/" + *definition;
    }
    const auto started = client.post(path + "/start", start_body(*variables, arguments.value("business-key")));
    if (!started) return complain(started.error(), Exit::failure);
    if (started->status != 200) return report_refusal("run", *started);
    if (arguments.has("await")) return await_end(client, text_of(member(started->body, "id")), timeout);
    std::puts(started->text.c_str());
    return Exit::ok;
}

}  // namespace

Verb run_verb() {
    return {"run",
            "FILE|KEY",
            "starts a process on a running server, deploying the file first",
            "pavane run order.bpmn --var amount=12 --await",
            {{"url", true, "the server's REST root (PAVANE_URL)", false},
             {"var", true, "NAME=VALUE, as often as needed; VALUE is JSON or text", true},
             {"vars", true, "all variables as a JSON object, or @FILE", false},
             {"business-key", true, "the instance's business key", false},
             {"tenant", true, "the definition's tenant", false},
             {"await", false, "waits for the end and prints the result as JSON", false},
             {"timeout", true, "seconds to wait at most, 60 if not said", false}},
            run};
}

}  // namespace pavane::app
