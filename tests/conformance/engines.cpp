#include "tests/conformance/engines.hpp"

#include "app/json_documents.hpp"
#include "app/model_compiler.hpp"
#include "app/value_text.hpp"
#include "conformance/runner/core_driver.hpp"
#include "conformance/runner/engine_driver.hpp"
#include "conformance/runner/http_driver.hpp"
#include "expression/juel/juel.hpp"
#include "persistence/open_store.hpp"
#include "tests/conformance/server_process.hpp"
#include "tests/support/postgres_cluster.hpp"
#include "tests/support/temporary_folder.hpp"

namespace pavane::tests {

namespace {

using conformance::DriverPtr;

const app::JsonDocuments documents;
const expression::JuelEvaluator evaluator(documents);
const app::ModelCompiler compiler(evaluator);
const app::JsonValueText value_text;

conformance::EngineParts parts_of(std::shared_ptr<void> kept, std::unique_ptr<engine::Store> store) {
    return {compiler, evaluator, std::move(kept), std::move(store), nullptr, false};
}

DriverPtr in_core() { return conformance::make_core_driver(compiler, evaluator); }

DriverPtr on_memory() {
    const auto clock = std::make_shared<Instant>(std::chrono::seconds(1'893'456'000));  // 2030-01-01T00:00:00Z
    persistence::StoreOptions options;
    options.memory_clock = [clock] { return *clock; };
    conformance::EngineParts parts = parts_of(nullptr, persistence::make_store("memory:", value_text, options));
    parts.memory_clock = clock;
    parts.reload = true;
    return conformance::make_engine_driver(std::move(parts));
}

DriverPtr on_sqlite() {
    const auto folder = std::make_shared<TemporaryFolder>();
    const std::string url = "sqlite:" + (folder->path() / "pavane.db").string();
    return conformance::make_engine_driver(parts_of(folder, persistence::make_store(url, value_text, {})));
}

// One database for all scenarios, emptied for each: making one takes longer than most scenarios.
DriverPtr on_postgresql() {
    PostgresCluster* cluster = PostgresCluster::shared();
    if (!cluster) return nullptr;
    static const std::string url = cluster->create_database();
    persistence::StoreOptions options;
    options.readers = 2;
    options.writers = 2;
    auto store = persistence::make_store(url, value_text, options);
    cluster->run(url, R"(
        do $$ declare emptied text; begin
            select string_agg(quote_ident(tablename), ', ') into emptied from pg_tables
            where schemaname = current_schema() and tablename <> 'schema_version';
            execute 'truncate ' || emptied;
        end $$)");
    return conformance::make_engine_driver(parts_of(nullptr, std::move(store)));
}

DriverPtr over_http() {
    auto server = std::make_shared<ServerProcess>();
    const std::string url = server->url();
    return conformance::make_http_driver(url, compiler, std::move(server));
}

}  // namespace

const std::vector<EngineUnderTest>& engines_under_test() {
    static const std::vector<EngineUnderTest> engines{{"core", in_core},
                                                      {"memory", on_memory},
                                                      {"sqlite", on_sqlite},
                                                      {"postgresql", on_postgresql},
                                                      {"http", over_http}};
    return engines;
}

}  // namespace pavane::tests
