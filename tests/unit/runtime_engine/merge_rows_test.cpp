#include <boost/test/unit_test.hpp>

#include "runtime/engine/record_rows.hpp"

using namespace pavane;
using namespace pavane::engine;

namespace {

VariableRow variable(const char* name, int value) {
    VariableRow row;
    row.key = {ActivityId{Uuid{1, 1}}, name};
    row.record.value = expression::typed(value);
    return row;
}

RootRows with(std::vector<VariableRow> inserted, std::vector<VariableRow> updated,
              std::vector<core::VariableKey> erased) {
    RootRows rows;
    rows.variables = {std::move(inserted), std::move(updated), std::move(erased)};
    return rows;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_row_born_and_gone_within_a_batch_is_never_written) {
    RootRows rows = with({variable("x", 1)}, {}, {});
    merge(rows, with({}, {}, {variable("x", 0).key}));
    BOOST_TEST(rows.variables.empty());
}

BOOST_AUTO_TEST_CASE(a_row_born_and_changed_is_born_with_its_last_content) {
    RootRows rows = with({variable("x", 1)}, {}, {});
    merge(rows, with({}, {variable("x", 2)}, {}));
    BOOST_REQUIRE(rows.variables.inserted.size() == 1);
    BOOST_TEST(*rows.variables.inserted[0].record.value.value.integer() == 2);
    BOOST_TEST(rows.variables.updated.empty());
}

BOOST_AUTO_TEST_CASE(a_row_changed_and_then_gone_is_only_erased) {
    RootRows rows = with({}, {variable("x", 1)}, {});
    merge(rows, with({}, {}, {variable("x", 0).key}));
    BOOST_TEST(rows.variables.updated.empty());
    BOOST_TEST(rows.variables.erased.size() == 1);
}

BOOST_AUTO_TEST_CASE(a_variable_that_comes_back_under_its_key_is_updated) {
    RootRows rows = with({}, {}, {variable("x", 0).key});
    merge(rows, with({variable("x", 5)}, {}, {}));
    BOOST_TEST(rows.variables.erased.empty());
    BOOST_TEST(rows.variables.inserted.empty());
    BOOST_REQUIRE(rows.variables.updated.size() == 1);
    BOOST_TEST(*rows.variables.updated[0].record.value.value.integer() == 5);
}

BOOST_AUTO_TEST_CASE(rows_of_different_keys_stay_apart) {
    RootRows rows = with({variable("x", 1)}, {}, {});
    merge(rows, with({variable("y", 2)}, {variable("z", 3)}, {}));
    BOOST_TEST(rows.variables.inserted.size() == 2);
    BOOST_TEST(rows.variables.updated.size() == 1);
}
