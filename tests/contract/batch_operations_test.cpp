// Batch operations: what they do to evaluated decisions, in pieces, once.
#include <boost/test/unit_test.hpp>
#include <thread>

#include "persistence/db_check.hpp"
#include "persistence/memory/memory_store.hpp"
#include "tests/contract/checks.hpp"
#include "tests/contract/kitchen.hpp"
#include "tests/contract/node.hpp"
#include "tests/contract/world.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;

namespace {

constexpr std::int64_t day_ms = 86'400'000;

BatchOperation operation_on(std::size_t records, BatchWork work, Instant started_at = at(1)) {
    BatchOperation operation;
    operation.id = new_id<BatchOperationId>();
    operation.work = std::move(work);
    operation.total = static_cast<std::int64_t>(records);
    operation.started_at = started_at;
    return operation;
}

BatchOperation begin(Store& store, const std::vector<DecisionInstanceId>& records, BatchWork work = {},
                     Instant started_at = at(1)) {
    const BatchOperation operation = operation_on(records.size(), std::move(work), started_at);
    store.create(operation, records);
    return operation;
}

std::optional<BatchOperation> find(Store& store, const BatchOperation& operation) {
    const auto found = store.list(with(&BatchOperationCriteria::id, operation.id), {});
    return found.empty() ? std::nullopt : std::optional(found.front());
}

std::vector<DecisionInstanceId> unknown(std::size_t count) {
    std::vector<DecisionInstanceId> ids;
    while (ids.size() < count) ids.push_back(new_id<DecisionInstanceId>());
    return ids;
}

void run(Store& store) {
    while (store.run_piece(100)) {
    }
}

std::optional<Instant> removal_time(Store& store, const DecisionRow& row) {
    return store.list(with(&HistoryDecisionCriteria::id_in, std::vector{row.instance.id}), {}).at(0).row.removal_time;
}

void check_consistent(OpenStore& store) {
    if (store.is_memory()) return;
    store.store.reset();
    for (const std::string& finding : persistence::check_database(store.url, value_text()))
        // The small world of these tests is no whole one: its process instance has no definition.
        if (finding.find("process instance") == std::string::npos && finding.find("The activity") == std::string::npos)
            BOOST_ERROR(finding);
    store.reopen();
}

// Its pieces can fail.
class FailingPieces final : public persistence::MemoryStore {
  public:
    FailingPieces() : MemoryStore([] { return at(1'000); }) {}

    bool run_piece(std::int32_t most) override {
        if (fails.exchange(false)) throw StoreUnavailable("the database is away");
        return MemoryStore::run_piece(most);
    }

    std::atomic<bool> fails = false;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(batch_operations)

BOOST_AUTO_TEST_CASE(evaluations_are_deleted_piece_by_piece) {
    with_each_store([](OpenStore& store) {
        Evaluations world(*store.store);
        const auto gone = new_id<DecisionInstanceId>();
        const BatchOperation operation =
            begin(*store.store, {world.dish.instance.id, gone, world.season.instance.id}, DeleteEvaluations{"too old"});
        BOOST_TEST((store->list_ids({}).size() == 3u && !find(*store.store, operation)->first_piece_at));
        BOOST_TEST(store->run_piece(2));
        const BatchOperation half = find(*store.store, operation).value();
        BOOST_TEST((half.done == 2 && half.total == 3 && half.first_piece_at && !half.ended_at));
        BOOST_TEST(std::get<DeleteEvaluations>(half.work).reason == "too old");
        BOOST_TEST((store->list_ids({}).size() == 2u));
        check_consistent(store);  // and goes on after it was opened anew
        BOOST_TEST(store->run_piece(2));
        const BatchOperation ended = find(*store.store, operation).value();
        BOOST_TEST((ended.done == 3 && ended.first_piece_at == half.first_piece_at && ended.ended_at));
        BOOST_TEST(!store->run_piece(2));
        BOOST_TEST((store->list_ids({}) == std::vector{world.in_process.instance.id}));
        check_consistent(store);
    });
}

BOOST_AUTO_TEST_CASE(a_removal_time_is_set_calculated_and_cleared) {
    with_each_store([](OpenStore& store) {
        Evaluations world(*store.store);
        const auto set = [&](const DecisionRow& row, SetRemovalTime removal) {
            const BatchOperation operation = begin(*store.store, {row.instance.id}, removal);
            run(*store.store);
            const auto done = std::get<SetRemovalTime>(find(*store.store, operation).value().work);
            BOOST_TEST((done.mode == removal.mode && done.at == removal.at));
            BOOST_TEST(done.hierarchical == removal.hierarchical);
        };
        BOOST_TEST(store->set_history_time_to_live(world.kitchen.decisions[0].id, 5));
        set(world.season, {SetRemovalTime::Mode::absolute, at(77)});
        BOOST_TEST((removal_time(*store.store, world.season) == at(77)));
        BOOST_TEST(!removal_time(*store.store, world.dish));
        set(world.dish, {SetRemovalTime::Mode::calculated});
        BOOST_TEST((removal_time(*store.store, world.dish) == at(10 + 5 * day_ms)));
        set(world.season, {SetRemovalTime::Mode::calculated});
        BOOST_TEST(!removal_time(*store.store, world.season), "its decision has no time to live");
        set(world.season, {SetRemovalTime::Mode::calculated, std::nullopt, true});
        for (const DecisionRow* row : {&world.dish, &world.season})
            BOOST_TEST((removal_time(*store.store, *row) == at(10 + 5 * day_ms)));
        set(world.season, {SetRemovalTime::Mode::absolute, at(99), true});
        for (const DecisionRow* row : {&world.dish, &world.season})
            BOOST_TEST((removal_time(*store.store, *row) == at(99)));
        set(world.dish, {SetRemovalTime::Mode::cleared});
        BOOST_TEST(!removal_time(*store.store, world.dish));
        BOOST_TEST((removal_time(*store.store, world.season) == at(99)));
        BOOST_TEST(!removal_time(*store.store, world.in_process));
        check_consistent(store);
    });
}

BOOST_AUTO_TEST_CASE(operations_take_turns_and_suspended_ones_wait) {
    with_each_store([](OpenStore& store) {
        const BatchOperation first = begin(*store.store, unknown(3), DeleteEvaluations{}, at(1));
        const BatchOperation second = begin(*store.store, unknown(2), DeleteEvaluations{}, at(2));
        const auto done = [&] {
            return std::pair(find(*store.store, first).value().done, find(*store.store, second).value().done);
        };
        BOOST_TEST(store->run_piece(1));
        BOOST_TEST((done() == std::pair<std::int64_t, std::int64_t>(1, 0)));
        BOOST_TEST(store->run_piece(1));
        BOOST_TEST((done() == std::pair<std::int64_t, std::int64_t>(1, 1)));
        BOOST_TEST(store->set_suspended(first.id, true));
        run(*store.store);
        BOOST_TEST((done() == std::pair<std::int64_t, std::int64_t>(1, 2)));
        BOOST_TEST(find(*store.store, first).value().suspended);
        BOOST_TEST(store->set_suspended(first.id, false));
        run(*store.store);
        BOOST_TEST((done() == std::pair<std::int64_t, std::int64_t>(3, 2)));
        BOOST_TEST(!store->set_suspended(first.id, true), "it has ended");
        BOOST_TEST(!store->set_suspended(new_id<BatchOperationId>(), true));
    });
}

BOOST_AUTO_TEST_CASE(one_is_ended_early_and_leaves_history_or_not) {
    with_each_store([](OpenStore& store) {
        const BatchOperation kept = begin(*store.store, unknown(3)), deleted = begin(*store.store, unknown(3));
        const BatchOperation forgotten = begin(*store.store, unknown(3));
        BOOST_TEST(store->end_early(kept.id, HistoryOf::kept));
        BOOST_TEST(store->end_early(deleted.id, HistoryOf::deleted));
        BOOST_TEST(!store->end_early(kept.id, HistoryOf::deleted));
        BOOST_TEST((find(*store.store, kept)->ended_at && find(*store.store, kept)->done == 0));
        BOOST_TEST(!find(*store.store, deleted));
        BOOST_TEST(store->forget_operation(kept.id));
        BOOST_TEST(!find(*store.store, kept));
        // One that is under way goes on, and leaves nothing.
        BOOST_TEST(store->forget_operation(forgotten.id));
        BOOST_TEST(!store->forget_operation(forgotten.id));
        BOOST_TEST(!find(*store.store, forgotten)->in_history);
        run(*store.store);
        BOOST_TEST(!find(*store.store, forgotten));
        check_consistent(store);
    });
}

BOOST_AUTO_TEST_CASE(they_are_listed) {
    with_each_store([](OpenStore& store) {
        const BatchOperation old = begin(*store.store, unknown(1), DeleteEvaluations{}, at(1));
        run(*store.store);
        const BatchOperation waiting = begin(*store.store, unknown(1), SetRemovalTime{}, at(2));
        BOOST_TEST(store->set_suspended(waiting.id, true));
        const BatchOperation hidden = begin(*store.store, unknown(1), DeleteEvaluations{}, at(3));
        BOOST_TEST(store->forget_operation(hidden.id));
        using Criteria = BatchOperationCriteria;
        Lists<Criteria> lists(*store.store, [&](const BatchOperation& item) {
            return item.id == old.id ? "old" : item.id == waiting.id ? "waiting" : "hidden";
        });
        lists.gives({}, {"old", "waiting", "hidden"});
        lists.gives(with(&Criteria::id, waiting.id), {"waiting"});
        lists.gives(with(&Criteria::type, "decision-set-removal-time"), {"waiting"});
        lists.gives(with(&Criteria::type, "instance-migration"), {});
        lists.gives(with(&Criteria::in_history, true), {"old", "waiting"});
        lists.gives(with(&Criteria::under_way, true), {"waiting", "hidden"});
        lists.gives(with(&Criteria::ended, true), {"old"});
        lists.gives(with(&Criteria::active, true), {"old", "hidden"});
        lists.gives(with(&Criteria::suspended, true), {"waiting"});
        lists.gives(with(&Criteria::with_failures, true), {});
        lists.gives(with(&Criteria::started_before, at(2)), {"old", "waiting"});
        lists.gives(with(&Criteria::started_after, at(2)), {"waiting", "hidden"});
        lists.gives(with(&Criteria::tenant, &TenantFilter::without, true), {"old", "waiting", "hidden"});
        lists.sorts({{Criteria::Field::start_time, true}}, {"hidden", "waiting", "old"});
        lists.sorts({{Criteria::Field::end_time, false}, {Criteria::Field::start_time, false}},
                    {"old", "waiting", "hidden"});
    });
}

BOOST_AUTO_TEST_CASE(many_records_are_written_at_once) {
    with_each_store([](OpenStore& store) {
        const BatchOperation operation = begin(*store.store, unknown(20'001));
        for (const std::int64_t done : {15'000, 20'001}) {
            BOOST_TEST(store->run_piece(15'000));
            BOOST_TEST(find(*store.store, operation).value().done == done);
        }
        BOOST_TEST(find(*store.store, operation).value().ended_at.has_value());
    });
}

BOOST_AUTO_TEST_CASE(one_that_fails_or_cannot_be_read_keeps_no_other_from_its_turn) {
    with_each_database([](OpenStore& store) {
        Evaluations world(*store.store);
        const auto connection = connect(store);
        connection->define(
            store.name == "sqlite"
                ? "create trigger no before update on history_decision begin select raise(abort, 'no'); end"
                : "alter table history_decision add constraint no check (removal_time is null)");
        const BatchOperation failing =
            begin(*store.store, {world.dish.instance.id}, SetRemovalTime{SetRemovalTime::Mode::absolute, at(1)}, at(1));
        const BatchOperation good = begin(*store.store, unknown(1), DeleteEvaluations{}, at(2));
        BOOST_CHECK_THROW(store->run_piece(1), std::exception);
        BOOST_TEST(store->run_piece(1));
        BOOST_TEST((find(*store.store, good)->ended_at && find(*store.store, failing)->done == 0));
        connection->define("update batch_operation set type = 'x' where id = '" + to_string(failing.id) + "'");
        BOOST_CHECK_EXCEPTION(store->run_piece(1), UnreadableRow, [&](const UnreadableRow& problem) {
            return std::string(problem.what()) == "The batch operation " + to_string(failing.id) +
                                                      " cannot be read: the type 'x' is not known. It is suspended.";
        });
        BOOST_TEST(!store->run_piece(1));
    });
}

BOOST_AUTO_TEST_CASE(the_check_finds_operations_that_do_not_add_up) {
    with_each_database([](OpenStore& store) {
        const BatchOperation lost = begin(*store.store, unknown(2)), ended = begin(*store.store, unknown(1));
        const auto connection = connect(store);
        connection->define("update batch_operation set done = 1 where id = '" + to_string(lost.id) + "'");
        connection->define("update batch_operation set ended_at = 1 where id = '" + to_string(ended.id) + "'");
        std::string findings;
        for (const std::string& finding : persistence::check_rows(*connection, value_text()))
            findings += finding + '\n';
        const std::string expected = "The records of the batch operation " + to_string(ended.id) +
                                     " are there, but it is not under way.\n" + "The batch operation " +
                                     to_string(lost.id) + " has done another number of records than are missing.\n";
        BOOST_TEST(findings == expected);
    });
}

// Another node is at it.
BOOST_AUTO_TEST_CASE(a_piece_is_done_by_one_node_at_a_time) {
    with_each_database([](OpenStore& store) {
        if (store.name != "postgresql") return;
        const BatchOperation first = begin(*store.store, unknown(2), DeleteEvaluations{}, at(1));
        const auto other = connect(store);
        other->begin();
        other->define("select 1 from batch_operation where id = '" + to_string(first.id) + "' for update");
        BOOST_TEST(!store->run_piece(1));
        const BatchOperation second = begin(*store.store, unknown(2), DeleteEvaluations{}, at(2));
        BOOST_TEST(store->run_piece(2));
        BOOST_TEST(find(*store.store, second).value().ended_at.has_value());
        other->roll_back();
        BOOST_TEST(store->run_piece(2));
        BOOST_TEST(find(*store.store, first).value().ended_at.has_value());
    });
}

BOOST_AUTO_TEST_CASE(a_node_works_them_off) {
    FailingPieces store;
    Node node(store, "node/1");
    Engine& engine = node.engine();
    const auto all_done = [&] {
        return engine.executor().drain(std::chrono::steady_clock::time_point::max()).has_value();
    };
    const BatchOperation operation = engine.batch_operations().begin(DeleteEvaluations{}, unknown(250));
    BOOST_TEST((operation.total == 250 && operation.done == 0));
    BOOST_TEST(all_done());
    BOOST_TEST((find(store, operation)->done == 250 && find(store, operation)->ended_at));
    BOOST_TEST(node.warnings().empty());
}

BOOST_AUTO_TEST_CASE(a_piece_that_fails_is_tried_again) {
    FailingPieces store;
    Node node(store, "node/1");
    Engine& engine = node.engine();
    store.fails = true;
    const BatchOperation operation = engine.batch_operations().begin(DeleteEvaluations{}, unknown(1));
    while (!find(store, operation)->ended_at) std::this_thread::yield();  // when the node looks again, in a second
    BOOST_TEST(node.warnings() == "batch operations go on in a second: the database is away\n");
}

BOOST_AUTO_TEST_CASE(a_node_that_stops_begins_no_piece) {
    FailingPieces store;
    BatchOperation operation;
    {
        Node node(store, "node/1");
        node.engine().batch_operations().stop();
        operation = node.engine().batch_operations().begin(DeleteEvaluations{}, unknown(1));
    }
    BOOST_TEST(!find(store, operation)->ended_at);
    Node next(store, "node/2");
    while (!find(store, operation)->ended_at) std::this_thread::yield();
}

BOOST_AUTO_TEST_SUITE_END()
