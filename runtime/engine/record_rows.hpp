// Records to rows and back: definition indexes become element ids when they are stored, and indexes again when they are
// loaded.
#pragma once

#include <stdexcept>

#include "runtime/core/step.hpp"
#include "runtime/engine/rows.hpp"

namespace pavane::engine {

// `state` is the root's state after the change; `definitions` must have those of all its process instances, ended ones
// too.
RootRows to_rows(const ActivityId& root, const core::InstanceState& state, core::Change&& change,
                 const core::Definitions& definitions);

JobRow job_row(const ActivityId& root, const core::InstanceState& state, const core::JobId& job,
               const core::Definitions& definitions);

// How many rows of history these are.
std::int64_t history_events(const RootRows& rows);

// Appends `later`, the rows of a change made right after `earlier` on the same root: a row touched by both is listed
// once, and one that was born in `earlier` and is gone in `later` not at all.
void merge(RootRows& earlier, RootRows&& later);

// What is stored of a root does not fit together; the sentence says what.
class NotLoadable : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

// The definitions that the root's instances run: to be at hand before to_state(), which throws NotLoadable.
std::vector<DefinitionId> definitions_of(const StoredRoot& stored);
core::InstanceState to_state(const StoredRoot& stored, const core::Definitions& definitions);

}  // namespace pavane::engine
