// What the engine asks of the world. Everything behind these is an adapter chosen in app/.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bpmn/model/definition.hpp"
#include "bpmn/model/diagnostic.hpp"
#include "foundation/result.hpp"
#include "runtime/engine/definition_store.hpp"
#include "runtime/engine/instance_store.hpp"
#include "runtime/engine/lease_store.hpp"
#include "runtime/engine/query_store.hpp"

namespace pavane::engine {

// One database: PostgreSQL, SQLite, or the memory twin. Every method may be called from any thread and throws
// StoreUnavailable.
class Store : public InstanceStore, public LeaseStore, public DefinitionStore, public QueryStore {
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

// Turns a file into definitions without their deployment's part (id, version, tenant), or says all that is wrong with
// it.
struct Compiled {
    std::vector<bpmn::ProcessDefinition> definitions;  // the executable processes of the file
    bpmn::Diagnostics diagnostics;  // warnings and infos, and errors if there are any: then no definitions
    bool readable = true;           // false: not even XML
};
class Compiler {
  public:
    virtual ~Compiler() = default;
    virtual Compiled compile(std::string_view resource_name, std::string_view bytes) const = 0;
};

}  // namespace pavane::engine
