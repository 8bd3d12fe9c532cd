// The rules of the commit protocol (docs/architecture.md), each with what would break without it.
#include <boost/test/unit_test.hpp>

#include "runtime/engine/start_key.hpp"
#include "tests/contract/stores.hpp"
#include "tests/contract/story.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;
using Reason = Refusal::Reason;

namespace {

RootRows one_variable(const Root& root, const std::string& name) {
    RootRows rows;
    rows.variables.inserted = {root.variable(name, {expression::ValueType::integer, expression::Value(1), false})};
    return rows;
}

std::size_t variables_of(InstanceStore& store, const Root& root) {
    return store.load(root.id).value().variables.size();
}

// What a batch of one command was refused for, or nothing.
std::optional<Reason> refusal(const CommitResult& result) {
    if (result.refusals.empty()) return std::nullopt;
    BOOST_TEST_REQUIRE(result.refusals.size() == 1u);
    return result.refusals[0].reason;
}

std::optional<Reason> commit_change(InstanceStore& store, Root& root, const std::string& variable) {
    const Uuid operation = new_id();
    return refusal(store.commit(batch_of({change(root, operation, one_variable(root, variable))}, operation)));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(commit)

BOOST_AUTO_TEST_CASE(a_change_on_an_old_revision_is_refused) {
    with_each_store([](OpenStore& store) {
        Root root;
        make(*store.store, root);
        Root other_node = root;
        BOOST_TEST((commit_change(*store.store, root, "a") == std::nullopt));
        BOOST_TEST((commit_change(*store.store, other_node, "b") == Reason::stale));
        BOOST_TEST(variables_of(*store.store, root) == 1u);
    });
}

// guard-op: two nodes may both make revision 2; the counter alone would let a third change stand on the lost one.
BOOST_AUTO_TEST_CASE(the_guard_compares_the_operation_too) {
    with_each_store([](OpenStore& store) {
        Root root;
        make(*store.store, root);
        Root loser = root;
        BOOST_TEST((commit_change(*store.store, root, "a") == std::nullopt));
        loser.revision = {2, new_id()};
        BOOST_TEST((commit_change(*store.store, loser, "b") == Reason::stale));
        BOOST_TEST((commit_change(*store.store, root, "c") == std::nullopt));
        BOOST_TEST(variables_of(*store.store, root) == 2u);
    });
}

BOOST_AUTO_TEST_CASE(a_change_made_while_its_root_is_locked_stands_on_what_is_there) {
    with_each_store([](OpenStore& store) {
        Root root;
        make(*store.store, root);
        Root known_before = root;
        BOOST_TEST((commit_change(*store.store, root, "a") == std::nullopt));
        const CommitResult result = store->commit_locked(root.id, [&](const std::optional<StoredRoot>& stored) {
            BOOST_REQUIRE(stored.has_value());
            BOOST_TEST(stored->variables.size() == 1u);
            known_before.revision = stored->revision;
            const Uuid operation = new_id();
            return batch_of({change(known_before, operation, one_variable(known_before, "b"))}, operation);
        });
        BOOST_TEST(result.refusals.empty());
        BOOST_TEST(variables_of(*store.store, root) == 2u);
        const CommitResult nothing = store->commit_locked(new_id<ActivityId>(), [](const auto& stored) {
            BOOST_TEST(!stored.has_value());
            return Batch{};
        });
        BOOST_TEST(nothing.refusals.empty());
    });
}

BOOST_AUTO_TEST_CASE(a_root_that_is_gone_refuses) {
    with_each_store([](OpenStore& store) {
        Root root;
        BOOST_TEST((commit_change(*store.store, root, "a") == Reason::stale));
        BOOST_TEST(!store->load(root.id).has_value());
    });
}

BOOST_AUTO_TEST_CASE(a_refused_root_does_not_hold_up_the_others_of_its_batch) {
    with_each_store([](OpenStore& store) {
        Root fresh, stale, born;
        make(*store.store, fresh);
        make(*store.store, stale);
        stale.revision.counter = 9;
        const Uuid operation = new_id();
        Batch batch = batch_of({change(stale, operation, one_variable(stale, "a")),
                                change(fresh, operation, one_variable(fresh, "a")), birth(born, operation)},
                               operation);
        batch.roots[0].commands.push_back(command(7));
        const CommitResult result = store->commit(batch);
        BOOST_TEST_REQUIRE(result.refusals.size() == 2u);  // every command of the stale root is listed
        for (const Refusal& each : result.refusals) BOOST_TEST((each.reason == Reason::stale));
        BOOST_TEST(variables_of(*store.store, stale) == 0u);
        BOOST_TEST(variables_of(*store.store, fresh) == 1u);
        BOOST_TEST(store->load(born.id).has_value());
    });
}

// reject-confirm: a rejection is answered when the database confirms the revision it was computed on.
BOOST_AUTO_TEST_CASE(a_change_without_rows_compares_and_writes_nothing) {
    with_each_store([](OpenStore& store) {
        Root root;
        make(*store.store, root);
        const Revision before = root.revision;
        const Uuid operation = new_id();
        RootChange rejection = change(root, operation);
        rejection.writes = false;
        rejection.next = rejection.base;
        BOOST_TEST(store->commit(batch_of({rejection}, operation)).refusals.empty());
        BOOST_TEST((store->load(root.id).value().revision == before));
        rejection.base.counter = 0;
        BOOST_TEST((refusal(store->commit(batch_of({rejection}, new_id()))) == Reason::stale));
    });
}

// ask, ask-insert, op-refused: who asks learns that the batch committed, and whom it refused.
BOOST_AUTO_TEST_CASE(a_committed_operation_is_known_with_its_refusals) {
    with_each_store([](OpenStore& store) {
        Root root, stale;
        make(*store.store, root);
        make(*store.store, stale);
        stale.revision.counter = 9;
        const Uuid operation = new_id();
        store->commit(batch_of({change(stale, operation), change(root, operation)}, operation));
        store.reopen();
        for (int asked = 0; asked < 2; ++asked) {
            const auto result = store->resolve(operation);
            BOOST_TEST_REQUIRE(result.has_value());
            BOOST_TEST_REQUIRE(result->refusals.size() == 1u);
            BOOST_TEST(result->refusals[0].command == 0u);
            BOOST_TEST((result->refusals[0].reason == Reason::stale));
        }
    });
}

// ask-insert: asking leaves a tombstone, so that a batch that comes late cannot commit any more.
BOOST_AUTO_TEST_CASE(a_tombstone_keeps_the_late_batch_out) {
    with_each_store([](OpenStore& store) {
        Root root;
        make(*store.store, root);
        Root cached = root;
        const Uuid operation = new_id();
        BOOST_TEST(!store->resolve(operation).has_value());
        BOOST_CHECK_THROW(store->commit(batch_of({change(cached, operation, one_variable(root, "a"))}, operation)),
                          std::runtime_error);
        BOOST_TEST(variables_of(*store.store, root) == 0u);
        BOOST_TEST(!store->resolve(operation).has_value());
        BOOST_TEST((commit_change(*store.store, root, "b") == std::nullopt));
    });
}

// key-in-commit, key-filter.
BOOST_AUTO_TEST_CASE(a_known_idempotency_key_refuses_its_command_with_the_answer) {
    with_each_store([](OpenStore& store) {
        const auto start = [&](Root& root, const std::string& of_tenant, const std::string& answer,
                               const std::string& request = "digest") {
            const Uuid operation = new_id();
            RootChange made = birth(root, operation);
            made.commands = {command(0)};
            made.commands[0].idempotency = IdempotencyKey{of_tenant, "key-1", {request, answer}};
            return store->commit(batch_of({made}, operation));
        };
        Root first, second, other_tenant;
        BOOST_TEST(start(first, "acme", "answer 1").refusals.empty());
        const CommitResult again = start(second, "acme", "answer 2");
        BOOST_TEST_REQUIRE(again.refusals.size() == 1u);
        BOOST_TEST((again.refusals[0].reason == Reason::key_known));
        BOOST_TEST(again.refusals[0].answer == "answer 1");
        BOOST_TEST(store->known_answer("acme", "key-1").value().text == "answer 1");
        BOOST_TEST(store->known_answer("acme", "key-1").value().request == "digest");
        BOOST_TEST(!store->known_answer("globex", "key-1").has_value());
        BOOST_TEST(!store->load(second.id).has_value());
        BOOST_TEST(start(other_tenant, "globex", "answer 3").refusals.empty());
        Root another;
        BOOST_TEST((refusal(start(another, "acme", "answer 4", "of another request")) == Reason::key_reused));
        BOOST_TEST(!store->load(another.id).has_value());
    });
}

BOOST_AUTO_TEST_CASE(a_refused_command_leaves_no_idempotency_key) {
    with_each_store([](OpenStore& store) {
        Root root;
        make(*store.store, root);
        Root stale = root;
        stale.revision.counter = 9;
        const auto correlate = [&](Root& target) {
            const Uuid operation = new_id();
            RootChange made = change(target, operation);
            made.commands = {command(0)};
            made.commands[0].idempotency = IdempotencyKey{"", "key-2", {"digest", "done"}};
            return refusal(store->commit(batch_of({made}, operation)));
        };
        BOOST_TEST((correlate(stale) == Reason::stale));
        BOOST_TEST(!store->known_answer("", "key-2").has_value());
        BOOST_TEST((correlate(root) == std::nullopt));
        BOOST_TEST((correlate(root) == Reason::key_known));
    });
}

BOOST_AUTO_TEST_CASE(the_same_key_twice_in_a_batch_is_written_once) {
    with_each_store([](OpenStore& store) {
        Root first, second;
        const Uuid operation = new_id();
        Batch batch = batch_of({birth(first, operation), birth(second, operation)}, operation);
        for (RootChange& each : batch.roots)
            each.commands[0].idempotency = IdempotencyKey{"", "key-3", {"digest", "done"}};
        const CommitResult result = store->commit(batch);
        BOOST_TEST((refusal(result) == Reason::stale));
        BOOST_TEST(result.refusals[0].command == 1u);
        BOOST_TEST(store->load(first.id).has_value());
        BOOST_TEST(!store->load(second.id).has_value());
    });
}

BOOST_AUTO_TEST_CASE(a_start_by_key_is_of_the_newest_version) {
    with_each_store([](OpenStore& store) {
        const auto deploy = [&] {
            NewDeployment made;
            made.deployment = {new_id<DeploymentId>(), "d", true, "", tenant, at(0)};
            StoredDefinition definition;
            definition.id = new_id<DefinitionId>();
            definition.key = "order";
            definition.tenant = tenant;
            definition.deployment = made.deployment.id;
            made.definitions = {{definition, {}, {}}};
            store->deploy(made);
            return definition.id;
        };
        const auto start = [&](const DefinitionId& definition) {
            Root root;
            root.definition = definition;
            const Uuid operation = new_id();
            Batch batch = batch_of({birth(root, operation)}, operation);
            batch.newest = {{0, "order", tenant, definition}};
            return refusal(store->commit(batch));
        };
        const DefinitionId old = deploy();
        BOOST_TEST((start(old) == std::nullopt));
        const DefinitionId newer = deploy();
        BOOST_TEST((start(old) == Reason::not_newest));
        BOOST_TEST((start(newer) == std::nullopt));
    });
}

BOOST_AUTO_TEST_CASE(old_operations_and_keys_are_forgotten_in_portions) {
    with_each_store([](OpenStore& store) {
        const auto start = [&](const std::string& key) {
            Root root;
            const Uuid operation = new_id();
            RootChange made = birth(root, operation);
            made.commands = {command(0)};
            made.commands[0].idempotency = IdempotencyKey{"", key, {"digest", "done"}};
            return refusal(store->commit(batch_of({made}, operation)));
        };
        for (const char* key : {"k1", "k2"}) BOOST_TEST((start(key) == std::nullopt));
        BOOST_TEST(store->forget_commits(Milliseconds(86'400'000), 10) == 0);
        BOOST_TEST((start("k1") == Reason::key_known));
        BOOST_TEST(store->forget_commits(Milliseconds(-1'000), 1) == 2);
        BOOST_TEST(store->forget_commits(Milliseconds(-1'000), 10) == 2);
        BOOST_TEST((start("k1") == std::nullopt));
    });
}

// However long nobody could write the timer's next date: forgotten, it would start a second instance.
BOOST_AUTO_TEST_CASE(the_key_of_a_timers_date_is_kept_until_that_date_is_over) {
    with_each_store([](OpenStore& store) {
        NewDeployment deployment;
        deployment.deployment.id = new_id<DeploymentId>();
        NewDefinition& timed = deployment.definitions.emplace_back();
        timed.definition.id = new_id<DefinitionId>();
        timed.definition.key = "timed";
        timed.definition.deployment = deployment.deployment.id;
        TimerStart timer{new_id<core::JobId>(), timed.definition.id, "s", "", store->now(), "R/PT1H", {}, 3};
        timed.timer_starts = {timer};
        BOOST_TEST_REQUIRE(std::holds_alternative<DeployedVersions>(store->deploy(deployment)));
        const auto start = [&] {
            Root root;
            const Uuid operation = new_id();
            RootChange made = birth(root, operation);
            made.commands = {command(0)};
            made.commands[0].idempotency = IdempotencyKey{"", start_key(timer.job, 3), {"", "done"}};
            return refusal(store->commit(batch_of({made}, operation)));
        };
        BOOST_TEST((start() == std::nullopt));
        BOOST_TEST(store->forget_commits(Milliseconds(-1'000), 10) == 1, "the operation alone");
        BOOST_TEST((start() == Reason::key_known));
        BOOST_TEST_REQUIRE(store->lease_jobs("node/1", 1, Milliseconds(60'000)).size() == 1U);
        timer.cycle_index = 4;
        BOOST_TEST(store->timer_start_fired(timer.job, "node/1", 1, timer));
        store->forget_commits(Milliseconds(-1'000), 10);
        BOOST_TEST((start() == std::nullopt));
    });
}

BOOST_AUTO_TEST_SUITE_END()
