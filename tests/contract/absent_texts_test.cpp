// Texts that are absent: of everything there are two, one that has all its texts and one that has only those it must.
#include <boost/test/unit_test.hpp>

#include "tests/contract/checks.hpp"
#include "tests/contract/kitchen.hpp"
#include "tests/contract/world.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;

namespace {

const std::vector<std::string> full_and_bare{"full", "bare"};
const std::vector<std::string> bare_and_full{"bare", "full"};

NewDeployment deployment_of(const std::string& key, bool is_bare, std::int64_t ms) {
    NewDeployment made = kitchen_of({decision(key)}, at(ms));
    Deployment& deployment = made.deployment;
    StoredDecision& decided = made.decisions[0];
    StoredDefinition definition;
    definition.id = new_id<DefinitionId>();
    definition.key = key;
    definition.deployment = deployment.id;
    definition.resource = key + ".bpmn";
    if (is_bare) {
        deployment.name = deployment.source = deployment.tenant = "";
        deployment.named = false;
        decided.name = decided.category = decided.tenant = "";
    } else {
        definition.name = "The order";
        definition.category = "orders";
        definition.version_tag = decided.version_tag = "v1";
        definition.tenant = tenant;
    }
    made.definitions = {{definition, {}, {}}};
    return made;
}

void strip(Origin& origin) { origin.tenant = origin.element_name = ""; }

struct Two {
    NewDeployment full_deployment = deployment_of("full", false, 10);
    NewDeployment bare_deployment = deployment_of("bare", true, 20);
    Root full, bare;

    explicit Two(Store& store) {
        full.definition = full_deployment.definitions[0].definition.id;
        bare.definition = bare_deployment.definitions[0].definition.id;
        deploy(store, full_deployment);
        deploy(store, bare_deployment);
        write(store, full, full_deployment.decisions[0].id, false);
        write(store, bare, bare_deployment.decisions[0].id, true);
    }

    std::string name(const DefinitionId& definition) const { return definition == bare.definition ? "bare" : "full"; }

  private:
    void write(Store& store, Root& root, const DecisionId& asked, bool is_bare) {
        RootRows rows;
        rows.activities.inserted = {root.activity("check")};
        rows.user_tasks.inserted = {root.user_task("check")};
        rows.external_tasks.inserted = {root.external_task("work")};
        rows.jobs.inserted = {root.job("wait")};
        rows.incidents.inserted = {root.incident(new_id())};
        rows.variables.inserted = {root.variable("v", integer(1))};
        rows.subscriptions.inserted = {root.subscription("paid")};
        rows.decisions = {evaluated(asked, at(10))};
        rows.decisions[0].origin = root.origin("check");
        rows.decisions[0].instance.process = root.id;
        rows.decisions[0].instance.activity = root.id;
        RootChange made = birth(root, new_id(), rows);
        if (is_bare) strip(made.rows);
        const Uuid operation = made.next.operation;
        const CommitResult result = store.commit(batch_of({made}, operation));
        BOOST_TEST_REQUIRE(result.refusals.empty());
    }

    static void strip(RootRows& rows) {
        ::strip(rows.processes.inserted[0].origin);
        rows.processes.inserted[0].record.tenant = rows.processes.inserted[0].record.business_key = "";
        for (ActivityRow& row : rows.activities.inserted) {
            ::strip(row.origin);
            row.record.assignee = "";
        }
        core::UserTask& task = rows.user_tasks.inserted[0].record;
        task.name = task.description = task.assignee = task.owner_user = "";
        task.candidates.clear();
        rows.jobs.inserted[0].record.error_message = "";
        rows.incidents.inserted[0].record.message = "";
        ::strip(rows.user_tasks.inserted[0].origin);
        ::strip(rows.external_tasks.inserted[0].origin);
        ::strip(rows.jobs.inserted[0].origin);
        ::strip(rows.incidents.inserted[0].origin);
        ::strip(rows.variables.inserted[0].origin);
        ::strip(rows.subscriptions.inserted[0].origin);
        ::strip(rows.decisions[0].origin);
    }
};

// A list of the two.
template <class Criteria>
class OfTwo {
  public:
    using Item = typename Lists<Criteria>::Item;

    OfTwo(Store& store, std::function<std::string(const Item&)> name) : lists_(store, std::move(name)) {
        lists_.gives({}, full_and_bare);
        lists_.gives(with(&Criteria::tenant, &TenantFilter::in, Names{""}), {});
        lists_.gives(with(&Criteria::tenant, &TenantFilter::in, Names{"", tenant}), {"full"});
        lists_.gives(with(&Criteria::tenant, &TenantFilter::without, true), {"bare"});
        sorts({Criteria::Field::tenant});
    }

    OfTwo& equals(std::initializer_list<std::optional<std::string> Criteria::*> members) {
        for (const auto member : members) lists_.gives(with(member, ""), {});
        return *this;
    }
    OfTwo& among(std::initializer_list<std::optional<Names> Criteria::*> members) {
        for (const auto member : members) lists_.gives(with(member, Names{""}), {});
        return *this;
    }
    OfTwo& like(std::initializer_list<std::optional<std::string> Criteria::*> members) {
        for (const auto member : members) {
            lists_.gives(with(member, "%"), {"full"});
            lists_.gives(with(member, ""), {});
        }
        return *this;
    }
    OfTwo& in_place() {
        for (const auto member : {&PlaceFilter::definition_key, &PlaceFilter::definition_name})
            lists_.gives(with(&Criteria::place, member, ""), {});
        lists_.gives(with(&Criteria::place, &PlaceFilter::definition_key_in, Names{""}), {});
        return *this;
    }
    OfTwo& sorts(std::initializer_list<typename Criteria::Field> fields) {
        for (const auto field : fields) {
            lists_.sorts({{field, false}}, full_and_bare);
            lists_.sorts({{field, true}}, bare_and_full);
        }
        return *this;
    }

  private:
    Lists<Criteria> lists_;
};

template <class Criteria>
OfTwo<Criteria> list_of(Store& store, const Two& two) {
    return {store, [&two](const auto& item) { return two.name(item.definition.id); }};
}

}  // namespace

// Who asks for the empty text asks for no row that has none: it matches nothing (contract §5).
BOOST_AUTO_TEST_SUITE(absent_texts)

BOOST_AUTO_TEST_CASE(absent_texts_of_what_is_deployed) {
    with_each_store([](OpenStore& store) {
        const Two two(*store.store);
        using D = DeploymentCriteria;
        OfTwo<D>(*store.store,
                 [&](const Deployment& item) { return item.id == two.bare_deployment.deployment.id ? "bare" : "full"; })
            .equals({&D::name, &D::source})
            .like({&D::name_like})
            .sorts({D::Field::name});
        using P = DefinitionCriteria;
        OfTwo<P>(*store.store, [&](const StoredDefinition& item) { return two.name(item.id); })
            .equals({&P::key, &P::name, &P::category, &P::version_tag, &P::resource_name})
            .among({&P::key_in})
            .like({&P::name_like})
            .sorts({P::Field::category, P::Field::name, P::Field::version_tag});
        using T = DeployedFilter<DecisionId>;
        Lists<DecisionCriteria> decisions(*store.store, [](const StoredDecision& item) { return item.key; });
        for (const auto member : {&T::key, &T::name, &T::category, &T::resource_name})
            decisions.gives(with(&DecisionCriteria::deployed, member, ""), {});
        for (const auto member : {&T::name_like, &T::category_like})
            decisions.gives(with(&DecisionCriteria::deployed, member, "%"), {"full"});
        decisions.gives(with(&DecisionCriteria::version_tag, ""), {});
        decisions.gives(with(&DecisionCriteria::version_tag_like, "%"), {"full"});
        decisions.gives(with(&DecisionCriteria::requirements_key, ""), {});
        using Field = DecisionCriteria::Field;
        for (const Field field : {Field::category, Field::name, Field::version_tag, Field::tenant}) {
            decisions.sorts({{field, false}}, full_and_bare);
            decisions.sorts({{field, true}}, bare_and_full);
        }
    });
}

BOOST_AUTO_TEST_CASE(absent_texts_of_what_runs) {
    with_each_store([](OpenStore& store) {
        const Two two(*store.store);
        using P = ProcessInstanceCriteria;
        list_of<P>(*store.store, two)
            .equals({&P::business_key})
            .like({&P::business_key_like})
            .in_place()
            .sorts({P::Field::business_key});
        using T = TaskCriteria;
        list_of<T>(*store.store, two)
            .equals({&T::assignee, &T::owner, &T::involved_user, &T::candidate_user, &T::candidate_group, &T::name,
                     &T::description, &T::business_key})
            .among({&T::assignee_in, &T::candidate_groups})
            .like({&T::assignee_like, &T::name_like, &T::business_key_like})
            .in_place()
            .sorts({T::Field::assignee, T::Field::description, T::Field::name, T::Field::name_case_insensitive});
        using E = ExternalTaskCriteria;
        list_of<E>(*store.store, two).equals({&E::worker, &E::topic}).in_place();
        using J = JobCriteria;
        list_of<J>(*store.store, two).equals({&J::exception_message}).in_place();
        using I = IncidentCriteria;
        list_of<I>(*store.store, two)
            .equals({&I::type, &I::message, &I::configuration})
            .like({&I::message_like})
            .in_place()
            .sorts({I::Field::message});
    });
}

BOOST_AUTO_TEST_CASE(absent_texts_in_history) {
    with_each_store([](OpenStore& store) {
        const Two two(*store.store);
        using P = HistoryProcessCriteria;
        list_of<P>(*store.store, two)
            .equals({&P::business_key})
            .like({&P::business_key_like})
            .in_place()
            .sorts({P::Field::business_key, P::Field::definition_name});
        using A = HistoryActivityCriteria;
        list_of<A>(*store.store, two)
            .equals({&A::activity_name, &A::assignee})
            .in_place()
            .sorts({A::Field::activity_name});
        using T = HistoryTaskCriteria;
        list_of<T>(*store.store, two)
            .equals({&T::business_key, &T::name, &T::assignee, &T::owner, &T::delete_reason})
            .like({&T::name_like, &T::assignee_like})
            .in_place()
            .sorts({T::Field::task_name, T::Field::description, T::Field::assignee, T::Field::owner});
        using V = HistoryVariableCriteria;
        list_of<V>(*store.store, two).in_place();
        using H = HistoryDecisionCriteria;
        list_of<H>(*store.store, two).equals({&H::name, &H::process_definition_key}).like({&H::name_like});
    });
}

BOOST_AUTO_TEST_CASE(a_worker_and_a_message_that_ask_for_an_empty_text_find_nothing) {
    with_each_store([](OpenStore& store) {
        const Two two(*store.store);
        const auto fetched = [&](auto set) {
            FetchRequest request;
            request.worker = "w";
            request.max_tasks = 10;
            request.topics.emplace_back();
            request.topics[0].topic = "work";
            request.topics[0].lock = Milliseconds(-1);
            set(request.topics[0]);
            return store->fetch_and_lock(request).size();
        };
        BOOST_TEST(fetched([](FetchTopic&) {}) == 2u);
        BOOST_TEST(fetched([](FetchTopic& topic) { topic.business_key = ""; }) == 0u);
        BOOST_TEST(fetched([](FetchTopic& topic) { topic.version_tag = ""; }) == 0u);
        BOOST_TEST(fetched([](FetchTopic& topic) { topic.definition_key = ""; }) == 0u);
        BOOST_TEST(fetched([](FetchTopic& topic) { topic.definition_key_in = Names{""}; }) == 0u);
        BOOST_TEST(fetched([](FetchTopic& topic) { topic.tenant_in = Names{""}; }) == 0u);
        BOOST_TEST(fetched([](FetchTopic& topic) { topic.without_tenant = true; }) == 1u);
        SubscriptionCriteria criteria;
        criteria.message = "paid";
        BOOST_TEST(store->list(criteria, 10).size() == 2u);
        for (const auto member : {&SubscriptionCriteria::business_key, &SubscriptionCriteria::tenant}) {
            SubscriptionCriteria empty = criteria;
            empty.*member = "";
            BOOST_TEST(store->list(empty, 10).empty());
        }
    });
}

BOOST_AUTO_TEST_SUITE_END()
