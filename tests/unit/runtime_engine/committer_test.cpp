// The committer's part of the commit protocol. Each case named after a rule replays the trace that the model of the
// protocol shows when that rule is switched off.
#include "runtime/engine/committer.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/unit/runtime_engine/committed_world.hpp"

using namespace pavane;
using namespace pavane::engine;
using namespace pavane::tests;
using Lines = std::vector<std::string>;
using Reason = Refusal::Reason;

BOOST_AUTO_TEST_CASE(ack_commit_a_command_is_answered_after_its_commit) {
    CommittedWorld world;
    const auto root = stored_root(1);
    BOOST_TEST(world.queue(root, "a"));
    const Batch batch = world.store.wait_for_batch();
    BOOST_TEST(world.log.is_empty(), "the database has not answered yet");
    BOOST_REQUIRE(batch.roots.size() == 1U);
    BOOST_TEST(batch.roots[0].base.counter == 10);
    BOOST_TEST(batch.roots[0].next.counter == 11);
    BOOST_TEST((batch.roots[0].next.operation == batch.operation));
    world.store.accept();
    BOOST_TEST(world.log.wait_for(1) == Lines{"done a"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(guard_op_later_changes_continue_what_is_not_yet_durable) {
    CommittedWorld world;
    const auto root = stored_root(1);
    world.queue(root, "a");
    const Batch first = world.store.wait_for_batch();
    world.queue(root, "b");
    world.queue(root, "c");
    world.store.accept();
    const Batch second = world.store.wait_for_batch();
    BOOST_REQUIRE(second.roots.size() == 1U);
    BOOST_TEST((second.roots[0].base == first.roots[0].next), "counter and operation");
    BOOST_TEST(second.roots[0].next.counter == 13);
    BOOST_TEST((second.roots[0].next.operation == second.operation));
    BOOST_TEST(second.roots[0].commands.size() == 2U);
    world.store.accept();
    BOOST_TEST(world.log.wait_for(3) == (Lines{"done a", "done b", "done c"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(drop_queued_a_refused_change_takes_what_is_queued_behind_it_along) {
    CommittedWorld world;
    const auto root = stored_root(1);
    const auto other = stored_root(2);
    world.queue(root, "a");
    world.store.wait_for_batch();
    world.queue(root, "b");
    world.queue(other, "x");
    world.queue(root, "c");
    world.store.refuse({{0, Reason::stale, ""}});
    BOOST_TEST(world.log.wait_for(1) == Lines{"again a b c"}, boost::test_tools::per_element());
    const Batch next = world.store.wait_for_batch();
    BOOST_REQUIRE(next.roots.size() == 1U);
    BOOST_TEST((next.roots[0].root == other->id), "what was stepped on the refused state is not written");
    world.store.accept();
    BOOST_TEST(world.log.wait_for(1) == Lines{"done x"}, boost::test_tools::per_element());
    BOOST_TEST(root->undurable == 0U);
}

BOOST_AUTO_TEST_CASE(drop_running_the_step_on_a_refused_state_is_not_taken) {
    CommittedWorld world;
    const auto root = stored_root(1);
    world.queue(root, "a");
    world.store.wait_for_batch();
    const std::uint64_t stepped = root->generation;  // a step begins on the state that `a` has left
    PendingChange running = world.change(root, "b");
    world.store.refuse({{0, Reason::stale, ""}});
    world.log.wait_for(1);
    BOOST_TEST(!world.committer.queue(running, stepped));
    BOOST_TEST(running.submission.has_value(), "it is left untouched, to be stepped again");
    BOOST_TEST(world.committer.queue(running, root->generation));
    world.store.wait_for_batch();
    world.store.accept();
    BOOST_TEST(world.log.wait_for(1) == Lines{"done b"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(reject_waits_a_rejection_joins_the_queue_and_writes_nothing) {
    CommittedWorld world;
    const auto root = stored_root(1);
    world.queue(root, "a");
    world.store.wait_for_batch();
    world.queue(world.rejected(root, "b"));
    BOOST_TEST(world.log.is_empty());
    world.store.accept();
    const Batch second = world.store.wait_for_batch();
    BOOST_TEST(world.log.wait_for(1) == Lines{"done a"}, boost::test_tools::per_element());
    BOOST_REQUIRE(second.roots.size() == 1U);
    BOOST_TEST(!second.roots[0].writes);
    BOOST_TEST((second.roots[0].base == second.roots[0].next));
    world.store.accept();
    BOOST_TEST(world.log.wait_for(1) == Lines{"rejected b"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_rejection_behind_the_end_of_a_root_does_not_bring_it_back) {
    CommittedWorld world;
    const auto root = stored_root(1);
    const Batch batch = world.batch_of([&] {
        PendingChange last = world.change(root, "a");
        last.gone = true;
        world.queue(std::move(last));
        world.queue(world.rejected(root, "b"));
    });
    BOOST_REQUIRE(batch.roots.size() == 1U);
    BOOST_TEST(batch.roots[0].writes);
    BOOST_TEST(batch.roots[0].gone, "its row is to be deleted");
    world.store.accept();
    BOOST_TEST(world.log.wait_for(2) == (Lines{"done a", "rejected b"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(reject_confirm_a_rejection_on_a_stale_state_runs_again) {
    CommittedWorld world;
    const auto root = stored_root(1);
    world.queue(world.rejected(root, "b"));
    world.store.wait_for_batch();
    world.store.refuse({{0, Reason::stale, ""}});
    BOOST_TEST(world.log.wait_for(1) == Lines{"again b"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(fence_loser_is_answered_and_the_roots_other_commands_run_again) {
    CommittedWorld world;
    const auto root = stored_root(1);
    const Batch batch = world.batch_of([&] {
        world.queue(root, "a");
        PendingChange job = world.change(root, "job");
        job.submission->job_fence = JobFence{core::JobId{Uuid{3, 1}}, "node/1", 4};
        world.queue(std::move(job));
        world.queue(root, "c");
    });
    BOOST_REQUIRE(batch.roots.size() == 1U);
    BOOST_REQUIRE(batch.roots[0].commands.size() == 3U);
    BOOST_REQUIRE(batch.roots[0].commands[1].job_fences.size() == 1U);
    BOOST_TEST(batch.roots[0].commands[1].job_fences[0].epoch == 4);
    world.store.refuse({{1, Reason::lease_lost, ""}});
    BOOST_TEST(world.log.wait_for(2) == (Lines{"lease lost job", "again a c"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(key_filter_a_known_key_is_answered_with_its_answer) {
    CommittedWorld world;
    const auto root = stored_root(1);
    PendingChange keyed = world.change(root, "a");
    keyed.submission->idempotency = Idempotency{"tenant", "K", "digest"};
    Done done;
    done.text = "new";
    keyed.answer = std::move(done);
    world.queue(std::move(keyed));
    const Batch batch = world.store.wait_for_batch();
    BOOST_REQUIRE(batch.roots[0].commands[0].idempotency.has_value());
    BOOST_TEST(batch.roots[0].commands[0].idempotency->answer.text == "new");
    BOOST_TEST(batch.roots[0].commands[0].idempotency->answer.request == "digest");
    world.store.refuse({{0, Reason::key_known, "old"}});
    BOOST_TEST(world.log.wait_for(1) == Lines{"answered before with old a"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_key_that_was_for_another_request_is_told_so) {
    CommittedWorld world;
    world.queue(stored_root(1), "a");
    world.store.wait_for_batch();
    world.store.refuse({{0, Reason::key_reused, ""}});
    BOOST_TEST(world.log.wait_for(1) == Lines{"key reused a"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(release_commit_born_jobs_are_handed_out_by_their_commit) {
    CommittedWorld world;
    world.events.room = 1;
    const auto root = stored_root(1);
    PendingChange spawn = world.change(root, "a");
    for (std::uint64_t number = 1; number <= 2; ++number) {
        JobRow job;
        job.key = core::JobId{Uuid{3, number}};
        spawn.rows.jobs.inserted.push_back(job);
    }
    ExternalTaskRow task;
    task.record.topic = "mail";
    spawn.rows.external_tasks.inserted.push_back(task);
    world.queue(std::move(spawn));
    const Batch batch = world.store.wait_for_batch();
    BOOST_TEST(world.log.is_empty());
    BOOST_REQUIRE(batch.roots[0].leased_at_birth.size() == 1U);
    world.store.accept();
    BOOST_TEST(world.log.wait_for(3) == (Lines{"done a", "leased job 1", "topic mail"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(refused_jobs_are_not_handed_out) {
    CommittedWorld world;
    world.events.room = 1;
    const auto root = stored_root(1);
    PendingChange spawn = world.change(root, "a");
    spawn.rows.jobs.inserted.emplace_back().key = core::JobId{Uuid{3, 1}};
    world.queue(std::move(spawn));
    world.store.wait_for_batch();
    world.store.refuse({{0, Reason::stale, ""}});
    BOOST_TEST(world.log.wait_for(1) == Lines{"again a"}, boost::test_tools::per_element());
    BOOST_TEST(world.log.is_empty());
}

BOOST_AUTO_TEST_CASE(a_start_of_an_older_version_runs_again) {
    CommittedWorld world;
    const auto root = std::make_shared<Root>(ActivityId{Uuid{1, 9}});
    PendingChange start = world.change(root, "a");
    start.born = true;
    start.submission->newest = NewestDefinition{0, "order", "", DefinitionId{Uuid{4, 1}}};
    world.queue(std::move(start));
    const Batch batch = world.store.wait_for_batch();
    BOOST_REQUIRE(batch.newest.size() == 1U);
    BOOST_TEST(batch.newest[0].key == "order");
    BOOST_TEST(batch.roots[0].born);
    world.store.refuse({{0, Reason::not_newest, ""}});
    BOOST_TEST(world.log.wait_for(1) == Lines{"again a"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_change_that_cannot_be_stored_is_found_among_others_by_running_each_alone) {
    CommittedWorld world;
    const auto root = stored_root(1);
    world.batch_of([&] {
        world.queue(root, "a");
        world.queue(root, "b");
    });
    world.store.refuse({{0, Reason::not_storable, "too long"}, {1, Reason::not_storable, "too long"}});
    BOOST_TEST(world.log.wait_for(1) == Lines{"again a (alone) b (alone)"}, boost::test_tools::per_element());
    world.queue(root, "a");
    world.store.wait_for_batch();
    world.store.refuse({{0, Reason::not_storable, "too long"}});
    BOOST_TEST(world.log.wait_for(1) == Lines{"rejected a"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(only_what_is_committed_is_counted) {
    CommittedWorld world;
    PendingChange good = world.change(stored_root(1), "a");
    good.tally.incidents_created = 2;
    PendingChange stale = world.change(stored_root(2), "b");
    stale.tally.incidents_created = 40;
    world.batch_of([&] {
        world.queue(std::move(good));
        world.queue(std::move(stale));
    });
    world.store.refuse({{1, Reason::stale, ""}});
    BOOST_TEST(world.log.wait_for(3) == (Lines{"done a", "incidents 2", "again b"}), boost::test_tools::per_element());
    BOOST_TEST(world.committer.figures().commands == 2U);
}

BOOST_AUTO_TEST_CASE(whether_a_timer_is_due_is_not_said_by_the_committer) {
    CommittedWorld world;
    world.events.room = 10;
    PendingChange spawn = world.change(stored_root(1), "a");
    spawn.rows.jobs.inserted.emplace_back().key = core::JobId{Uuid{3, 1}};
    spawn.rows.jobs.inserted.back().record.due = Instant{};
    world.queue(std::move(spawn));
    BOOST_TEST(world.store.wait_for_batch().roots[0].leased_at_birth.empty());
    world.store.accept();
    BOOST_TEST(world.log.wait_for(1) == Lines{"done a"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_answer_that_cannot_be_given_keeps_no_other_back) {
    CommittedWorld world;
    world.batch_of([&] {
        PendingChange change = world.change(stored_root(1), "a");
        change.submission->done = [](const Answer&) { throw std::runtime_error("nobody listens"); };
        world.queue(std::move(change));
        world.queue(stored_root(2), "b");
    });
    world.store.accept();
    BOOST_TEST(world.log.wait_for(2) == (Lines{"store: an answer could not be given: nobody listens", "done b"}),
               boost::test_tools::per_element());
    world.queue(stored_root(4), "c");
    world.store.wait_for_batch();
    world.store.accept();
    BOOST_TEST(world.log.wait_for(1) == Lines{"done c"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_is_queued_is_committed_before_the_end) {
    Log log;
    CountingIds ids;
    GatedStore store;
    LoggedEvents events(log);
    store.accept();
    store.accept();
    const auto root = stored_root(1);
    {
        Committer committer(store, ids, events, {"node/1", Milliseconds(60'000), 100, Milliseconds(1)});
        PendingChange change;
        change.root = root;
        change.answer = Done{};
        change.submission = Submission{core::FailJob{}, root->id};
        change.submission->done = [&log](const Answer&) { log.add("done"); };
        BOOST_TEST(committer.queue(change, root->generation));
    }
    BOOST_TEST(log.wait_for(1) == Lines{"done"}, boost::test_tools::per_element());
}
