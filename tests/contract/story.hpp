// Rows and batches for tests: a running process instance with one of everything it can own.
#pragma once

#include "runtime/engine/instance_store.hpp"

namespace pavane::tests {

inline constexpr const char* tenant = "acme";

Uuid new_id();
template <class I>
I new_id() {
    return I{new_id()};
}
Instant at(std::int64_t ms);  // that long after a fixed moment of 2026

struct Root {
    engine::ActivityId id = new_id<engine::ActivityId>();
    engine::DefinitionId definition = new_id<engine::DefinitionId>();
    engine::Revision revision;

    engine::Origin origin(const std::string& element) const;
    engine::ProcessRow process() const;
    engine::ActivityRow scope() const;  // the process instance's own activity
    engine::ActivityRow activity(const std::string& element) const;
    engine::TokenRow token(const std::string& flow) const;
    engine::SubscriptionRow subscription(const std::string& message) const;
    engine::JobRow job(const std::string& element) const;
    engine::UserTaskRow user_task(const std::string& element) const;
    engine::ExternalTaskRow external_task(const std::string& topic) const;
    engine::IncidentRow incident(const Uuid& cause) const;
    engine::VariableRow variable(const std::string& name, expression::TypedValue value) const;
};

// The birth of a root with the rows given besides its process and scope.
engine::RootChange birth(Root& root, const Uuid& operation, engine::RootRows rows = {});
// A later change of a root that has been written: guarded by its revision, which moves on.
engine::RootChange change(Root& root, const Uuid& operation, engine::RootRows rows = {});

engine::Batch batch_of(std::vector<engine::RootChange> roots, const Uuid& operation,
                       const std::string& node = "node/1");
engine::BatchedCommand command(std::uint64_t number);

// Commits the birth of a root with these rows, which must not be refused.
void make(engine::InstanceStore& store, Root& root, engine::RootRows rows = {});

}  // namespace pavane::tests
