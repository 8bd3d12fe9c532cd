// The store on a database, PostgreSQL or SQLite. Each group of methods has a file of its own; what differs between the
// two is in sql/.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "persistence/sql/pool.hpp"
#include "persistence/value_text.hpp"
#include "runtime/engine/ports.hpp"

namespace pavane::persistence {

using core::ActivityId;
using engine::DefinitionId;
using engine::DeploymentId;

// The readers are declared last, so that they close first: on SQLite the writer must be the last to close.
struct Pools {
    Pools(const Pool::Open& open_writer, std::size_t writer_count, const Pool::Open& open_reader,
          std::size_t reader_count)
        : writers(open_writer, writer_count), readers(open_reader, reader_count) {}
    Pool writers;
    Pool readers;
};

class SociStore final : public engine::Store {
  public:
    SociStore(std::unique_ptr<Pools> pools, const ValueText& text) : pools_(std::move(pools)), text_(text) {}

    std::string health() override;

    // commit.cpp, load.cpp
    std::optional<engine::StoredRoot> load(const ActivityId& root) override;
    std::optional<ActivityId> find_root(Kind kind, const Uuid& id) override;
    engine::CommitResult commit(const engine::Batch& batch) override;
    std::optional<engine::CommitResult> resolve(const Uuid& operation) override;
    Instant now() override;

  private:
    // Runs work(connection) on a connection that writes or reads; again, up to five times, when it collided with
    // another transaction.
    template <class Work>
    auto writing(Work work) {
        return again_on_collision([&] {
            auto connection = pools_->writers.take();
            return work(*connection);
        });
    }
    template <class Work>
    auto reading(Work work) {
        return again_on_collision([&] {
            auto connection = pools_->readers.take();
            return work(*connection);
        });
    }
    template <class Attempt>
    static auto again_on_collision(Attempt attempt) {
        for (int failures = 0;;) {
            try {
                return attempt();
            } catch (const Collision& collision) {
                if (++failures == 5)
                    throw engine::StoreUnavailable(std::string("The database is too busy: ") + collision.what());
            }
            pause(failures);
        }
    }
    static void pause(int failures);  // longer each time, and never the same

    std::unique_ptr<Pools> pools_;
    const ValueText& text_;
};

}  // namespace pavane::persistence
