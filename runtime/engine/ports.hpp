// What the engine asks of the world. Everything behind these is an adapter chosen in app/.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bpmn/model/definition.hpp"
#include "bpmn/model/diagnostic.hpp"
#include "foundation/result.hpp"
#include "runtime/engine/batch_operation_store.hpp"
#include "runtime/engine/decision_store.hpp"
#include "runtime/engine/definition_store.hpp"
#include "runtime/engine/instance_store.hpp"
#include "runtime/engine/lease_store.hpp"
#include "runtime/engine/other_files.hpp"
#include "runtime/engine/query_store.hpp"

namespace pavane::engine {

// One database: PostgreSQL, SQLite, or the memory twin. Every method may be called from any thread and throws
// StoreUnavailable.
class Store : public InstanceStore,
              public LeaseStore,
              public DefinitionStore,
              public DecisionStore,
              public BatchOperationStore,
              public QueryStore {
  public:
    // Whether the database answers now, for /readyz: empty, or why not in a plain sentence.
    virtual std::string health() = 0;
};

// Local time that never goes back: for deadlines, long polls and the estimate of the database's clock.
class Clock {
  public:
    virtual ~Clock() = default;
    virtual Milliseconds monotonic() const = 0;
};

// The decisions of a file, evaluated by their keys; immutable. What it says of evaluated decisions has their keys, and
// no ids.
class DecisionModel {
  public:
    virtual ~DecisionModel() = default;
    virtual Result<core::DecisionOutcome, expression::EvaluationError> evaluate(const std::string& key,
                                                                                expression::Scope& scope) const = 0;
    virtual std::size_t bytes() const = 0;  // of memory, about
};

// What a DMN file says of the decisions in it. The requirements graph is the file itself.
struct CompiledDecisions {
    struct Decision {
        std::string key;
        std::string name;
        std::string version_tag;
        std::optional<std::int32_t> history_time_to_live_days;
    };
    std::string key;
    std::string name;
    std::string category;
    std::vector<Decision> decisions;
    std::shared_ptr<const DecisionModel> model;
};

// Turns a file into definitions without their deployment's part (id, version, tenant), or says all that is wrong with
// it.
struct Compiled {
    std::vector<bpmn::ProcessDefinition> definitions;  // the executable processes of the file
    std::optional<CompiledDecisions> decisions;        // of a DMN file
    // Warnings and infos, and errors if there are any: then it is not deployed. There are definitions only if no error
    // is about what they say: one about what this server allows does not keep a stored definition from being read.
    bpmn::Diagnostics diagnostics;
    std::vector<std::string> made_with;  // the names of other files that it has taken something from
    bool readable = true;                // false: a BPMN file that is not even XML
};
class Compiler {
  public:
    virtual ~Compiler() = default;
    // `others` are the files of the same deployment, where a model may keep its scripts, and what it imports.
    virtual Compiled compile(std::string_view resource_name, std::string_view bytes,
                             const OtherFiles& others) const = 0;

    // A file of processes that was deployed. It is not judged again: a text in it that can no longer be read fails
    // where it is evaluated, and not the whole definition.
    virtual Compiled load(std::string_view resource_name, std::string_view bytes, const OtherFiles& others) const = 0;
};

}  // namespace pavane::engine
