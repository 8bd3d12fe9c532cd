// Leases of jobs.
#include <boost/test/unit_test.hpp>

#include "tests/contract/stores.hpp"
#include "tests/contract/story.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;

namespace {

constexpr Milliseconds minute{60'000};
constexpr Milliseconds over{-1};  // a lease that is over as soon as it is given

JobRow job_with(const Root& root, std::int64_t priority, std::optional<Instant> due) {
    JobRow job = root.job("work");
    job.record.priority = priority;
    job.record.due = due;
    return job;
}

std::vector<core::JobId> ids(const std::vector<LeasedJob>& jobs) {
    std::vector<core::JobId> result;
    for (const LeasedJob& job : jobs) result.push_back(job.job);
    return result;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(leases)

BOOST_AUTO_TEST_CASE(due_jobs_are_leased_by_priority_then_due_date_and_only_once) {
    with_each_store([](OpenStore& store) {
        Root root;
        const Instant now = store->now();
        const JobRow low = job_with(root, 1, std::nullopt);
        const JobRow late = job_with(root, 5, now - Milliseconds(10));
        const JobRow early = job_with(root, 5, now - Milliseconds(20));
        const JobRow future = job_with(root, 9, now + minute);
        JobRow failed = job_with(root, 9, std::nullopt);
        failed.record.retries = 0;
        RootRows rows;
        rows.jobs.inserted = {low, late, early, future, failed};
        make(*store.store, root, rows);
        BOOST_TEST((store->next_due() == early.record.due));
        BOOST_TEST((store->next_due_after(now + minute - Milliseconds(1)) == future.record.due));
        BOOST_TEST((store->next_due_after(now - Milliseconds(20)) == late.record.due));
        BOOST_TEST(!store->next_due_after(now + minute).has_value());

        const auto first = store->lease_jobs("node/1", 2, minute);
        BOOST_TEST((ids(first) == std::vector{early.key, late.key}));
        BOOST_TEST((first[0].root == root.id && first[0].epoch == 1));
        BOOST_TEST((first[0].tenant == tenant && first[0].definition == root.definition));
        BOOST_TEST(first[0].acquisitions == 1);
        BOOST_TEST((first[0].element == "work" && first[0].cycle == "R3/PT10M" && first[0].cycle_index == 2));
        BOOST_TEST((first[0].due == early.record.due && first[0].cycle_anchor == at(4)));
        BOOST_TEST((ids(store->lease_jobs("node/2", 9, minute)) == std::vector{low.key}));
        BOOST_TEST(store->lease_jobs("node/2", 9, minute).empty());
        BOOST_TEST(store->lease_jobs("node/2", 0, minute).empty());
        BOOST_TEST((store->next_due() > now));
    });
}

BOOST_AUTO_TEST_CASE(only_jobs_in_turn_are_leased) {
    with_each_store([](OpenStore& store) {
        Root root, other;
        RootRows rows;
        const Instant long_ago = store->now() - minute;
        for (int number = 0; number < 5; ++number) {
            rows.jobs.inserted.push_back(job_with(root, 9, long_ago));
            rows.jobs.inserted.back().in_turn = number == 0;
        }
        JobRow next = rows.jobs.inserted[1];
        const core::JobId first = rows.jobs.inserted[0].key;
        make(*store.store, root, rows);
        BOOST_TEST((ids(store->lease_jobs("node/1", 9, minute)) == std::vector{first}));
        BOOST_TEST((store->next_due() > store->now()), "the others may not be leased, however long they have been due");

        const JobRow others = job_with(other, 9, store->now() - Milliseconds(10));
        RootRows of_other;
        of_other.jobs.inserted = {others};
        make(*store.store, other, of_other);
        next.in_turn = true;
        RootRows turn;
        turn.jobs.updated = {next};
        const Uuid operation = new_id();
        store->commit(batch_of({change(root, operation, turn)}, operation));
        const auto stored = store->load(root.id).value().jobs;
        BOOST_TEST(std::count_if(stored.begin(), stored.end(), [](const JobRow& row) { return row.in_turn; }) == 2);
        BOOST_TEST((ids(store->lease_jobs("node/1", 1, minute)) == std::vector{others.key}),
                   "who has just got a turn stands behind what is due longer");
        BOOST_TEST((ids(store->lease_jobs("node/1", 9, minute)) == std::vector{next.key}));
    });
}

BOOST_AUTO_TEST_CASE(many_priorities_are_leased_from_the_top) {
    with_each_store([](OpenStore& store) {
        Root root;
        RootRows rows;
        std::vector<core::JobId> expected;
        for (std::int64_t priority = 0; priority < 12; ++priority) {
            rows.jobs.inserted.push_back(job_with(root, priority / 3, at(-priority)));
            expected.push_back(rows.jobs.inserted.back().key);
        }
        std::reverse(expected.begin(), expected.end());
        make(*store.store, root, rows);
        BOOST_TEST((store->next_due() == at(-11)));
        std::vector<core::JobId> leased;
        for (int part = 0; part < 4; ++part)
            for (const LeasedJob& job : store->lease_jobs("node/1", 5, minute)) leased.push_back(job.job);
        BOOST_TEST((leased == expected));
    });
}

BOOST_AUTO_TEST_CASE(a_lease_that_is_over_is_taken_by_the_next) {
    with_each_store([](OpenStore& store) {
        Root root;
        const JobRow job = job_with(root, 0, std::nullopt);
        RootRows rows;
        rows.jobs.inserted = {job};
        make(*store.store, root, rows);
        BOOST_TEST_REQUIRE(store->lease_jobs("node/1", 1, over).size() == 1u);
        const auto next = store->lease_jobs("node/2", 1, minute);
        BOOST_TEST_REQUIRE(next.size() == 1u);
        BOOST_TEST((next[0].epoch == 2 && next[0].acquisitions == 2));
    });
}

BOOST_AUTO_TEST_CASE(only_the_holder_renews_and_releases) {
    with_each_store([](OpenStore& store) {
        Root root;
        const JobRow job = job_with(root, 0, std::nullopt);
        RootRows rows;
        rows.jobs.inserted = {job};
        make(*store.store, root, rows);
        BOOST_TEST_REQUIRE(store->lease_jobs("node/1", 1, minute).size() == 1u);
        store->release_jobs({{job.key, 1}}, "node/2");
        store->release_jobs({{job.key, 2}}, "node/1");
        store->renew_jobs({{job.key, 1}}, "node/2", over);
        store->renew_jobs({{job.key, 7}}, "node/1", over);
        BOOST_TEST(store->lease_jobs("node/3", 1, minute).empty());
        store->renew_jobs({{job.key, 1}}, "node/1", over);
        BOOST_TEST(store->lease_jobs("node/1", 1, minute).size() == 1u);
        store->release_jobs({{job.key, 2}}, "node/1");
        const auto again = store->lease_jobs("node/3", 1, minute);
        BOOST_TEST_REQUIRE(again.size() == 1u);
        BOOST_TEST(again[0].acquisitions == 2);  // what was handed back unused is not counted
    });
}

BOOST_AUTO_TEST_CASE(one_job_is_leased_whatever_its_due_date_unless_it_is_held) {
    with_each_store([](OpenStore& store) {
        Root root;
        JobRow job = job_with(root, 0, store->now() + minute);
        job.record.retries = 0;
        RootRows rows;
        rows.jobs.inserted = {job};
        make(*store.store, root, rows);
        BOOST_TEST(store->lease_job(job.key, "node/1", minute).has_value());
        BOOST_TEST(!store->lease_job(job.key, "node/2", minute).has_value());
        store->release_jobs({{job.key, 1}}, "node/1");
        BOOST_TEST(store->lease_job(job.key, "node/2", minute).has_value());
        BOOST_TEST(!store->lease_job(new_id<core::JobId>(), "node/2", minute).has_value());
    });
}

BOOST_AUTO_TEST_CASE(leases_of_dead_incarnations_end) {
    with_each_store([](OpenStore& store) {
        Root root;
        RootRows rows;
        rows.jobs.inserted = {job_with(root, 0, std::nullopt), job_with(root, 0, std::nullopt)};
        make(*store.store, root, rows);
        BOOST_TEST_REQUIRE(store->lease_jobs("node/old", 1, minute).size() == 1u);
        BOOST_TEST_REQUIRE(store->lease_jobs("node/new", 1, minute).size() == 1u);
        store->end_leases_of("node/", "node/new");
        BOOST_TEST(store->lease_jobs("node/new", 9, minute).size() == 1u);
    });
}

BOOST_AUTO_TEST_CASE(another_nodes_leases_stay_where_nodes_share_a_database) {
    with_each_database([](OpenStore& store) {
        if (store.name != "postgresql") return;
        Root root;
        RootRows rows;
        rows.jobs.inserted = {job_with(root, 0, std::nullopt)};
        make(*store.store, root, rows);
        BOOST_TEST_REQUIRE(store->lease_jobs("other/1", 1, minute).size() == 1u);
        store->end_leases_of("node/", "node/2");
        BOOST_TEST(store->lease_jobs("node/2", 9, minute).empty());
    });
}

BOOST_AUTO_TEST_SUITE_END()
