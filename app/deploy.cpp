// pavane deploy: sends files to a running server and prints what it made of them.
#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "app/deploy_files.hpp"
#include "app/files.hpp"
#include "app/model_files.hpp"
#include "app/named_files.hpp"
#include "app/verb.hpp"
#include "runtime/engine/model_names.hpp"

namespace pavane::app {

namespace {

int complain(const std::string& message, int exit) {
    std::fprintf(stderr, "pavane deploy: %s\n", message.c_str());
    return exit;
}

void print_table(const std::vector<DeployedDefinition>& definitions) {
    std::printf("%-32s %-12s %-32s %s\n", "FILE", "KIND", "KEY", "VERSION");
    for (const DeployedDefinition& each : definitions)
        std::printf("%-32s %-12s %-32s %s\n", each.file.c_str(), each.kind.c_str(), each.key.c_str(),
                    each.version.c_str());
}

void name_what_is_no_model(const std::string& file) {
    const auto content = read_file(file);
    const std::string advice = content ? advice_on_name(file, *content) : "";
    if (advice.empty())
        std::fprintf(stderr, "%s is kept beside the models.\n", file.c_str());
    else
        std::fprintf(stderr, "%s: warning: Nothing of it is deployed. %s\n", file.c_str(), advice.c_str());
}

// A modeller who forgot isExecutable looks for the process in vain.
void name_idle_models(const std::vector<std::string>& files, const std::vector<DeployedDefinition>& definitions) {
    for (const std::string& file : files) {
        const std::string name = std::filesystem::path(file).filename().string();
        const bool runs = std::ranges::any_of(definitions, [&](const auto& each) { return each.file == name; });
        if (runs) continue;
        if (engine::is_dmn_file(name))
            std::fprintf(stderr, "%s: warning: The server has deployed no decision of it.\n", file.c_str());
        else if (engine::is_model_file(name))
            std::fprintf(stderr, "%s: warning: Nothing in it can be started: no process has isExecutable=\"true\".\n",
                         file.c_str());
        else
            name_what_is_no_model(file);
    }
}

// Models that no server takes for any.
bool are_misnamed(const std::vector<std::string>& files) {
    return std::ranges::any_of(files, [](const std::string& file) {
        const auto content = read_file(file);
        return content && !advice_on_name(file, *content).empty();
    });
}

// Of --changed-only when nothing is new: what the files are already.
int report_nothing_new(const RestClient& client, const RestAnswer& answer, const std::vector<std::string>& files) {
    const auto known = definitions_of_deployment(client, text_of(member(answer.body, "id")));
    if (!known) return complain(known.error(), Exit::failure);
    const std::vector<DeployedDefinition>& definitions = *known;
    if (definitions.empty()) {
        name_idle_models(files, definitions);
        return Exit::ok;
    }
    std::fputs("pavane deploy: Nothing is new: the last deployment of that name has every file as it is.\n", stderr);
    print_table(definitions);
    return Exit::ok;
}

// That of the first file or folder, however it is written ("models/", ".").
std::string default_name(const std::string& operand) {
    const auto path = std::filesystem::weakly_canonical(operand);
    return path.has_filename() ? path.stem().string() : path.parent_path().stem().string();
}

int run(const Arguments& arguments) {
    if (arguments.operands.empty()) return complain("name at least one file or folder.", Exit::usage);
    const auto named = models_named(arguments.operands);
    if (!named) return complain(named.error(), Exit::not_found);
    const std::vector<std::string>& files = *named;
    const auto url = server_url(arguments);
    if (!url) return complain(url.error().message, Exit::usage);
    const RestClient client(*url);
    const std::vector<FileToSend> sent = with_files_along(files);
    name_files_along(sent);
    const DeployRequest request{sent, arguments.value("name").value_or(default_name(arguments.operands[0])),
                                arguments.value("tenant").value_or(""), arguments.has("changed-only")};
    const auto answer = deploy_files(client, request);
    if (!answer) return complain(answer.error(), Exit::failure);
    if (const int exit = report_deployment("deploy", *answer, sent); exit != Exit::ok) return exit;
    const std::vector<DeployedDefinition> definitions = deployed_definitions(*answer);
    if (arguments.has("json")) {
        std::puts(answer->text.c_str());
        return Exit::ok;
    }
    if (definitions.empty() && request.changed_only) return report_nothing_new(client, *answer, files);
    if (!definitions.empty()) print_table(definitions);
    if (!request.changed_only) name_idle_models(files, definitions);
    return definitions.empty() && are_misnamed(files) ? Exit::invalid : Exit::ok;
}

}  // namespace

Verb deploy_verb() {
    return {"deploy",
            "FILE|DIR...",
            "deploys files, or the models of folders, to a running server",
            "pavane deploy order.bpmn --name orders --url http://127.0.0.1:8080/engine-rest",
            {{"url", true, "the server, http://127.0.0.1:8080/engine-rest if not said (PAVANE_URL)", false},
             {"name", true, "the deployment's name; that of the first file or folder if not said", false},
             {"tenant", true, "the tenant it belongs to", false},
             {"changed-only", false, "leaves out files that the last deployment of that name has unchanged", false},
             {"json", false, "prints the server's answer", false}},
            run};
}

}  // namespace pavane::app
