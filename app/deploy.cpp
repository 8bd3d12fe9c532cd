// pavane deploy: sends files to a running server and prints what it made of them.
#include <cstdio>
#include <filesystem>

#include "app/deploy_files.hpp"
#include "app/verb.hpp"

namespace pavane::app {

namespace {

void print_table(const expression::Value& answer) {
    const expression::Value definitions = member(answer, "deployedProcessDefinitions");
    if (!definitions.context()) {
        std::puts("nothing new: every file is deployed already, or holds no executable process");
        return;
    }
    std::printf("%-32s %-8s %-32s %s\n", "FILE", "KIND", "KEY", "VERSION");
    for (const auto& [id, definition] : definitions.context()->entries())
        std::printf("%-32s %-8s %-32s %s\n", text_of(member(definition, "resource")).c_str(), "process",
                    text_of(member(definition, "key")).c_str(), text_of(member(definition, "version")).c_str());
}

int run(const Arguments& arguments) {
    if (arguments.operands.empty()) {
        std::fputs("pavane deploy: name at least one file.\n", stderr);
        return Exit::usage;
    }
    for (const std::string& file : arguments.operands)
        if (!std::filesystem::is_regular_file(file)) {
            std::fprintf(stderr, "pavane deploy: There is no file '%s'.\n", file.c_str());
            return Exit::not_found;
        }
    DeployRequest request{
        arguments.operands,
        arguments.value("name").value_or(std::filesystem::path(arguments.operands[0]).stem().string()),
        arguments.value("tenant").value_or(""), arguments.has("changed-only")};
    const auto answer = deploy_files(RestClient(server_url(arguments)), request);
    if (!answer) {
        std::fprintf(stderr, "pavane deploy: %s\n", answer.error().c_str());
        return Exit::failure;
    }
    if (answer->status != 200) return report_refusal("deploy", *answer);
    if (arguments.has("json"))
        std::puts(answer->text.c_str());
    else
        print_table(answer->body);
    return Exit::ok;
}

}  // namespace

Verb deploy_verb() {
    return {"deploy",
            "FILE...",
            "deploys files to a running server",
            "pavane deploy order.bpmn --name orders --url http://127.0.0.1:8080/engine-rest",
            {{"url", true, "the server's REST root (PAVANE_URL)", false},
             {"name", true, "the deployment's name; the first file's name if not said", false},
             {"tenant", true, "the tenant it belongs to", false},
             {"changed-only", false, "leaves out files that the last deployment of that name has unchanged", false},
             {"json", false, "prints the server's answer", false}},
            run};
}

}  // namespace pavane::app
