// The port for deployments: files, the process definitions and decisions in them, and what starts instances from
// outside (messages, timers).
#pragma once

#include <optional>
#include <string>
#include <string_view>
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
// Which deployments are compared with each other. No source and `application_source` are one; deployments without a
// name are compared with none.
struct DeploymentOrigin {
    std::string name;
    std::string source;
    std::string tenant;
};
inline constexpr std::string_view application_source = "process application";

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
    // What was there when the files were compared with what had been deployed: the newest deployment of the same
    // origin, if there was one.
    struct Compared {
        std::optional<DeploymentId> newest;
    };
    std::optional<Compared> compared;
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

struct DeployedMeanwhile {};  // NewDeployment::compared does not hold any more: nothing is written

struct DeploymentInUse {
    std::int64_t running_instances = 0;
};
struct VersionsMoved {};  // what was to be restored is no longer the version before: nothing is deleted

class DefinitionStore {
  public:
    virtual ~DefinitionStore() = default;

    virtual std::variant<DeployedVersions, MessageStartTaken, DeployedMeanwhile> deploy(
        const NewDeployment& deployment) = 0;

    // Deletes the deployment, its definitions, their starts and its decisions; with cascade running instances and
    // history too (their rows), else it is refused while instances run. `restored` is previous_version() of each of its
    // definitions that has one, with the starts that come back, if any: compared within the transaction. A message that
    // another process starts by now is left to that one. Nothing: there is no such deployment.
    struct Deleted {
        // Tests compare it; a node that has one of them cached finds no row when it commits.
        std::vector<core::ActivityId> ended_roots;
        std::vector<MessageStartTaken> not_restored;
    };
    using Deletion = std::variant<Deleted, DeploymentInUse, VersionsMoved>;
    virtual std::optional<Deletion> delete_deployment(const DeploymentId& id, bool cascade,
                                                      const std::vector<NewDefinition>& restored) = 0;

    virtual std::optional<Deployment> find_deployment(const DeploymentId& id) = 0;
    virtual std::vector<Resource> resources(const DeploymentId& id, bool with_content) = 0;
    virtual std::optional<Resource> find_resource(const DeploymentId& id, const ResourceId& resource) = 0;
    virtual std::optional<Resource> find_resource(const DeploymentId& id, const std::string& name) = 0;
    // For duplicate filtering: the newest deployment of that origin, and of each file of these names the newest among
    // the deployments of that origin, with its content.
    virtual std::optional<Deployment> newest_deployment(const DeploymentOrigin& origin) = 0;
    virtual std::vector<Resource> newest_resources(const DeploymentOrigin& origin,
                                                   const std::vector<std::string>& names) = 0;

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
