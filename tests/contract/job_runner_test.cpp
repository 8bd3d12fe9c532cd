// What the job executor and the drain do when a store is slow or away at the wrong moment.
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <condition_variable>
#include <thread>

#include "persistence/memory/memory_store.hpp"
#include "tests/contract/held_scripts.hpp"
#include "tests/contract/story.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;

namespace {

constexpr Milliseconds minute{60'000};

Instant system_time() { return std::chrono::floor<Milliseconds>(std::chrono::system_clock::now()); }

// Commits wait until they may go on, one by one; and it can be told not to know what is due next.
class SlowStore final : public persistence::MemoryStore {
  public:
    explicit SlowStore(std::function<Instant()> clock = system_time) : MemoryStore(std::move(clock)) {}

    CommitResult commit(const Batch& batch) override {
        {
            std::unique_lock lock(mutex_);
            ++arrived_;
            changed_.notify_all();
            changed_.wait(lock, [this] { return arrived_ <= allowed_; });
        }
        return MemoryStore::commit(batch);
    }
    std::optional<Instant> next_due() override {
        if (next_due_fails) throw StoreUnavailable("away");
        return MemoryStore::next_due();
    }
    std::vector<LeasedJob> lease_jobs(const std::string& owner, std::int32_t max, Milliseconds lease) override {
        if (leases_nothing) return {};
        return MemoryStore::lease_jobs(owner, max, lease);
    }
    std::vector<LeasedJob> lease_jobs_of_others(const std::string& owner, std::int32_t max, Milliseconds lease,
                                                const SharesWithEnough& with_enough) override {
        if (leases_nothing) return {};
        return MemoryStore::lease_jobs_of_others(owner, max, lease, with_enough);
    }
    void renew_jobs(const std::vector<std::pair<core::JobId, std::int64_t>>& held, const std::string& owner,
                    Milliseconds lease) override {
        ++renewals;
        if (!leases_nothing) MemoryStore::renew_jobs(held, owner, lease);
    }

    void hold() {
        const std::lock_guard lock(mutex_);
        allowed_ = arrived_;
    }
    void let_one_go() {
        const std::lock_guard lock(mutex_);
        ++allowed_;
        changed_.notify_all();
    }
    void let_all_go() {
        const std::lock_guard lock(mutex_);
        allowed_ = std::numeric_limits<std::uint64_t>::max();
        changed_.notify_all();
    }
    void wait_for_held() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return arrived_ > allowed_; });
    }

    std::atomic<bool> next_due_fails = false;
    std::atomic<bool> leases_nothing = false;  // nor renews what is leased: tests do that
    std::atomic<int> renewals = 0;

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::uint64_t arrived_ = 0;
    std::uint64_t allowed_ = std::numeric_limits<std::uint64_t>::max();
};

// However a test ends, its node must be able to.
struct LetGo {
    SlowStore& store;
    ~LetGo() { store.let_all_go(); }
};

EngineSettings with_jobs() {
    EngineSettings settings;
    settings.node = "node/1";
    settings.threads = 2;
    return settings;
}

std::string timer(const std::string& date, const std::string& key = "timer") {
    return model(key,
                 "<startEvent id='start'/><sequenceFlow id='f1' sourceRef='start' targetRef='wait'/>"
                 "<intermediateCatchEvent id='wait'><timerEventDefinition>"
                 "<timeDate xsi:type='tFormalExpression'>" +
                     date + "</timeDate></timerEventDefinition></intermediateCatchEvent>");
}

template <class Condition>
void wait_until(Condition condition) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (!condition()) {
        BOOST_REQUIRE(std::chrono::steady_clock::now() < deadline);
        std::this_thread::yield();
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(job_runner)

BOOST_AUTO_TEST_CASE(a_drain_gives_up_at_its_deadline_and_goes_on_when_asked_again) {
    SlowStore store;
    Node node(store, "node/1");
    const LetGo at_last{store};
    node.deploy("timer.bpmn", timer("2099-01-01T00:00:00Z"));
    const core::ActivityId root = node.start("timer");
    store.hold();
    auto answer = node.set_variable(root, "a", expression::Value(1));
    store.wait_for_held();
    BOOST_TEST(!node.engine().drain(std::chrono::steady_clock::now()));
    store.let_all_go();
    BOOST_TEST(node.engine().drain());
    BOOST_TEST(std::holds_alternative<Done>(answer.get()), "what was taken is committed");
}

BOOST_AUTO_TEST_CASE(what_was_leased_runs_although_nobody_knows_what_is_due_next) {
    SlowStore store;
    store.next_due_fails = true;
    Node node(store, with_jobs());
    node.deploy("timer.bpmn", timer("2020-01-01T00:00:00Z"));
    const core::ActivityId root = node.start("timer");
    // Its lease is a minute long: whoever forgets it does not run it before.
    wait_until([&] { return node.engine().figures().jobs_succeeded == 1; });
    BOOST_TEST(!store.load(root).has_value());
}

BOOST_AUTO_TEST_CASE(a_run_that_ends_under_an_old_epoch_does_not_end_the_new_one) {
    SlowStore store;
    store.leases_nothing = true;
    const EngineSettings settings = with_jobs();
    Node node(store, settings);
    const LetGo at_last{store};
    Jobs& jobs = node.engine().jobs();
    node.deploy("timer.bpmn", timer("2099-01-01T00:00:00Z"));
    const core::ActivityId root = node.start("timer");
    const core::JobId job = store.load(root).value().jobs.at(0).key;
    BOOST_TEST(jobs.places().free == settings.local_jobs);
    store.hold();
    jobs.take({store.lease_job(job, settings.node, Milliseconds(-1)).value()}, {});
    store.wait_for_held();
    jobs.take({store.lease_job(job, settings.node, minute).value()}, {});
    BOOST_TEST(jobs.places().free == settings.local_jobs - 1);
    store.let_one_go();  // of the first epoch, and refused
    store.wait_for_held();
    BOOST_TEST(node.engine().executor().drain(std::chrono::steady_clock::time_point::max()).has_value());
    BOOST_TEST(jobs.places().free == settings.local_jobs - 1, "the second run is under way");
    store.let_all_go();
    wait_until([&] { return jobs.places().free == settings.local_jobs; });
    BOOST_TEST(!store.load(root).has_value());
}

// F14: it runs for longer than its lease, and nobody else gets it meanwhile.
BOOST_AUTO_TEST_CASE(a_job_that_takes_long_keeps_its_lease) {
    std::atomic<std::int64_t> now_ms = 0;
    SlowStore store([&now_ms] { return Instant(Milliseconds(now_ms.load())); });
    EngineSettings settings = with_jobs();
    settings.job_lease = Milliseconds(30);  // so that it is renewed whenever the runner looks
    Node node(store, settings);
    const LetGo at_last{store};
    node.deploy("timer.bpmn", timer("2099-01-01T00:00:00Z"));
    const core::ActivityId root = node.start("timer");
    const core::JobId job = store.load(root).value().jobs.at(0).key;
    store.hold();
    node.engine().jobs().take({store.lease_job(job, settings.node, settings.job_lease).value()}, {});
    store.wait_for_held();
    for (int renewed = 0; renewed < 2; ++renewed) {
        now_ms += 20;
        const int before = store.renewals;
        wait_until([&] { return store.renewals > before + 1; });  // one of them began after the time had moved
        BOOST_TEST(!store.lease_job(job, "node/2", minute).has_value());
    }
    store.let_all_go();
    wait_until([&] { return !store.load(root).has_value(); });
}

// F16: whoever ran it died each time, which counts when it is taken up and not when it ends.
BOOST_AUTO_TEST_CASE(a_job_that_never_ends_is_given_up_after_ten_runs) {
    SlowStore store;
    store.leases_nothing = true;
    const EngineSettings settings = with_jobs();
    Node node(store, settings);
    node.deploy("timer.bpmn", timer("2099-01-01T00:00:00Z"));
    const core::ActivityId root = node.start("timer");
    const core::JobId job = store.load(root).value().jobs.at(0).key;
    for (int run = 0; run < 10; ++run) BOOST_TEST(store.lease_job(job, "dead/1", Milliseconds(-1)).has_value());
    node.engine().jobs().take({store.lease_job(job, settings.node, minute).value()}, {});
    wait_until([&] { return !store.load(root).value().incidents.empty(); });
    const StoredRoot stored = store.load(root).value();
    BOOST_TEST(stored.incidents.at(0).record.message == "The job was taken up 10 times without ever ending.");
    BOOST_TEST(stored.jobs.at(0).record.retries == 0);
}

BOOST_AUTO_TEST_CASE(a_run_that_is_broken_off_gives_its_place_back) {
    SlowStore store;
    store.leases_nothing = true;
    const EngineSettings settings = with_jobs();
    Node node(store, settings);
    LeasedJob timer_of_nothing;
    timer_of_nothing.job = new_id<core::JobId>();
    timer_of_nothing.definition = new_id<DefinitionId>();
    timer_of_nothing.epoch = 1;
    node.break_next_warning();  // that its definition is gone
    node.engine().jobs().take({timer_of_nothing}, {});
    BOOST_TEST(node.engine().executor().drain(std::chrono::steady_clock::time_point::max()).has_value());
    BOOST_TEST(node.warnings() == "work of the engine has failed: the log is full\n");
    BOOST_TEST(node.engine().jobs().places().free == settings.local_jobs);
}

BOOST_AUTO_TEST_CASE(whoever_asked_for_a_run_that_is_broken_off_is_told) {
    SlowStore store;
    const EngineSettings settings = with_jobs();
    Node node(store, settings);
    NewDeployment made;
    made.deployment.id = new_id<DeploymentId>();
    StoredDefinition definition;
    definition.id = new_id<DefinitionId>();
    definition.key = "gone";
    definition.deployment = made.deployment.id;
    const core::JobId job = new_id<core::JobId>();
    made.definitions = {{definition, {}, {{job, definition.id, "start", "", system_time() + minute, "", {}, 0}}}};
    store.deploy(made);
    node.break_next_warning();  // that its file cannot be found
    std::promise<Answer> answered;
    BOOST_CHECK_THROW(
        node.engine().jobs().execute(job, [&answered](Answer answer) { answered.set_value(std::move(answer)); }),
        std::runtime_error);
    BOOST_TEST(std::holds_alternative<InternalError>(answered.get_future().get()));
    BOOST_TEST(node.engine().jobs().places().free == settings.local_jobs);
}

BOOST_AUTO_TEST_CASE(a_quarter_of_the_places_is_left_to_jobs_that_are_just_born) {
    SlowStore store;
    {
        Node before(store, "node/0");
        for (int number = 0; number < 20; ++number) {
            const std::string key = "timer" + std::to_string(number);
            before.deploy(key + ".bpmn", timer("2020-01-01T00:00:00Z", key));
            before.start(key);
        }
    }
    store.hold();
    EngineSettings settings = with_jobs();
    settings.local_jobs = 8;
    Node node(store, settings);
    const LetGo at_last{store};
    wait_until([&] { return node.engine().jobs().places().free <= 2; });
    BOOST_TEST(node.engine().jobs().places().free == 2u);
}

BOOST_AUTO_TEST_CASE(a_definition_is_given_places_while_it_holds_fewer_than_are_free) {
    const JobShare a{tenant, new_id<DefinitionId>()};
    const JobShare b{tenant, new_id<DefinitionId>()};
    JobPlaces places{8};
    int of_a = 0;
    while (places.take(a)) ++of_a;
    int of_b = 0;
    while (places.take(b)) ++of_b;
    BOOST_TEST(of_a == 4);
    BOOST_TEST(of_b == 2);
    BOOST_TEST(places.free == 2U);
    BOOST_TEST((places.with_enough().shares == std::set{a, b}));
    BOOST_TEST(places.with_enough().tenants.empty(), "there is no other");
    BOOST_TEST(places.take({tenant, new_id<DefinitionId>()}), "and a third one finds its place");
}

// Scripts that never end, of one definition, and plain jobs of another.
BOOST_AUTO_TEST_CASE(jobs_that_wait_for_scripts_keep_no_others_from_their_places) {
    with_each_store([](OpenStore& store) {
        HeldScripts scripts;
        EngineSettings settings = with_jobs();
        settings.local_jobs = 8;
        Node node(*store.store, settings, scripts);
        node.deploy("slow.bpmn", model("slow",
                                       "<startEvent id='s'/><scriptTask id='compute' camunda:asyncBefore='true' "
                                       "scriptFormat='javascript'><script>1</script></scriptTask>"
                                       "<sequenceFlow id='f' sourceRef='s' targetRef='compute'/>"));
        node.deploy("plain.bpmn", model("plain",
                                        "<startEvent id='s' camunda:asyncAfter='true'/><task id='t'/>"
                                        "<sequenceFlow id='f' sourceRef='s' targetRef='t'/>"));
        for (int number = 0; number < 30; ++number) node.start("slow");
        scripts.await(4);  // half of the places; who else is due must wait
        std::vector<core::ActivityId> plain;
        for (int number = 0; number < 30; ++number) plain.push_back(node.start("plain"));
        for (const core::ActivityId& root : plain) wait_until([&] { return !store.store->load(root).has_value(); });
        BOOST_TEST(node.engine().figures().waiting_scripts <= 6U);
    });
}

BOOST_AUTO_TEST_SUITE_END()
