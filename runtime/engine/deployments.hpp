// Deploying files and taking deployments away: compile everything, write all or nothing, move message and timer starts
// to the newest.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "runtime/engine/ports.hpp"
#include "runtime/engine/submission.hpp"

namespace pavane::engine {

class Engine;

using Files = std::vector<std::pair<std::string, std::string>>;  // name, content

// What is filtered is compared, file by file, with the newest file of that name among the deployments of the same name,
// source and tenant.
struct DeploymentRequest {
    std::string name;
    bool named = false;
    std::string source;
    std::string tenant;
    bool filter_duplicates = false;  // where no file has changed, nothing is deployed
    bool changed_only = false;       // only the files that have changed are, with the files that they name
    Files resources;
};
struct ResourceDiagnostics {
    std::string resource;
    bool readable = true;
    bpmn::Diagnostics diagnostics;
};
struct Deployed {
    Deployment deployment;
    std::vector<StoredDefinition> definitions;
    std::vector<StoredDecision> decisions;
    std::vector<StoredRequirements> requirements;
    std::vector<ResourceDiagnostics> warnings;
    bool filtered = false;  // the deployment was there before
};
struct NotDeployable {
    std::vector<ResourceDiagnostics> problems;
};
struct RequestRefused {  // for what it says beside its files, in a sentence
    std::string message;
};
using DeploymentOutcome = std::variant<Deployed, NotDeployable, RequestRefused>;

class Deployments {
  public:
    Deployments(Engine& engine, const Compiler& compiler);

    // Throws StoreUnavailable.
    DeploymentOutcome deploy(const DeploymentRequest& request);

    // False: there is no such deployment. DeploymentInUse: it has running instances and cascade was not asked for.
    std::variant<bool, DeploymentInUse> remove(const DeploymentId& id, bool cascade);

  private:
    std::optional<DeploymentOutcome> try_to_deploy(const DeploymentRequest& request);
    std::vector<NewDefinition> previous_versions(const DeploymentId& id);

    Engine& engine_;
    const Compiler& compiler_;
};

// Message and timer starts of a definition, as of `now`; a timer that cannot be set is an error that names its element.
Result<NewDefinition, bpmn::Diagnostic> with_starts(const StoredDefinition& stored,
                                                    const bpmn::ProcessDefinition& definition,
                                                    const expression::Evaluator& evaluator, core::IdSource& ids,
                                                    Instant now);

// Where a start timer stands after it has fired; nothing: that was the last time.
std::optional<TimerStart> next_timer_start(const LeasedJob& fired, Instant now);

}  // namespace pavane::engine
