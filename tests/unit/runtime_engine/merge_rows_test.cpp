// What several changes of one root within a batch come to.
#include <boost/test/unit_test.hpp>

#include "runtime/engine/record_rows.hpp"

using namespace pavane;
using namespace pavane::engine;

namespace {

const core::VariableKey a{ActivityId{Uuid{1, 1}}, "a"};
const core::VariableKey b{ActivityId{Uuid{1, 1}}, "b"};

VariableRow row(const core::VariableKey& key, std::int64_t content) {
    core::Variable variable;
    variable.value = expression::typed(expression::Value(content));
    return {{}, key, variable};
}

RootRows inserted(VariableRow variable) {
    RootRows rows;
    rows.variables.inserted.push_back(std::move(variable));
    return rows;
}
RootRows updated(VariableRow variable) {
    RootRows rows;
    rows.variables.updated.push_back(std::move(variable));
    return rows;
}
RootRows erased(const core::VariableKey& key) {
    RootRows rows;
    rows.variables.erased.push_back(key);
    return rows;
}

RootRows merged(std::vector<RootRows> changes) {
    RootRows rows;
    for (RootRows& change : changes) merge(rows, std::move(change));
    return rows;
}

std::int64_t content(const VariableRow& variable) { return *variable.record.value.value.integer(); }

}  // namespace

BOOST_AUTO_TEST_CASE(a_row_that_comes_and_changes_comes_with_its_last_content) {
    const RootRows rows = merged({inserted(row(a, 1)), updated(row(a, 2)), updated(row(a, 3))});
    BOOST_REQUIRE(rows.variables.inserted.size() == 1U);
    BOOST_TEST(content(rows.variables.inserted[0]) == 3);
    BOOST_TEST(rows.variables.updated.empty());
}

BOOST_AUTO_TEST_CASE(a_row_that_comes_and_goes_is_never_written) {
    const RootRows rows = merged({inserted(row(a, 1)), updated(row(a, 2)), erased(a)});
    BOOST_TEST(rows.variables.empty());
}

BOOST_AUTO_TEST_CASE(a_row_that_changes_and_goes_only_goes) {
    const RootRows rows = merged({updated(row(a, 1)), erased(a)});
    BOOST_TEST(rows.variables.inserted.empty());
    BOOST_TEST(rows.variables.updated.empty());
    BOOST_TEST(rows.variables.erased.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_variable_that_goes_and_comes_again_has_changed) {
    const RootRows rows = merged({erased(a), inserted(row(a, 5))});
    BOOST_TEST(rows.variables.inserted.empty());
    BOOST_TEST(rows.variables.erased.empty());
    BOOST_REQUIRE(rows.variables.updated.size() == 1U);
    BOOST_TEST(content(rows.variables.updated[0]) == 5);
}

BOOST_AUTO_TEST_CASE(a_variable_that_comes_and_goes_and_comes_again_comes_once) {
    const RootRows rows = merged({inserted(row(a, 1)), erased(a), inserted(row(a, 2)), updated(row(a, 3))});
    BOOST_REQUIRE(rows.variables.inserted.size() == 1U);
    BOOST_TEST(content(rows.variables.inserted[0]) == 3);
    BOOST_TEST(rows.variables.updated.empty());
    BOOST_TEST(rows.variables.erased.empty());
}

BOOST_AUTO_TEST_CASE(a_variable_that_goes_and_comes_and_goes_is_gone_once) {
    const RootRows rows = merged({updated(row(b, 1)), erased(a), inserted(row(a, 2)), erased(a), erased(b)});
    BOOST_TEST(rows.variables.inserted.empty());
    BOOST_TEST(rows.variables.updated.empty());
    BOOST_TEST(rows.variables.erased.size() == 2U);
}

BOOST_AUTO_TEST_CASE(history_is_kept_whole_and_in_order) {
    RootRows first;
    first.ended_tasks.emplace_back().ended.reason = "completed";
    RootRows second;
    second.ended_tasks.emplace_back().ended.reason = "deleted";
    const RootRows rows = merged({std::move(first), inserted(row(a, 1)), std::move(second)});
    BOOST_REQUIRE(rows.ended_tasks.size() == 2U);
    BOOST_TEST(rows.ended_tasks[0].ended.reason == "completed");
    BOOST_TEST(rows.ended_tasks[1].ended.reason == "deleted");
}

BOOST_AUTO_TEST_CASE(rows_of_different_keys_stay_apart) {
    const RootRows rows = merged({inserted(row(a, 1)), updated(row(b, 2))});
    BOOST_TEST(rows.variables.inserted.size() == 1U);
    BOOST_TEST(rows.variables.updated.size() == 1U);
}
