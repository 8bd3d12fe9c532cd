// Fences: who may commit the outcome of a job or an external task (docs/architecture.md).
#include <boost/test/unit_test.hpp>

#include "tests/contract/stores.hpp"
#include "tests/contract/story.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;
using Reason = Refusal::Reason;

namespace {

// What a batch of one command was refused for, or nothing.
std::optional<Reason> refusal(const CommitResult& result) {
    if (result.refusals.empty()) return std::nullopt;
    BOOST_TEST_REQUIRE(result.refusals.size() == 1u);
    return result.refusals[0].reason;
}

RootRows one_job(const Root& root, JobRow& job) {
    job = root.job("work");
    job.record.due = std::nullopt;
    RootRows rows;
    rows.jobs.inserted = {job};
    return rows;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fences)

// fence, fence-epoch: only the run that holds the lease commits a job's outcome.
BOOST_AUTO_TEST_CASE(a_job_is_finished_by_its_leaseholder_only) {
    with_each_store([](OpenStore& store) {
        Root root;
        JobRow job;
        make(*store.store, root, one_job(root, job));
        const auto first = store->lease_job(job.key, "node/1", Milliseconds(60'000));
        BOOST_TEST_REQUIRE(first.has_value());
        store->release_jobs({{job.key, first->epoch}}, "node/1");
        const auto second = store->lease_job(job.key, "node/1", Milliseconds(60'000));
        BOOST_TEST_REQUIRE(second.has_value());
        BOOST_TEST(second->epoch > first->epoch);

        const auto finish = [&](const std::string& owner, std::int64_t epoch) {
            Root copy = root;
            const Uuid operation = new_id();
            RootRows rows;
            rows.jobs.erased = {job.key};
            RootChange end = change(copy, operation, rows);
            end.commands = {command(0), command(1)};
            end.commands[1].job_fences = {{job.key, owner, epoch}};
            return store->commit(batch_of({end}, operation));
        };
        for (const CommitResult& lost : {finish("node/2", second->epoch), finish("node/1", first->epoch)}) {
            BOOST_TEST_REQUIRE(lost.refusals.size() == 2u);
            for (const Refusal& each : lost.refusals)
                BOOST_TEST((each.reason == (each.command == 1 ? Reason::lease_lost : Reason::stale)));
        }
        BOOST_TEST(store->load(root.id).value().jobs.size() == 1u);
        BOOST_TEST(finish("node/1", second->epoch).refusals.empty());
        BOOST_TEST(store->load(root.id).value().jobs.empty());
    });
}

BOOST_AUTO_TEST_CASE(the_lease_ends_with_the_outcome_of_its_run) {
    with_each_store([](OpenStore& store) {
        Root root;
        JobRow job;
        make(*store.store, root, one_job(root, job));
        const auto lease = store->lease_job(job.key, "node/1", Milliseconds(60'000));
        BOOST_TEST_REQUIRE(lease.has_value());
        const Uuid operation = new_id();
        RootRows rows;
        job.record.retries = 2;
        rows.jobs.updated = {job};
        RootChange failed = change(root, operation, rows);
        failed.commands = {command(0)};
        failed.commands[0].job_fences = {{job.key, "node/1", lease->epoch}};
        BOOST_TEST(store->commit(batch_of({failed}, operation)).refusals.empty());
        const auto again = store->lease_jobs("node/2", 10, Milliseconds(60'000));
        BOOST_TEST_REQUIRE(again.size() == 1u);
        BOOST_TEST(again[0].acquisitions == 1);  // a run that ended in order is not counted against the job
        BOOST_TEST(again[0].epoch == lease->epoch + 1);
    });
}

// release-commit: a job born leased is its node's, from the commit on.
BOOST_AUTO_TEST_CASE(a_job_can_be_born_leased) {
    with_each_store([](OpenStore& store) {
        Root root;
        JobRow job;
        const Uuid operation = new_id();
        RootChange made = birth(root, operation, one_job(root, job));
        made.leased_at_birth = {job.key};
        BOOST_TEST(store->commit(batch_of({made}, operation, "node/1")).refusals.empty());
        BOOST_TEST(store->lease_jobs("node/2", 10, Milliseconds(60'000)).empty());
        RootRows rows;
        rows.jobs.erased = {job.key};
        const Uuid next = new_id();
        RootChange end = change(root, next, rows);
        end.commands = {command(0)};
        end.commands[0].job_fences = {{job.key, "node/1", 1}};
        BOOST_TEST(store->commit(batch_of({end}, next)).refusals.empty());
    });
}

BOOST_AUTO_TEST_CASE(an_external_task_is_finished_by_the_worker_that_locked_it_last) {
    with_each_store([](OpenStore& store) {
        Root root;
        RootRows rows;
        const ExternalTaskRow task = root.external_task("charge");
        rows.external_tasks.inserted = {task};
        make(*store.store, root, rows);
        BOOST_TEST(store->lock(task.key, "w1", Milliseconds(-1)));  // over at once, and still the last
        const auto finish = [&](const std::string& worker) {
            Root copy = root;
            const Uuid operation = new_id();
            RootRows end;
            end.external_tasks.erased = {task.key};
            RootChange done = change(copy, operation, end);
            done.commands = {command(0)};
            done.commands[0].worker_fences = {{task.key, worker}};
            return refusal(store->commit(batch_of({done}, operation)));
        };
        BOOST_TEST((finish("w2") == Reason::lease_lost));
        BOOST_TEST((finish("") == Reason::lease_lost));
        BOOST_TEST((finish("w1") == std::nullopt));
        BOOST_TEST((finish("w1") == Reason::stale));
    });
}

BOOST_AUTO_TEST_CASE(a_failed_external_task_stays_locked_until_its_retry) {
    with_each_store([](OpenStore& store) {
        Root root;
        RootRows rows;
        ExternalTaskRow task = root.external_task("charge");
        rows.external_tasks.inserted = {task};
        make(*store.store, root, rows);
        BOOST_TEST(store->lock(task.key, "w1", Milliseconds(1'000)));
        task.record.retries = 2;
        task.record.error_message = "no connection";
        RootRows failed;
        failed.external_tasks.updated = {task};
        const Uuid operation = new_id();
        RootChange made = change(root, operation, failed);
        made.worker_locks = {{task.key, Milliseconds(3'600'000)}};
        const Instant before = store->now();
        BOOST_TEST(store->commit(batch_of({made}, operation)).refusals.empty());
        const auto lock = store->worker_lock(task.key);
        BOOST_TEST_REQUIRE(lock.has_value());
        BOOST_TEST((lock->worker == "w1" && !lock->expired));
        BOOST_TEST((lock->until >= before + Milliseconds(3'600'000)));
        BOOST_TEST((store->load(root.id).value().external_tasks.at(0).record.retries == 2));
    });
}

BOOST_AUTO_TEST_SUITE_END()
