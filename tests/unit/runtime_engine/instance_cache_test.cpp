// Which roots stay in memory.
#include "runtime/engine/instance_cache.hpp"

#include <boost/test/unit_test.hpp>
#include <vector>

#include "tests/failing_memory/failing_memory.hpp"

using namespace pavane;
using namespace pavane::engine;

namespace {

ActivityId id(std::uint64_t number) { return ActivityId{Uuid{1, number}}; }

struct Fixture {
    static constexpr std::size_t most = 10;
    static constexpr std::size_t of_each = 100'000;  // and a little more for its entry
    InstanceCache cache{most * of_each + most * 5'000};

    // A root that has not ended.
    std::shared_ptr<Root> live(std::uint64_t number, std::size_t bytes = of_each) {
        std::shared_ptr<Root> root = cache.entry(id(number));
        if (!root->state) {
            root->state.emplace();
            root->state->processes.insert(id(number), core::ProcessInstance{});
            cache.weigh(*root, bytes);
        }
        return root;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(the_least_recently_used_root_goes, Fixture) {
    for (std::uint64_t number = 0; number < most; ++number) cache.rest(live(number));
    cache.rest(live(0));
    cache.rest(live(most));
    BOOST_TEST(cache.size() == most);
    BOOST_TEST(live(0)->state.has_value());
    const std::shared_ptr<Root> second = cache.entry(id(1));
    BOOST_TEST(!second->state.has_value());
}

BOOST_FIXTURE_TEST_CASE(what_has_ended_goes_at_once, Fixture) {
    const std::shared_ptr<Root> root = cache.entry(id(1));
    root->state.emplace();
    cache.weigh(*root, 500);
    cache.rest(root);
    BOOST_TEST(cache.size() == 0U);
    BOOST_TEST(cache.bytes() == 0U);
    BOOST_TEST(root->forgotten);
}

// However many are busy: they stay, and the cache comes back to its size as they come to rest.
BOOST_FIXTURE_TEST_CASE(busy_roots_stay_until_they_rest, Fixture) {
    std::vector<std::shared_ptr<Root>> busy;
    for (std::uint64_t number = 0; number < 100; ++number) {
        busy.push_back(live(number));
        busy.back()->undurable = 1;
        cache.rest(busy.back());
    }
    BOOST_TEST(cache.size() == 100U);
    for (std::uint64_t number = 1000; number < 2000; ++number) cache.rest(live(number));
    BOOST_TEST(cache.size() <= 130U);
    for (const std::shared_ptr<Root>& root : busy) {
        BOOST_TEST(!root->forgotten);
        root->undurable = 0;
        cache.rest(root);
    }
    BOOST_TEST(cache.size() == most);
}

BOOST_AUTO_TEST_CASE(the_cache_stays_whole_at_whatever_allocation_memory_runs_out) {
    std::int64_t left = 0;
    std::int64_t number = 0;
    while (left <= 0) {
        Fixture scene;
        for (std::uint64_t each = 0; each < Fixture::most; ++each) scene.cache.rest(scene.live(each));
        tests::fail_allocation(++number, tests::RunsOut::once);
        try {
            scene.cache.rest(scene.live(Fixture::most));
        } catch (const std::bad_alloc&) {
            BOOST_TEST_MESSAGE("the command that met it is told; what is of interest is the next one");
        }
        left = tests::stop_failing();
        for (std::uint64_t each = 100; each < 130; ++each) scene.cache.rest(scene.live(each));
        BOOST_TEST(scene.cache.size() <= Fixture::most);
        BOOST_TEST(scene.cache.bytes() <= Fixture::most * (Fixture::of_each + 5'000));
    }
    BOOST_TEST(number > 3, "there are allocations to fail");
}

BOOST_FIXTURE_TEST_CASE(one_that_grows_takes_the_room_of_many, Fixture) {
    for (std::uint64_t number = 0; number < most; ++number) cache.rest(live(number));
    const std::shared_ptr<Root> last = live(most - 1);
    cache.weigh(*last, (most - 2) * of_each);
    cache.rest(last);
    BOOST_TEST(cache.size() == 3U);
    BOOST_TEST(!last->forgotten);
    cache.weigh(*last, 2 * most * of_each);
    cache.rest(last);
    BOOST_TEST(cache.size() == 1U, "the last one used stays, however large");
    cache.weigh(*last, 0);
    BOOST_TEST(cache.bytes() < 5'000U);
}
