// What the committer does when the database is away, full, or does not say what became of a commit. Each case named
// after a rule replays the trace that the model of the commit protocol shows when that rule is switched off.
#include <boost/test/unit_test.hpp>

#include "runtime/engine/committer.hpp"
#include "tests/unit/runtime_engine/committed_world.hpp"

using namespace pavane;
using namespace pavane::engine;
using namespace pavane::tests;
using Lines = std::vector<std::string>;
using Reason = Refusal::Reason;

BOOST_AUTO_TEST_CASE(ask_an_unknown_commit_is_asked_for_and_not_repeated) {
    CommittedWorld world;
    const auto root = stored_root(1);
    world.store.set_resolved(CommitResult{});
    world.queue(root, "a");
    const Batch batch = world.store.wait_for_batch();
    world.store.answer([]() -> CommitResult { throw CommitUnknown("the connection broke"); });
    BOOST_TEST(world.log.wait_for(2) == (Lines{"store: the connection broke", "done a"}),
               boost::test_tools::per_element());
    BOOST_REQUIRE(world.store.resolved_operations().size() == 1U);
    BOOST_TEST((world.store.resolved_operations()[0] == batch.operation));
    BOOST_TEST(world.committer.figures().unknown_outcomes == 1U);
}

BOOST_AUTO_TEST_CASE(ask_until_the_database_answers) {
    CommittedWorld world;
    const auto root = stored_root(1);
    world.store.set_resolved(CommitResult{}, 2);
    world.queue(root, "a");
    const Batch batch = world.store.wait_for_batch();
    world.store.answer([]() -> CommitResult { throw CommitUnknown("the connection broke"); });
    BOOST_TEST(world.log.wait_for(4) ==
                   (Lines{"store: the connection broke", "store: still away", "store: still away", "done a"}),
               boost::test_tools::per_element());
    for (const Uuid& asked : world.store.resolved_operations()) BOOST_TEST((asked == batch.operation));
    BOOST_TEST(world.store.resolved_operations().size() == 3U);
}

BOOST_AUTO_TEST_CASE(who_waits_for_an_unknown_commit_is_told_after_a_while) {
    CommittedWorld world(Milliseconds(0));
    const auto root = stored_root(1);
    world.store.set_resolved(std::nullopt, 1'000'000);
    world.queue(root, "a");
    world.store.wait_for_batch();
    world.queue(root, "b");
    world.store.answer([]() -> CommitResult { throw CommitUnknown("the connection broke"); });
    BOOST_TEST(world.log.wait_for(4) ==
                   (Lines{"store: the connection broke", "store: still away", "unavailable a", "again b"}),
               boost::test_tools::per_element());
    BOOST_TEST(root->generation == 1U, "the root is loaded anew");
    BOOST_TEST(!world.committer.turns_away().has_value());
    world.queue(stored_root(2), "x");
    world.store.wait_for_batch();
    world.store.accept();
    BOOST_TEST(world.log.wait_for(1) == Lines{"done x"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(nobody_is_kept_waiting_behind_an_unknown_commit) {
    CommittedWorld world(Milliseconds(3'600'000));
    world.store.set_resolved(std::nullopt, 1'000'000);
    world.queue(stored_root(1), "a");
    world.store.wait_for_batch();
    BOOST_TEST(!world.committer.turns_away().has_value());
    world.store.answer([]() -> CommitResult { throw CommitUnknown("the connection broke"); });
    world.log.wait_for(3);
    BOOST_TEST(world.committer.turns_away().has_value());
    world.committer.stop_asking();
    world.committer.wait_until_idle();
    BOOST_TEST(!world.committer.turns_away().has_value());
}

BOOST_AUTO_TEST_CASE(ask_insert_a_commit_that_will_never_be_runs_again) {
    CommittedWorld world;
    const auto root = stored_root(1);
    world.store.set_resolved(std::nullopt);
    world.queue(root, "a");
    world.store.wait_for_batch();
    world.queue(root, "b");
    world.store.answer([]() -> CommitResult { throw CommitUnknown("the connection broke"); });
    BOOST_TEST(world.log.wait_for(2) == (Lines{"store: the connection broke", "again a b"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(op_refused_who_asks_learns_what_was_refused) {
    CommittedWorld world;
    const auto root = stored_root(1);
    const auto other = stored_root(2);
    world.batch_of([&] {
        world.queue(root, "a");
        world.queue(other, "x");
    });
    world.store.set_resolved(CommitResult{{{0, Reason::stale, ""}}});
    world.store.answer([]() -> CommitResult { throw CommitUnknown("the connection broke"); });
    BOOST_TEST(world.log.wait_for(3) == (Lines{"store: the connection broke", "done x", "again a"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_store_that_is_full_says_so) {
    CommittedWorld world;
    world.queue(stored_root(1), "a");
    world.store.wait_for_batch();
    world.store.answer([]() -> CommitResult { throw StoreFull("disk full"); });
    BOOST_TEST(world.log.wait_for(2) == (Lines{"store: disk full", "no space a"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_store_that_is_away_writes_nothing_and_everybody_is_told) {
    CommittedWorld world;
    const auto root = stored_root(1);
    world.queue(root, "a");
    world.store.wait_for_batch();
    world.queue(root, "b");
    world.store.answer([]() -> CommitResult { throw StoreUnavailable("no connection"); });
    BOOST_TEST(world.log.wait_for(3) == (Lines{"store: no connection", "unavailable a", "again b"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(drop_queued_an_error_of_the_engine_takes_what_is_queued_behind_it_along) {
    CommittedWorld world;
    const auto root = stored_root(1);
    const Revision stored = root->revision;
    PendingChange broken = world.change(root, "a");
    // Whoever is told sends its next command at once, which is stepped on the reloaded root.
    broken.submission->done = [&](const Answer& answer) {
        BOOST_TEST(std::holds_alternative<InternalError>(answer));
        root->revision = stored;
        world.queue(root, "c");
    };
    world.queue(std::move(broken));
    world.store.wait_for_batch();
    world.queue(root, "b");
    world.queue(stored_root(2), "x");
    world.store.answer([]() -> CommitResult { throw std::runtime_error("a statement is wrong"); });
    BOOST_TEST(
        world.log.wait_for(2) == (Lines{"store: a commit met an error of the engine: a statement is wrong", "again b"}),
        boost::test_tools::per_element());
    const Batch next = world.store.wait_for_batch();
    BOOST_REQUIRE(next.roots.size() == 2U);
    BOOST_TEST((next.roots[1].root == root->id && next.roots[1].base == stored));
    world.store.accept();
    BOOST_TEST(world.log.wait_for(2) == (Lines{"done x", "done c"}), boost::test_tools::per_element());
    BOOST_TEST(root->undurable == 0U);
}
