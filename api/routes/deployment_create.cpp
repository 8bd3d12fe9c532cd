// POST /deployment/create (REST contract §3.7).
#include <algorithm>
#include <set>

#include "api/multipart.hpp"
#include "api/routes/definition_item.hpp"
#include "api/routes/fields.hpp"
#include "api/routes/routes.hpp"
#include "expression/temporal.hpp"
#include "foundation/utf8.hpp"
#include "runtime/engine/model_names.hpp"

namespace pavane::api {

namespace {

// Some clients write True where Java writes true (REST contract §5).
bool is_true(std::string_view text) { return text == "true" || text == "True" || text == "TRUE"; }

tl::unexpected<Error> refused(std::string message) {
    return unexpected(Error{ErrorKind::bad_request, std::move(message), {}});
}

// Takes a part that is a field of the form; false: it is a resource.
Result<bool, Error> take_field(const Part& part, engine::DeploymentRequest& request) {
    const std::string value(part.content);
    if (part.name == "deployment-name") {
        request.name = value;
        request.named = true;
    } else if (part.name == "deployment-source") {
        request.source = value;
    } else if (part.name == "tenant-id") {
        request.tenant = value;
    } else if (part.name == "enable-duplicate-filtering") {
        request.filter_duplicates = is_true(value);
    } else if (part.name == "deploy-changed-only") {
        request.changed_only = is_true(value);
    } else if (part.name == "deployment-activation-time") {
        if (!value.empty())
            return refused("The field 'deployment-activation-time' is not built into this version of Pavane yet.");
    } else {
        return false;
    }
    if (!is_utf8(value) || value.find('\0') != std::string::npos)
        return refused("The field '" + part.name + "' is not UTF-8 text.");
    return true;
}

struct Upload {
    engine::DeploymentRequest request;
    std::set<std::string> sent_twice;  // names of files, the last one of each is in the request
};

Result<Upload, Error> read_upload(const Call& call) {
    const std::string* type = call.request.header("content-type");
    const auto parts = parse_multipart(type ? *type : "", call.request.body);
    if (!parts) return refused(parts.error());
    Upload upload;
    std::set<std::string> fields;
    for (const Part& part : *parts) {
        const auto is_field = part.file_name ? Result<bool, Error>(false) : take_field(part, upload.request);
        if (!is_field) return unexpected(is_field.error());
        if (*is_field && !fields.insert(part.name).second)
            return refused("The form has the field '" + part.name + "' more than once.");
        if (*is_field) continue;
        if (!part.file_name || part.file_name->empty())
            return refused("No file name found in the deployment resource described by form parameter '" + part.name +
                           "'.");
        auto& files = upload.request.resources;
        if (std::erase_if(files, [&](const auto& file) { return file.first == *part.file_name; }) > 0)
            upload.sent_twice.insert(*part.file_name);
        files.emplace_back(*part.file_name, std::string(part.content));
    }
    if (upload.request.resources.empty()) return refused("No deployment resources contained in the form upload.");
    return upload;
}

// REST contract §3.7: of two parts of one name the last one counts. Whoever sent them should know.
void report_sent_twice(const std::set<std::string>& names, engine::Deployed& deployed) {
    for (const std::string& name : names) {
        const auto is_it = [&](const engine::ResourceDiagnostics& each) { return each.resource == name; };
        auto at = std::find_if(deployed.warnings.begin(), deployed.warnings.end(), is_it);
        if (at == deployed.warnings.end()) at = deployed.warnings.insert(at, {name, true, {}});
        at->diagnostics.push_back(
            {bpmn::Severity::warning,
             "file-sent-twice",
             "The request has the file '" + name + "' more than once; the last one counts, the others are left out.",
             "",
             {}});
    }
}

void write_problem(json::Writer& writer, const bpmn::Diagnostic& problem) {
    writer.begin_object().member("message", problem.message);
    writer.member("line", std::int64_t{problem.location.line}).member("column", std::int64_t{problem.location.column});
    text_member(writer, "mainElementId", problem.element);
    writer.key("elementIds").begin_array();
    if (!problem.element.empty()) writer.value(problem.element);
    writer.end_array().member("code", problem.code);
    // Notes stand among the warnings, since the contract has no third list.
    writer.member("severity", problem.severity == bpmn::Severity::error     ? "error"
                              : problem.severity == bpmn::Severity::warning ? "warning"
                                                                            : "info");
    writer.end_object();
}

void write_problems(json::Writer& writer, std::string_view name, const bpmn::Diagnostics& diagnostics, bool errors) {
    writer.key(name).begin_array();
    for (const bpmn::Diagnostic& diagnostic : diagnostics)
        if ((diagnostic.severity == bpmn::Severity::error) == errors) write_problem(writer, diagnostic);
    writer.end_array();
}

// "resource":{"errors":[..],"warnings":[..]} for each.
void write_diagnostics(json::Writer& writer, const std::vector<engine::ResourceDiagnostics>& resources) {
    writer.begin_object();
    for (const engine::ResourceDiagnostics& resource : resources) {
        writer.key(resource.resource).begin_object();
        write_problems(writer, "errors", resource.diagnostics, true);
        write_problems(writer, "warnings", resource.diagnostics, false);
        writer.end_object();
    }
    writer.end_object();
}

std::string place_of(const engine::ResourceDiagnostics& resource, const bpmn::Diagnostic& diagnostic) {
    return " | resource " + resource.resource + " | line " + std::to_string(diagnostic.location.line) + " | column " +
           std::to_string(diagnostic.location.column);
}

Error not_deployable(const std::vector<engine::ResourceDiagnostics>& problems) {
    json::Writer writer;
    write_diagnostics(writer, problems);
    const std::string details = "\"details\":" + writer.take();
    std::string errors;
    for (const engine::ResourceDiagnostics& resource : problems) {
        if (!resource.readable) {
            std::string cause;
            if (!resource.diagnostics.empty())
                cause = " " + resource.diagnostics.front().message + place_of(resource, resource.diagnostics.front());
            return {ErrorKind::process_engine, "ENGINE-09003 Could not parse '" + resource.resource + "'." + cause,
                    details};
        }
        for (const bpmn::Diagnostic& diagnostic : resource.diagnostics) {
            if (diagnostic.severity != bpmn::Severity::error) continue;
            errors += "\n* " + diagnostic.message + place_of(resource, diagnostic);
        }
    }
    // The Modeler compares the beginning of the message (REST contract §3.2).
    const bool is_process = std::any_of(problems.begin(), problems.end(), [](const engine::ResourceDiagnostics& each) {
        return !engine::is_dmn_file(each.resource);
    });
    const std::string what = is_process ? "ENGINE-09005 Could not parse BPMN process. Errors: "
                                        : "ENGINE-22004 Unable to transform DMN resource. Errors: ";
    return {ErrorKind::parse_failed, what + errors, details};
}

// By id; null where nothing of the kind was deployed.
template <class Stored>
void write_deployed(json::Writer& writer, std::string_view name, const std::vector<Stored>& all,
                    void (*write)(json::Writer&, const Stored&)) {
    writer.key(name);
    if (all.empty()) {
        writer.null();
        return;
    }
    writer.begin_object();
    for (const Stored& stored : all) {
        writer.key(definition_id_text(stored));
        write(writer, stored);
    }
    writer.end_object();
}

std::string describe(const Call& call, const engine::Deployed& deployed) {
    json::Writer writer;
    writer.begin_object();
    self_link(writer, call, "/deployment/" + to_string(deployed.deployment.id));
    write_deployment_members(writer, deployed.deployment);
    write_deployed(writer, "deployedProcessDefinitions", deployed.definitions, write_definition);
    null_members(writer, {"deployedCaseDefinitions"});
    write_deployed(writer, "deployedDecisionDefinitions", deployed.decisions, write_decision);
    write_deployed(writer, "deployedDecisionRequirementsDefinitions", deployed.requirements, write_requirements);
    // Ours, not the contract's: what the deployer should know of a model that was accepted.
    const bool has_warnings = std::any_of(deployed.warnings.begin(), deployed.warnings.end(),
                                          [](const auto& resource) { return !resource.diagnostics.empty(); });
    if (has_warnings) {
        writer.key("diagnostics");
        write_diagnostics(writer, deployed.warnings);
    }
    return writer.end_object().take();
}

}  // namespace

void add_deployment_create_route(Router& router, engine::Engine& engine) {
    router.add({"POST", "/deployment/create", Body::multipart,
                answering([&engine](const Call& call) -> Result<http::Response, Error> {
                    const auto upload = read_upload(call);
                    if (!upload) return unexpected(upload.error());
                    auto outcome = engine.deployments().deploy(upload->request);
                    if (const auto* problems = std::get_if<engine::NotDeployable>(&outcome))
                        return unexpected(not_deployable(problems->problems));
                    if (const auto* problem = std::get_if<engine::RequestRefused>(&outcome))
                        return refused(problem->message);
                    auto& deployed = std::get<engine::Deployed>(outcome);
                    report_sent_twice(upload->sent_twice, deployed);
                    return json_response(describe(call, deployed));
                }),
                deployment_limit});
}

}  // namespace pavane::api
