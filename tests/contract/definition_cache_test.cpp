// Which definitions stay in memory.
#include <boost/test/unit_test.hpp>

#include "foundation/ensure.hpp"
#include "persistence/memory/memory_store.hpp"
#include "runtime/engine/definitions.hpp"

using namespace pavane;
using namespace pavane::engine;

namespace {

// Answers as it is told, after something has happened meanwhile.
class ScriptedCompiler final : public Compiler {
  public:
    Compiled compile(std::string_view, std::string_view, const OtherFiles&) const override {
        meanwhile();
        return made();
    }
    Compiled load(std::string_view name, std::string_view bytes, const OtherFiles& others) const override {
        return compile(name, bytes, others);
    }
    std::function<void()> meanwhile = [] { ENSURE(!"asked to compile"); };
    std::function<Compiled()> made;
};

class NoModel final : public DecisionModel {
  public:
    Result<core::DecisionOutcome, expression::EvaluationError> evaluate(const std::string&,
                                                                        expression::Scope&) const override {
        ENSURE(!"asked to evaluate");
    }
    std::size_t bytes() const override { return 1; }
};

struct Fixture {
    persistence::MemoryStore store{[] { return Instant(); }};
    ScriptedCompiler compiler;

    static bpmn::DefinitionPtr definition(std::uint64_t number, std::size_t nodes = 10) {
        bpmn::ProcessDefinition made;
        made.id = DefinitionId{Uuid{1, number}};
        made.deployment = Uuid{2, number};
        made.nodes.resize(nodes);
        return std::make_shared<const bpmn::ProcessDefinition>(std::move(made));
    }
    static DefinitionId id(std::uint64_t number) { return DefinitionId{Uuid{1, number}}; }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(definition_cache, Fixture)

BOOST_AUTO_TEST_CASE(the_least_recently_used_definition_goes) {
    const std::size_t one = estimated_bytes(*definition(1));
    DefinitionCache cache(store, compiler, 3 * one);
    for (std::uint64_t number = 1; number <= 3; ++number) cache.put(definition(number), cache.moment());
    BOOST_TEST(cache.bytes() == 3 * one);
    BOOST_TEST((cache.find(id(1)) != nullptr));
    cache.put(definition(4), cache.moment());
    BOOST_TEST(cache.bytes() == 3 * one);
    BOOST_TEST((cache.find(id(2)) == nullptr));
    for (const std::uint64_t number : {1, 3, 4}) BOOST_TEST((cache.find(id(number)) != nullptr));
    cache.put(definition(4), cache.moment());
    BOOST_TEST(cache.bytes() == 3 * one);
    BOOST_TEST((cache.load(id(2)) == nullptr), "the store does not have it");
}

BOOST_AUTO_TEST_CASE(texts_of_scripts_count) {
    bpmn::ProcessDefinition with_scripts = *definition(1);
    with_scripts.expression_bytes = 1'000'000;
    BOOST_TEST(estimated_bytes(with_scripts) == estimated_bytes(*definition(1)) + 1'000'000);
}

BOOST_AUTO_TEST_CASE(a_definition_that_somebody_holds_is_found_though_it_went) {
    const std::size_t one = estimated_bytes(*definition(1));
    DefinitionCache cache(store, compiler, one);
    bpmn::DefinitionPtr held = definition(1);
    cache.put(held, cache.moment());
    cache.put(definition(2), cache.moment());
    BOOST_TEST((cache.find(id(2)) != nullptr));
    BOOST_TEST((cache.find(id(1)) == held));
    BOOST_TEST((cache.find(id(2)) == nullptr));
    cache.put(definition(3), cache.moment());
    held = nullptr;
    BOOST_TEST((cache.find(id(1)) == nullptr));
    BOOST_TEST(cache.bytes() == one);
}

BOOST_AUTO_TEST_CASE(a_definition_larger_than_all_may_be_is_kept_alone) {
    DefinitionCache cache(store, compiler, 1);
    cache.put(definition(1, 1000), cache.moment());
    BOOST_TEST((cache.find(id(1)) != nullptr));
    cache.put(definition(2, 1000), cache.moment());
    BOOST_TEST((cache.find(id(1)) == nullptr));
    BOOST_TEST((cache.find(id(2)) != nullptr));
}

BOOST_AUTO_TEST_CASE(what_is_deleted_is_not_found_although_somebody_holds_it) {
    DefinitionCache cache(store, compiler, 1);
    const bpmn::DefinitionPtr first = definition(1);
    const bpmn::DefinitionPtr second = definition(2);
    cache.put(first, cache.moment());
    cache.put(second, cache.moment());
    cache.forget(DeploymentId{first->deployment});
    cache.forget(DeploymentId{second->deployment});
    BOOST_TEST((cache.find(id(1)) == nullptr));
    BOOST_TEST((cache.find(id(2)) == nullptr));
    BOOST_TEST(cache.bytes() == 0U);
}

BOOST_AUTO_TEST_CASE(a_definition_that_is_read_while_its_deployment_is_deleted_is_not_kept) {
    const DeploymentId deployment{Uuid{2, 1}};
    StoredDefinition stored;
    stored.id = id(1);
    stored.key = "order";
    stored.deployment = deployment;
    NewDeployment made;
    made.deployment.id = deployment;
    made.resources = {{ResourceId{Uuid{3, 1}}, "", ""}};
    made.definitions = {{stored, {}, {}}};
    store.deploy(made);
    DefinitionCache cache(store, compiler, 1);
    compiler.made = [] {
        Compiled compiled;
        compiled.definitions.emplace_back().key = "order";
        return compiled;
    };
    compiler.meanwhile = [&] { cache.forget(deployment); };
    BOOST_TEST((cache.load(id(1))->id == id(1)));
    BOOST_TEST((cache.find(id(1)) == nullptr));
    compiler.meanwhile = [] {};
    BOOST_TEST((cache.load(id(1))->id == id(1)));
    BOOST_TEST((cache.find(id(1)) != nullptr));
}

BOOST_AUTO_TEST_CASE(a_decision_that_is_read_while_its_deployment_is_deleted_is_not_kept) {
    const DeploymentId deployment{Uuid{2, 1}};
    StoredDecision stored;
    stored.id = DecisionId{Uuid{1, 1}};
    stored.key = "dish";
    stored.deployment = deployment;
    NewDeployment made;
    made.deployment.id = deployment;
    made.resources = {{ResourceId{Uuid{3, 1}}, "", ""}};
    made.decisions = {stored};
    store.deploy(made);
    DecisionCache cache(store, compiler, 10);
    compiler.made = [] {
        Compiled compiled;
        compiled.decisions.emplace();
        compiled.decisions->model = std::make_shared<const NoModel>();
        return compiled;
    };
    compiler.meanwhile = [&] { cache.forget(deployment); };
    const core::CalledDecision newest = newest_decision("dish", "");
    BOOST_TEST((cache.load(newest)->id() == stored.id));
    BOOST_TEST((cache.find(newest) == nullptr));
    BOOST_TEST(cache.bytes() == 0U);
    compiler.meanwhile = [] {};
    BOOST_TEST((cache.load(newest)->id() == stored.id));
    BOOST_TEST((cache.find(newest) != nullptr));
    BOOST_TEST(cache.bytes() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
