// What follows a commit, when those who are told throw or memory runs out: it costs whoever it is, no root, and nobody
// else.
#include <boost/test/unit_test.hpp>

#include "runtime/engine/committer.hpp"
#include "tests/failing_memory/failing_memory.hpp"
#include "tests/unit/runtime_engine/committed_world.hpp"

using namespace pavane;
using namespace pavane::engine;
using namespace pavane::tests;
using Lines = std::vector<std::string>;
using Reason = Refusal::Reason;

namespace {

// A batch of two roots, one of which is refused, with a change queued behind it; and what became of its commands.
struct Scene {
    CommittedWorld world;
    std::shared_ptr<Root> good = stored_root(1);
    std::shared_ptr<Root> stale = stored_root(2);
    std::vector<std::weak_ptr<int>> kept;  // one for each command, as long as anybody may still answer it

    // `before_it_returns` is called on the committer's thread.
    void commit(const std::function<void()>& before_it_returns) {
        world.batch_of([&] {
            queue(good, "a");
            queue(stale, "b");
        });
        queue(stale, "c");
        world.store.answer([before_it_returns] {
            CommitResult result{{{1, Reason::stale, ""}}};
            before_it_returns();
            return result;
        });
        world.store.accept();  // if what is queued behind it is written all the same
        world.committer.wait_until_idle();
    }

    void queue(const std::shared_ptr<Root>& root, const std::string& name) {
        PendingChange change = world.change(root, name);
        const auto token = std::make_shared<int>();
        kept.push_back(token);
        change.submission->done = [token, done = std::move(change.submission->done)](Answer answer) {
            done(std::move(answer));
        };
        BOOST_TEST(world.queue(std::move(change)));
    }

    bool has(const std::string& line) {
        const Lines lines = world.log.take();
        return std::find(lines.begin(), lines.end(), line) != lines.end();
    }

    // Nothing is left behind, and both roots take commands.
    void check_that_all_goes_on() {
        BOOST_TEST(good->undurable == 0U);
        BOOST_TEST(stale->undurable == 0U);
        for (const std::weak_ptr<int>& each : kept) BOOST_TEST(each.expired());
        world.log.take();
        for (const auto& root : {good, stale}) {
            world.store.accept();
            queue(root, "next");
            world.committer.wait_until_idle();
            BOOST_TEST(has("done next"));
        }
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(whoever_throws_after_a_commit_keeps_nobody_else_back) {
    for (const std::string thrower : {"committed", "released", "run_again", "settled", "store_failed"}) {
        BOOST_TEST_CONTEXT(thrower) {
            Scene scene;
            scene.world.events.meets = [&](const std::string& event) {
                if (event == thrower || thrower == "store_failed") throw std::runtime_error("no");
            };
            scene.commit([] {});
            const Lines lines = scene.world.log.take();
            const auto told = [&](const std::string& line) {
                return std::find(lines.begin(), lines.end(), line) != lines.end();
            };
            BOOST_TEST(told("done a"));
            BOOST_TEST(told("again b c") == (thrower != "run_again" && thrower != "store_failed"));
            const bool is_told =
                std::any_of(lines.begin(), lines.end(), [](const std::string& line) { return line.ends_with(": no"); });
            BOOST_TEST(is_told == (thrower != "store_failed"));
            scene.world.events.meets = [](const std::string&) {};
            scene.check_that_all_goes_on();
        }
    }
}

BOOST_AUTO_TEST_CASE(no_root_is_lost_at_whatever_allocation_memory_runs_out_after_a_commit) {
    for (const RunsOut how : {RunsOut::once, RunsOut::from_then_on}) {
        std::int64_t left = 0;
        std::int64_t number = 0;
        while (left <= 0) {
            ++number;
            BOOST_TEST_CONTEXT("allocation " << number) {
                Scene scene;
                scene.commit([&] { fail_allocation(number, how); });
                left = stop_failing();
                scene.check_that_all_goes_on();
            }
        }
        BOOST_TEST(number > 5, "there are allocations to fail");
    }
}
