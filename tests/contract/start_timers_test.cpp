// Timers that start processes: each date starts one instance, whatever breaks between the start and the timer's next
// date (reliability contract F2).
#include <boost/test/unit_test.hpp>
#include <thread>

#include "persistence/memory/memory_store.hpp"
#include "tests/contract/node.hpp"
#include "tests/contract/story.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;

namespace {

// The database goes away when the next date is to be written, as often as it is told to.
class ForgetfulStore final : public persistence::MemoryStore {
  public:
    ForgetfulStore() : MemoryStore([] { return Instant(Milliseconds(1'893'456'000'000)); }) {}

    bool timer_start_fired(const core::JobId& job, const std::string& owner, std::int64_t epoch,
                           const std::optional<TimerStart>& next) override {
        if (failures > 0) {
            --failures;
            throw StoreUnavailable("away");
        }
        return MemoryStore::timer_start_fired(job, owner, epoch, next);
    }
    std::atomic<int> failures = 0;
};

std::string hourly() {
    return model("hourly",
                 "<startEvent id='s'><timerEventDefinition><timeCycle xsi:type='tFormalExpression'>"
                 "R/2030-01-01T00:00:00Z/PT1H</timeCycle></timerEventDefinition></startEvent>"
                 "<sequenceFlow id='f' sourceRef='s' targetRef='ask'/><userTask id='ask'/>");
}

std::size_t instances(Store& store) { return store.list(HistoryProcessCriteria{}, {}).size(); }

}  // namespace

BOOST_AUTO_TEST_SUITE(start_timers)

BOOST_AUTO_TEST_CASE(a_date_whose_end_could_not_be_written_starts_one_instance) {
    ForgetfulStore store;
    Node node(store, "node/1");
    node.deploy("hourly.bpmn", hourly());
    const auto timer = [&store] {
        const auto jobs = store.list(JobCriteria{}, {});
        BOOST_TEST_REQUIRE(jobs.size() == 1u);
        return jobs.front().row;
    };
    for (std::size_t date = 1; date <= 2; ++date) {
        const JobRow due = timer();
        store.failures = 2;
        // Handed back by the runner when the database answers again; until then somebody has it.
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        while (timer().record.due == due.record.due) {
            BOOST_TEST_REQUIRE((std::chrono::steady_clock::now() < until));
            node.run_job(due.key);
            BOOST_TEST_REQUIRE(instances(store) == date);
        }
        BOOST_TEST(store.failures == 0);
    }
}

BOOST_AUTO_TEST_SUITE_END()
