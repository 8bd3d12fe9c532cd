// Whose jobs are leased when more are due than a node takes up (reliability contract F26).
#include <boost/test/unit_test.hpp>
#include <set>

#include "persistence/job_shares.hpp"
#include "tests/contract/stores.hpp"
#include "tests/contract/story.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;
using persistence::JobShare;
using persistence::JobsOfShare;

namespace {

constexpr Milliseconds minute{60'000};

// Roots of different definitions, written in one commit.
struct Scene {
    Store& store;
    std::vector<RootChange> births = {};
    std::vector<Root> roots = {};
    Uuid operation = new_id();

    // The ids of `count` jobs of a new definition, due one millisecond after the other.
    std::vector<core::JobId> add(std::size_t count, Instant first_due, const std::string& of_tenant = tenant,
                                 std::int64_t priority = 0) {
        Root& root = roots.emplace_back();
        RootRows rows;
        std::vector<core::JobId> ids;
        for (std::size_t number = 0; number < count; ++number) {
            JobRow& job = rows.jobs.inserted.emplace_back(root.job("work"));
            job.origin.tenant = of_tenant;
            job.record.due = first_due + Milliseconds(number);
            job.record.priority = priority;
            ids.push_back(job.key);
        }
        births.push_back(birth(root, operation, rows));
        return ids;
    }
    void write() { BOOST_TEST_REQUIRE(store.commit(batch_of(births, operation)).refusals.empty()); }

    std::vector<core::JobId> lease(std::int32_t max) {
        std::vector<core::JobId> ids;
        for (const LeasedJob& job : store.lease_jobs("node/1", max, minute)) ids.push_back(job.job);
        return ids;
    }
};

bool has(const std::vector<core::JobId>& leased, const core::JobId& job) {
    return std::find(leased.begin(), leased.end(), job) != leased.end();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(job_shares)

BOOST_AUTO_TEST_CASE(a_backlog_keeps_no_other_tenant_or_definition_from_its_jobs) {
    with_each_store([](OpenStore& store) {
        Scene scene{*store.store};
        const Instant now = store->now();
        const auto backlog = scene.add(300, now - minute);
        const auto other_definition = scene.add(1, now - Milliseconds(10));
        const auto other_tenant = scene.add(3, now - Milliseconds(10), "other");
        const auto not_due = scene.add(1, now + minute);
        scene.write();
        const auto leased = scene.lease(8);
        BOOST_TEST_REQUIRE(leased.size() == 8u);
        for (std::size_t number = 0; number < 4; ++number) BOOST_TEST(has(leased, backlog[number]));
        BOOST_TEST(has(leased, other_definition[0]));
        BOOST_TEST(has(leased, other_tenant[0]));
        BOOST_TEST(!has(leased, not_due[0]));
    });
}

BOOST_AUTO_TEST_CASE(every_definition_has_its_turn_however_many_there_are) {
    with_each_store([](OpenStore& store) {
        Scene scene{*store.store};
        const Instant now = store->now();
        scene.add(1'000, now - minute);
        std::set<core::JobId> waiting;
        // So many have nothing to do yet that one look round does not reach behind them.
        for (std::size_t number = 0; number < 2 * persistence::shares_at_a_time; ++number) scene.add(1, now + minute);
        for (int number = 0; number < 40; ++number) waiting.insert(scene.add(1, now - Milliseconds(10))[0]);
        scene.write();
        // 168 shares take three looks; 40 jobs at four places a round take ten more.
        for (int round = 0; round < 16; ++round)
            for (const core::JobId& job : scene.lease(8)) waiting.erase(job);
        BOOST_TEST(waiting.size() == 0u);
    });
}

BOOST_AUTO_TEST_CASE(shares_are_of_the_priority_whose_turn_it_is) {
    with_each_store([](OpenStore& store) {
        Scene scene{*store.store};
        const Instant now = store->now();
        const auto low = scene.add(5, now - minute);
        const auto high = scene.add(20, now - Milliseconds(30), tenant, 5);
        const auto high_of_other = scene.add(1, now - Milliseconds(1), "other", 5);
        scene.write();
        const auto first = scene.lease(6);
        BOOST_TEST(first.size() == 6u);
        BOOST_TEST(has(first, high_of_other[0]));
        for (const core::JobId& job : low) BOOST_TEST(!has(first, job));
        BOOST_TEST(scene.lease(100).size() == 20u, "and when there is room for all, all are leased");
        BOOST_TEST(scene.lease(100).empty());
    });
}

BOOST_AUTO_TEST_CASE(others_than_those_with_enough_are_found_wherever_they_are) {
    with_each_store([](OpenStore& store) {
        Scene scene{*store.store};
        const Instant now = store->now();
        const auto backlog = scene.add(300, now - minute, tenant, 5);
        const SharesWithEnough busy{{}, {{tenant, scene.roots.back().definition}}};
        for (std::size_t number = 0; number < 2 * persistence::shares_at_a_time; ++number) scene.add(1, now + minute);
        const auto high = scene.add(1, now - Milliseconds(10), "other", 5);
        const auto low = scene.add(2, now - minute);
        scene.write();
        const auto others = [&](std::int32_t max, const SharesWithEnough& with_enough) {
            std::vector<core::JobId> ids;
            for (const LeasedJob& job : store->lease_jobs_of_others("node/1", max, minute, with_enough))
                ids.push_back(job.job);
            return ids;
        };
        // Wherever the last round has ended.
        scene.lease(3);
        BOOST_TEST((others(1, busy) == high), "the higher priority first");
        BOOST_TEST((others(9, busy) == low));
        BOOST_TEST(others(9, busy).empty());
        BOOST_TEST(others(0, {}).empty());
        BOOST_TEST(!others(9, {}).empty(), "the backlog itself, where nobody has enough");
        for (const core::JobId& job : others(9, {})) BOOST_TEST(has(backlog, job));
    });
}

BOOST_AUTO_TEST_CASE(all_definitions_of_a_tenant_with_enough_are_passed_over) {
    with_each_store([](OpenStore& store) {
        Scene scene{*store.store};
        const Instant now = store->now();
        for (int number = 0; number < 3; ++number) scene.add(5, now - minute);
        const auto of_other = scene.add(1, now - Milliseconds(10), "other");
        const DefinitionId definition = scene.roots.back().definition;
        scene.write();
        const auto leased = store->lease_jobs_of_others("node/1", 9, minute, {{tenant}, {}});
        BOOST_TEST_REQUIRE(leased.size() == 1U);
        BOOST_TEST((leased[0].job == of_other[0] && leased[0].tenant == "other" && leased[0].definition == definition));
        const auto none = store->lease_jobs_of_others("node/1", 9, minute, {{tenant}, {{"other", definition}}});
        BOOST_TEST(none.empty());
    });
}

BOOST_AUTO_TEST_CASE(going_round_gives_each_the_first_before_any_has_a_second) {
    const auto share = [](const std::string& of_tenant, std::size_t jobs) {
        JobsOfShare made{{of_tenant, new_id<DefinitionId>()}, {}};
        for (std::size_t number = 0; number < jobs; ++number) made.due.push_back(new_id<core::JobId>());
        return made;
    };
    const std::vector<JobsOfShare> shares{share("a", 3), share("b", 0), share("c", 1), share("d", 2)};
    JobShare last{"z", {}};
    using Jobs = std::vector<core::JobId>;
    BOOST_TEST((persistence::go_round(shares, 5, last) ==
                Jobs{shares[0].due[0], shares[2].due[0], shares[3].due[0], shares[0].due[1], shares[3].due[1]}));
    BOOST_TEST((last == JobShare{}), "there are no more behind them");
    BOOST_TEST((persistence::go_round(shares, 2, last) == Jobs{shares[0].due[0], shares[2].due[0]}));
    BOOST_TEST((last == shares[2].share), "the next one begins the next round");
    BOOST_TEST(persistence::go_round({}, 2, last).empty());
    BOOST_TEST((last == JobShare{}));
}

BOOST_AUTO_TEST_CASE(one_call_looks_so_often_and_the_next_goes_on_where_it_ended) {
    std::vector<std::int64_t> priorities;
    for (std::int64_t priority = 100; priority > 0; --priority) priorities.push_back(priority);
    const JobsOfShare due{{"", new_id<DefinitionId>()}, {new_id<core::JobId>()}};
    persistence::RoundPosition position;
    std::size_t looks = 0;
    const auto lease = [&] {
        looks = 0;
        return persistence::lease_of_others(
            5, priorities, {}, position,
            [&](std::int64_t priority, const JobShare&) {
                ++looks;
                return priority == 7 ? std::vector{due} : std::vector<JobsOfShare>{};
            },
            [](const std::vector<core::JobId>& chosen) { return std::vector<persistence::RankedJob>(chosen.size()); });
    };
    BOOST_TEST(lease().empty());
    BOOST_TEST(looks == persistence::most_looks);
    BOOST_TEST(lease().size() == 1U);
    BOOST_TEST(looks == priorities.size() - persistence::most_looks);
    BOOST_TEST(lease().empty(), "and then from the highest again");
}

BOOST_AUTO_TEST_SUITE_END()
