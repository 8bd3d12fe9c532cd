// Batch operations: what they do to evaluated decisions, in pieces, once.
#include <boost/test/unit_test.hpp>
#include <thread>

#include "persistence/db_check.hpp"
#include "tests/contract/batches.hpp"
#include "tests/contract/checks.hpp"
#include "tests/contract/kitchen.hpp"
#include "tests/contract/world.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;

namespace {

constexpr std::int64_t day_ms = 86'400'000;

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
        BOOST_TEST(store->set_history_time_to_live(world.kitchen.decisions[0].id, 2'147'483'647));
        set(world.dish, {SetRemovalTime::Mode::calculated});
        BOOST_TEST((removal_time(*store.store, world.dish) == latest_removal_time));
        BOOST_TEST(store->set_history_time_to_live(world.kitchen.decisions[0].id, 5));
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
        begin(*store.store, {world.dish.instance.id});
        run(*store.store);
        set(world.season, {SetRemovalTime::Mode::calculated, std::nullopt, true});
        BOOST_TEST((removal_time(*store.store, world.season) == at(99)), "nobody knows it without the root");
        check_consistent(store);
    });
}

BOOST_AUTO_TEST_CASE(operations_take_turns_and_suspended_ones_wait) {
    with_each_store([](OpenStore& store) {
        const BatchOperation first = begin(*store.store, unknown(3)), second = begin(*store.store, unknown(2));
        // Turns are told by milliseconds: the first piece comes after the one in which the second was begun.
        for (const Instant begun = store->now(); store->now() == begun;) std::this_thread::yield();
        const auto done = [&] {
            return std::pair(find(*store.store, first).value().done, find(*store.store, second).value().done);
        };
        BOOST_TEST(store->run_piece(1));
        BOOST_TEST((done() == std::pair<std::int64_t, std::int64_t>(1, 0)));
        BOOST_TEST(store->run_piece(1));
        BOOST_TEST((done() == std::pair<std::int64_t, std::int64_t>(1, 1)));
        BOOST_TEST(store->suspend_operation(first.id, true));
        run(*store.store);
        BOOST_TEST((done() == std::pair<std::int64_t, std::int64_t>(1, 2)));
        BOOST_TEST(find(*store.store, first).value().suspended);
        BOOST_TEST(store->suspend_operation(first.id, false));
        run(*store.store);
        BOOST_TEST((done() == std::pair<std::int64_t, std::int64_t>(3, 2)));
        BOOST_TEST(!store->suspend_operation(first.id, true), "it has ended");
        BOOST_TEST(!store->suspend_operation(new_id<BatchOperationId>(), true));
    });
}

BOOST_AUTO_TEST_CASE(one_is_ended_early_and_leaves_history_or_not) {
    with_each_store([](OpenStore& store) {
        const BatchOperation kept = begin(*store.store, unknown(3)), deleted = begin(*store.store, unknown(3));
        const BatchOperation forgotten = begin(*store.store, unknown(3));
        BOOST_TEST(store->end_operation(kept.id, HistoryOf::kept));
        BOOST_TEST(store->end_operation(deleted.id, HistoryOf::deleted));
        BOOST_TEST(!store->end_operation(kept.id, HistoryOf::deleted));
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
        BOOST_TEST(store->suspend_operation(waiting.id, true));
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
        const BatchOperation ended = begin(*store.store, unknown(20'001));
        BOOST_TEST(store->end_operation(ended.id, HistoryOf::kept));
        run(*store.store);
        BOOST_TEST(find(*store.store, ended).value().done == 0);
        check_consistent(store);
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
        BOOST_CHECK_EXCEPTION(store->run_piece(1), std::runtime_error, [&](const std::runtime_error& problem) {
            return std::string(problem.what())
                .starts_with("The batch operation " + to_string(failing.id) +
                             " cannot go on and is tried again later: ");
        });
        BOOST_TEST(store->run_piece(1));
        BOOST_TEST((find(*store.store, good)->ended_at && find(*store.store, failing)->done == 0));
        BOOST_TEST(!store->run_piece(1), "it waits for a second");
        connection->define("update batch_operation set ready_at = 0, removal_mode = 'x' where stage = 'under_way'");
        BOOST_CHECK_EXCEPTION(store->run_piece(1), UnreadableRow, [&](const UnreadableRow& problem) {
            return std::string(problem.what()) == "The batch operation " + to_string(failing.id) +
                                                      " cannot be read: the word 'x' is not known. It is suspended.";
        });
        connection->define("update batch_operation set ready_at = 0");
        BOOST_TEST(!store->run_piece(1));
        BOOST_TEST(store->end_operation(failing.id, HistoryOf::deleted), "what cannot be read can be ended");
    });
}

// A newer version's, which shares the database.
BOOST_AUTO_TEST_CASE(an_operation_of_an_unknown_type_is_left_alone) {
    with_each_database([](OpenStore& store) {
        const BatchOperation unknown_work = begin(*store.store, unknown(1)), known = begin(*store.store, unknown(1));
        connect(store)->define("update batch_operation set type = 'x' where id = '" + to_string(unknown_work.id) + "'");
        run(*store.store);
        BOOST_TEST(find(*store.store, known)->ended_at.has_value());
        connect(store)->define(
            "update batch_operation set type = 'decision-set-removal-time', removal_mode = 'cleared' "
            "where id = '" +
            to_string(unknown_work.id) + "'");
        BOOST_TEST((find(*store.store, unknown_work)->done == 0 && !find(*store.store, unknown_work)->suspended));
    });
}

BOOST_AUTO_TEST_CASE(what_nobody_makes_any_more_is_erased) {
    with_each_database([](OpenStore& store) {
        const BatchOperation half = begin(*store.store, unknown(3));
        const auto connection = connect(store);
        connection->define("update batch_operation set stage = 'making', started_at = " +
                           std::to_string(store->now().time_since_epoch().count()));
        BOOST_TEST((!store->run_piece(1) && !find(*store.store, half)));
        connection->define("update batch_operation set started_at = started_at - 90000000");
        run(*store.store);
        const auto counted = [&](const persistence::Sql& sql) { return connection->rows(sql, 1).at(0).at(0).value(); };
        persistence::Sql records(connection->database()), operations(connection->database());
        records << "select count(*) from batch_operation_record";
        operations << "select count(*) from batch_operation";
        BOOST_TEST((counted(records) == "0" && counted(operations) == "0"));
    });
}

BOOST_AUTO_TEST_CASE(the_check_finds_operations_that_do_not_add_up) {
    with_each_database([](OpenStore& store) {
        const BatchOperation lost = begin(*store.store, unknown(2)), ended = begin(*store.store, unknown(1));
        const auto connection = connect(store);
        connection->define("update batch_operation set done = 1 where id = '" + to_string(lost.id) + "'");
        connection->define("update batch_operation set stage = 'ended', ended_at = 1 where id = '" +
                           to_string(ended.id) + "'");
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

BOOST_AUTO_TEST_SUITE_END()
