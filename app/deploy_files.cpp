#include "app/deploy_files.hpp"

#include <cstdio>

#include "app/diagnostic_text.hpp"
#include "app/files.hpp"
#include "app/verb.hpp"

namespace pavane::app {

Result<RestAnswer, std::string> deploy_files(const RestClient& client, const DeployRequest& request) {
    std::vector<RestClient::Part> parts{{"deployment-name", "", request.name},
                                        {"deployment-source", "", "pavane deploy"}};
    if (!request.tenant.empty()) parts.push_back({"tenant-id", "", request.tenant});
    if (request.changed_only) {
        parts.push_back({"enable-duplicate-filtering", "", "true"});
        parts.push_back({"deploy-changed-only", "", "true"});
    }
    for (const FileToSend& file : request.files) {
        auto content = read_file(file.path);
        if (!content) return tl::make_unexpected(content.error());
        parts.push_back({file.name, file.name, std::move(*content)});
    }
    return client.post_form("/deployment/create", parts);
}

namespace {

Diagnostics read_problems(const expression::Value& problems, Severity severity) {
    Diagnostics diagnostics;
    if (!problems.list()) return diagnostics;
    for (const expression::Value& problem : *problems.list()) {
        const auto number = [&](std::string_view name) {
            const expression::Value value = member(problem, name);
            return value.integer() ? static_cast<std::uint32_t>(*value.integer()) : 0;
        };
        const bool is_note = text_of(member(problem, "severity")) == "info";
        diagnostics.push_back({is_note ? Severity::info : severity,
                               text_of(member(problem, "code")),
                               text_of(member(problem, "message")),
                               text_of(member(problem, "mainElementId")),
                               {number("line"), number("column")}});
    }
    return diagnostics;
}

std::string path_of(const std::string& name, const std::vector<FileToSend>& files) {
    for (const FileToSend& file : files)
        if (file.name == name) return file.path;
    return name;
}

}  // namespace

int report_deployment(const std::string& verb, const RestAnswer& answer, const std::vector<FileToSend>& files) {
    const bool accepted = answer.status == 200;
    const expression::Value resources = member(answer.body, accepted ? "diagnostics" : "details");
    bool is_told = false;
    if (resources.context())
        for (const auto& [name, problems] : resources.context()->entries()) {
            const Diagnostics errors = read_problems(member(problems, "errors"), Severity::error);
            print_problems(path_of(name, files), errors);
            print_problems(path_of(name, files), read_problems(member(problems, "warnings"), Severity::warning));
            is_told = is_told || !errors.empty();
        }
    if (accepted) return Exit::ok;
    if (!is_told) return report_refusal(verb, answer);
    std::fprintf(stderr, "pavane %s: Nothing is deployed: mend the errors first.\n", verb.c_str());
    return Exit::invalid;
}

void name_files_along(const std::vector<FileToSend>& files) {
    for (const FileToSend& file : files)
        if (!file.used_by.empty())
            std::fprintf(stderr, "%s goes along, since %s uses it.\n", file.path.c_str(), file.used_by.c_str());
}

std::vector<DeployedDefinition> deployed_definitions(const RestAnswer& answer) {
    constexpr std::pair<const char*, const char*> kinds[] = {
        {"deployedProcessDefinitions", "process"},
        {"deployedDecisionDefinitions", "decision"},
        {"deployedDecisionRequirementsDefinitions", "requirements"}};
    std::vector<DeployedDefinition> made;
    for (const auto& [name, kind] : kinds) {
        const expression::Value definitions = member(answer.body, name);
        if (!definitions.context()) continue;
        for (const auto& [id, definition] : definitions.context()->entries())
            made.push_back({id, kind, text_of(member(definition, "resource")), text_of(member(definition, "key")),
                            text_of(member(definition, "version"))});
    }
    return made;
}

Result<std::vector<DeployedDefinition>, std::string> definitions_of_deployment(const RestClient& client,
                                                                               const std::string& id) {
    std::vector<DeployedDefinition> definitions;
    for (const std::string kind : {"process", "decision"}) {
        const auto known = client.get("/" + kind + "-definition?deploymentId=" + encoded(id));
        if (!known) return tl::make_unexpected(known.error());
        if (known->status != 200) return tl::make_unexpected(text_of(member(known->body, "message")));
        if (!known->body.list()) continue;
        for (const expression::Value& each : *known->body.list())
            definitions.push_back({text_of(member(each, "id")), kind, text_of(member(each, "resource")),
                                   text_of(member(each, "key")), text_of(member(each, "version"))});
    }
    return definitions;
}

}  // namespace pavane::app
