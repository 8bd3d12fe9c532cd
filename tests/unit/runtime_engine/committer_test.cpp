// The committer's half of the commit protocol (architecture.md §4): each rule with the trace that breaks without it.
// The database's half is in tests/contract.
#include <boost/test/unit_test.hpp>

#include "tests/unit/runtime_engine/fake_store.hpp"

using namespace pavane;
using namespace pavane::engine;

namespace {

core::UserTaskId task(std::uint64_t number) { return core::UserTaskId{Uuid{2, number}}; }

struct Fixture {
    FakeStore store;
    FakeEvents events;
    CountingIds ids;
    std::mutex mutex;
    std::vector<std::pair<std::uint64_t, Answer>> answers;
    Committer committer{store, ids, events, CommitterSettings{"node/1", Milliseconds(60'000), 100, Milliseconds(1)}};

    std::shared_ptr<Root> root(std::uint64_t number) {
        auto made = std::make_shared<Root>(ActivityId{Uuid{3, number}});
        made->revision = {7, Uuid{9, 9}};
        return made;
    }
    // A completion of task `number`, already stepped.
    PendingChange change(const std::shared_ptr<Root>& root, std::uint64_t number) {
        PendingChange made;
        made.root = root;
        made.answer = Done{root->id, root->id, {}, {}, {}, false, {}};
        made.submission =
            Submission{core::CompleteUserTask{task(number), {}, {}}, root->id, {}, {}, {}, {}, {}, false, {}, 0};
        made.submission->done = [this, number](Answer answer) {
            const std::lock_guard lock(mutex);
            answers.emplace_back(number, std::move(answer));
        };
        return made;
    }
    bool queue(PendingChange made, std::uint64_t generation = 0) { return committer.queue(made, generation); }
    std::vector<std::uint64_t> answered() {
        const std::lock_guard lock(mutex);
        std::vector<std::uint64_t> numbers;
        for (const auto& [number, answer] : answers) numbers.push_back(number);
        return numbers;
    }
    template <class Kind>
    bool answered_with(std::uint64_t number) {
        const std::lock_guard lock(mutex);
        for (const auto& [which, answer] : answers)
            if (which == number) return std::holds_alternative<Kind>(answer);
        return false;
    }
};

CommitResult refuse(std::vector<Refusal> refusals) { return CommitResult{std::move(refusals)}; }

using Numbers = std::vector<std::uint64_t>;
using Tasks = std::vector<core::UserTaskId>;

}  // namespace

BOOST_FIXTURE_TEST_CASE(nothing_is_answered_or_released_before_it_is_durable, Fixture) {
    Gate gate;
    store.next([&](const Batch&) {
        gate.reached();
        gate.pass();
        return CommitResult{};
    });
    PendingChange made = change(root(1), 1);
    ExternalTaskRow row;
    row.record.topic = "ship";
    made.rows.external_tasks.inserted.push_back(row);
    BOOST_TEST(queue(std::move(made)));
    gate.wait_reached();
    BOOST_TEST(answered().empty());
    BOOST_TEST(events.topics().empty());
    gate.open();
    committer.wait_until_idle();
    BOOST_TEST(answered() == Numbers{1}, boost::test_tools::per_element());
    BOOST_TEST(events.topics().size() == 1);
}

BOOST_FIXTURE_TEST_CASE(changes_of_one_root_continue_each_other_and_are_one_change_of_the_batch, Fixture) {
    Gate gate;
    store.next([&](const Batch&) {
        gate.reached();
        gate.pass();
        return CommitResult{};
    });
    const auto first = root(1);
    queue(change(root(2), 1));
    gate.wait_reached();
    queue(change(first, 2));
    queue(change(first, 3));
    gate.open();
    committer.wait_until_idle();
    const std::vector<Batch> batches = store.batches();
    BOOST_REQUIRE(batches.size() == 2);
    BOOST_REQUIRE(batches[1].roots.size() == 1);
    const RootChange& written = batches[1].roots[0];
    BOOST_TEST(written.commands.size() == 2);
    BOOST_TEST((written.base == Revision{7, Uuid{9, 9}}));
    BOOST_TEST(written.next.counter == 9);
    BOOST_TEST((written.next.operation == batches[1].operation));
    BOOST_TEST((batches[0].operation != batches[1].operation));
}

BOOST_FIXTURE_TEST_CASE(a_refused_change_takes_every_later_one_of_its_root_with_it_and_all_run_again_in_order,
                        Fixture) {
    Gate gate;
    store.next([&](const Batch& batch) {
        gate.reached();
        gate.pass();
        return refuse({{batch.roots[0].commands[0].number, Refusal::Reason::stale, ""}});
    });
    const auto hot = root(1);
    queue(change(hot, 1));
    gate.wait_reached();
    queue(change(hot, 2));
    queue(change(root(2), 3));
    queue(change(hot, 4));
    gate.open();
    committer.wait_until_idle();
    BOOST_TEST((events.again() == Tasks{task(1), task(2), task(4)}));
    BOOST_TEST(answered() == Numbers{3}, boost::test_tools::per_element());
    BOOST_TEST(hot->undurable == 0);
}

BOOST_FIXTURE_TEST_CASE(a_step_that_ran_on_a_refused_state_is_not_queued, Fixture) {
    store.next(
        [](const Batch& batch) { return refuse({{batch.roots[0].commands[0].number, Refusal::Reason::stale, ""}}); });
    const auto hot = root(1);
    queue(change(hot, 1));
    committer.wait_until_idle();
    BOOST_TEST(!queue(change(hot, 2), 0));
    BOOST_TEST(queue(change(hot, 2), 1));
    committer.wait_until_idle();
    BOOST_TEST(answered() == Numbers{2}, boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(a_rejection_waits_for_the_database_to_confirm_the_revision_it_was_made_on, Fixture) {
    store.next(
        [](const Batch& batch) { return refuse({{batch.roots[0].commands[0].number, Refusal::Reason::stale, ""}}); });
    const auto stale = root(1);
    PendingChange rejected = change(stale, 1);
    rejected.writes = false;
    rejected.answer = core::Rejection{core::Rejection::Reason::unknown_task, "no such task"};
    queue(std::move(rejected));
    committer.wait_until_idle();
    BOOST_TEST(answered().empty());
    BOOST_TEST((events.again() == Tasks{task(1)}));
    BOOST_TEST(!store.batches()[0].roots[0].writes);
    BOOST_TEST((store.batches()[0].roots[0].next == store.batches()[0].roots[0].base));

    PendingChange confirmed = change(root(2), 2);
    confirmed.writes = false;
    confirmed.answer = core::Rejection{core::Rejection::Reason::unknown_task, "no such task"};
    queue(std::move(confirmed));
    committer.wait_until_idle();
    BOOST_TEST(answered_with<core::Rejection>(2));
}

BOOST_FIXTURE_TEST_CASE(an_unknown_commit_is_asked_for_by_its_own_operation_id_until_the_database_answers, Fixture) {
    store.next([](const Batch&) -> CommitResult { throw CommitUnknown("the connection broke"); });
    store.next_resolve([]() -> std::optional<CommitResult> { throw StoreUnavailable("still away"); });
    store.next_resolve([] { return std::optional(CommitResult{}); });
    queue(change(root(1), 1));
    committer.wait_until_idle();
    BOOST_TEST(answered_with<Done>(1));
    BOOST_REQUIRE(store.asked().size() == 2);
    BOOST_TEST((store.asked()[0] == store.batches()[0].operation));
    BOOST_TEST(store.batches().size() == 1);
}

BOOST_FIXTURE_TEST_CASE(what_an_unknown_commit_had_refused_is_refused, Fixture) {
    store.next([](const Batch&) -> CommitResult { throw CommitUnknown("the connection broke"); });
    store.next_resolve([] { return std::optional(refuse({{0, Refusal::Reason::stale, ""}})); });
    queue(change(root(1), 1));
    committer.wait_until_idle();
    BOOST_TEST(answered().empty());
    BOOST_TEST((events.again() == Tasks{task(1)}));
}

BOOST_FIXTURE_TEST_CASE(a_commit_that_had_not_happened_runs_again, Fixture) {
    store.next([](const Batch&) -> CommitResult { throw CommitUnknown("the connection broke"); });
    queue(change(root(1), 1));
    committer.wait_until_idle();
    BOOST_TEST(answered().empty());
    BOOST_TEST((events.again() == Tasks{task(1)}));
}

BOOST_FIXTURE_TEST_CASE(who_lost_its_lease_is_told_so_and_the_others_of_its_root_run_again, Fixture) {
    Gate gate;
    store.next([&](const Batch&) {
        gate.reached();
        gate.pass();
        return CommitResult{};
    });
    store.next([](const Batch& batch) {
        return refuse({{batch.roots[0].commands[1].number, Refusal::Reason::lease_lost, ""}});
    });
    queue(change(root(9), 9));
    gate.wait_reached();
    const auto hot = root(1);
    queue(change(hot, 1));
    queue(change(hot, 2));
    gate.open();
    committer.wait_until_idle();
    BOOST_TEST(answered_with<LeaseLost>(2));
    BOOST_TEST((events.again() == Tasks{task(1)}));
}

BOOST_FIXTURE_TEST_CASE(a_known_idempotency_key_gets_the_answer_that_was_given_before, Fixture) {
    store.next([](const Batch& batch) {
        return refuse({{batch.roots[0].commands[0].number, Refusal::Reason::key_known, "before"}});
    });
    PendingChange made = change(root(1), 1);
    made.submission->idempotency = Idempotency{"", "key", [](const Done&) { return std::string("now"); }};
    queue(std::move(made));
    committer.wait_until_idle();
    BOOST_TEST(answered_with<AnsweredBefore>(1));
    BOOST_TEST(store.batches()[0].roots[0].commands[0].idempotency->answer == "now");
}

BOOST_FIXTURE_TEST_CASE(a_database_that_is_away_is_said_and_nothing_else_happens, Fixture) {
    store.next([](const Batch&) -> CommitResult { throw StoreUnavailable("away"); });
    const auto hot = root(1);
    queue(change(hot, 1));
    committer.wait_until_idle();
    BOOST_TEST(answered_with<Unavailable>(1));
    BOOST_TEST(events.again().empty());
    // What was cached stood on a change that is not there.
    BOOST_TEST(!queue(change(hot, 2), 0));
}
