// A batch as rows of tables.
#pragma once

#include <set>
#include <vector>

#include "persistence/tables/table.hpp"
#include "persistence/value_text.hpp"
#include "runtime/engine/instance_store.hpp"

namespace pavane::persistence {

// Two groups, because no row may be touched twice in one: the first is seldom needed.
struct BatchWrites {
    std::vector<Write> first;
    std::vector<Write> then;
};

BatchWrites writes_of(const engine::Batch& batch, const std::set<core::ActivityId>& refused, const ValueText& text);

// The operation's own row, and whom it refused.
std::vector<Write> writes_of(const Uuid& operation, const std::string& node, const engine::CommitResult& result);
engine::Refusal read_refusal(CellReader& cells);  // command, reason, answer

}  // namespace pavane::persistence
