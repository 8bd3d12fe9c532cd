// What a batch is compared with before it is written, and whom that refuses. The rules are those of the commit protocol
// (docs/architecture.md) and the same for every store: databases and the memory twin fetch what is there, this decides.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "runtime/engine/instance_store.hpp"

namespace pavane::persistence {

struct HeldLease {
    std::string owner;
    std::int64_t epoch = 0;
};

// The rows a batch's guards name, as they are now. What is missing there is not in the database.
struct Present {
    std::map<core::ActivityId, engine::Revision> roots;
    std::map<core::JobId, HeldLease> jobs;
    std::map<core::ExternalTaskId, std::string> workers;
    std::map<std::pair<std::string, std::string>, core::DefinitionId> newest;          // by (key, tenant)
    std::map<std::pair<std::string, std::string>, core::DecisionId> newest_decisions;  // likewise
    std::set<core::DecisionId> decisions;                                              // that stay until all is written
    std::set<core::DefinitionId> definitions;                                          // likewise
    std::map<std::pair<std::string, std::string>, engine::KeptAnswer> known_answers;   // by (tenant, key): taken before
};

struct Decision {
    engine::CommitResult result;
    std::set<core::ActivityId> refused;
};

// Of which history is written.
std::set<core::DecisionId> decisions_in(const std::vector<engine::DecisionRow>& evaluated);

// A root with a refused command is refused whole. A stale guard refuses every command of its root as stale, but for
// those whose idempotency key is known: their answer stands. A process instance of a definition that
// is gone, and history of such a decision, refuse the commands of the root as resting on what was looked up; a text
// that is too long for an index, as not storable.
Decision decide(const engine::Batch& batch, const Present& present);

}  // namespace pavane::persistence
