#include "tests/conformance/engines.hpp"

#include <boost/test/unit_test.hpp>

#include "app/json_documents.hpp"
#include "app/languages.hpp"
#include "app/model_compiler.hpp"
#include "app/value_text.hpp"
#include "conformance/runner/core_driver.hpp"
#include "conformance/runner/engine_driver.hpp"
#include "conformance/runner/http_driver.hpp"
#include "persistence/open_store.hpp"
#include "tests/conformance/server_process.hpp"
#include "tests/support/postgres_cluster.hpp"
#include "tests/support/temporary_folder.hpp"

namespace pavane::tests {

namespace {

using conformance::DriverPtr;

// What all engines of this process share. Made when the tests begin and gone before main() returns, as the library of
// scripts wants it.
class Product {
  public:
    Product() { shared = this; }
    ~Product() { shared = nullptr; }
    Product(const Product&) = delete;
    Product& operator=(const Product&) = delete;

    static Product& get() { return *shared; }

    const app::ModelCompiler& compiler() const { return compiler_; }
    const app::Languages& evaluator() const { return evaluator_; }
    engine::Scripts& scripts() { return scripts_; }

  private:
    // Scripts as the product runs them; one engine that ends stops none of them.
    class SharedScripts final : public engine::Scripts {
      public:
        explicit SharedScripts(expression::ScriptEngine& engine) : engine_(engine) {}
        void run(core::ScriptCall call, engine::AskedBy, Done done) override {
            engine_.evaluate(call.script, std::move(call.input), {}, std::move(done));
        }
        void stop() override {}

      private:
        expression::ScriptEngine& engine_;
    };

    inline static Product* shared = nullptr;
    app::JsonDocuments documents_;
    expression::ScriptEngine script_engine_{documents_};
    SharedScripts scripts_{script_engine_};
    app::Languages evaluator_{documents_, &script_engine_};
    app::ModelCompiler compiler_{evaluator_};
};

BOOST_TEST_GLOBAL_FIXTURE(Product);

const app::JsonValueText value_text;

conformance::EngineParts parts_of(std::shared_ptr<void> kept, std::unique_ptr<engine::Store> store) {
    Product& product = Product::get();
    return {
        product.compiler(), product.evaluator(), product.scripts(), std::move(kept), std::move(store), nullptr, false};
}

DriverPtr in_core() {
    return conformance::make_core_driver(Product::get().compiler(), Product::get().evaluator(),
                                         Product::get().scripts());
}

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
    return conformance::make_http_driver(url, Product::get().compiler(), std::move(server));
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
