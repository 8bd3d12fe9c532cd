// The port for deployments: files, the process definitions and decisions in them, and what starts instances from
// outside (messages, timers).
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "foundation/instant.hpp"
#include "runtime/core/step.hpp"
#include "runtime/engine/stored_decisions.hpp"

namespace pavane::engine {

using core::DefinitionId;
using ResourceId = Id<struct ResourceTag>;

struct Resource {
    ResourceId id;
    std::string name;
    std::string content;
};
struct Deployment {
    DeploymentId id;
    std::string name;  // empty and `named` false: no name (contract §5 "Deployment")
    bool named = true;
    std::string source;
    std::string tenant;
    Instant deployed_at;
};
// A process definition as it is listed; its model is the deployment's resource.
struct StoredDefinition {
    DefinitionId id;
    std::string key;
    std::int32_t version = 0;
    std::string name;
    std::string version_tag;
    std::string category;
    std::string description;
    std::string tenant;
    DeploymentId deployment;
    std::string resource;
    std::optional<std::int32_t> history_time_to_live_days;
    bool startable_in_tasklist = true;
    bool suspended = false;
};
struct MessageStart {
    std::string message;
    DefinitionId definition;
    std::string element;
    std::string tenant;
};
struct TimerStart {
    core::JobId job;
    DefinitionId definition;
    std::string element;
    std::string tenant;
    Instant due;
    std::string cycle;
    Instant cycle_anchor;
    std::int64_t cycle_index = 0;
};

// What one deployment writes, in one transaction: versions are given in it (unique, contiguous per key and tenant), and
// the message and timer starts of older versions of its keys move to the new ones.
struct NewDefinition {
    StoredDefinition definition;  // version is given by the store
    std::vector<MessageStart> message_starts;
    std::vector<TimerStart> timer_starts;
};
struct NewDeployment {
    Deployment deployment;
    std::vector<Resource> resources;
    std::vector<NewDefinition> definitions;
    std::vector<StoredRequirements> requirements;  // as with definitions, versions are given by the store
    std::vector<StoredDecision> decisions;
};
struct DeployedVersions {  // in the order of NewDeployment's lists
    std::vector<std::int32_t> definitions;
    std::vector<std::int32_t> requirements;
    std::vector<std::int32_t> decisions;
};
struct MessageStartTaken {  // the same message starts another definition: the deployment is refused, nothing is written
    std::string message;
    std::string definition_key;
};

struct DeploymentInUse {
    std::int64_t running_instances = 0;
};

class DefinitionStore {
  public:
    virtual ~DefinitionStore() = default;

    virtual std::variant<DeployedVersions, MessageStartTaken> deploy(const NewDeployment& deployment) = 0;

    // Deletes the deployment, its definitions, their starts and its decisions; with cascade running instances and
    // history too (their rows), else it is refused while instances run. The starts of the next older version of each
    // key come back (`restored_starts`). Nothing: there is no such deployment.
    struct Deleted {
        std::vector<core::ActivityId> ended_roots;
    };
    virtual std::optional<std::variant<Deleted, DeploymentInUse>> delete_deployment(
        const DeploymentId& id, bool cascade, const std::vector<NewDefinition>& restored_starts) = 0;

    virtual std::optional<Deployment> find_deployment(const DeploymentId& id) = 0;
    virtual std::vector<Resource> resources(const DeploymentId& id, bool with_content) = 0;
    virtual std::optional<Resource> find_resource(const DeploymentId& id, const ResourceId& resource) = 0;
    virtual std::optional<Resource> find_resource(const DeploymentId& id, const std::string& name) = 0;
    // The newest deployment of that name and tenant: for duplicate filtering.
    virtual std::optional<Deployment> newest_deployment(const std::string& name, const std::string& tenant) = 0;

    virtual std::optional<StoredDefinition> find_definition(const DefinitionId& id) = 0;
    virtual std::optional<StoredDefinition> find_definition(const core::CalledDefinition& called) = 0;
    // The newest other version of the same key and tenant in another deployment, if `id` is the newest of all; else
    // nothing.
    virtual std::optional<StoredDefinition> previous_version(const DefinitionId& id) = 0;
    virtual std::vector<StoredDefinition> definitions_of(const DeploymentId& id) = 0;

    virtual std::vector<MessageStart> message_starts(const std::string& message) = 0;
    // A start timer has fired: writes its next due, or removes it. Fenced like every job's outcome; false: the lease
    // was lost.
    virtual bool timer_start_fired(const core::JobId& job, const std::string& owner, std::int64_t epoch,
                                   const std::optional<TimerStart>& next) = 0;
};

}  // namespace pavane::engine
