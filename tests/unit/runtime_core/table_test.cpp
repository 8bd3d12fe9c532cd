// A table takes back what was done to it since begin(), and tells the net change.
#include <boost/test/unit_test.hpp>

#include "runtime/core/state.hpp"

using namespace pavane;
using namespace pavane::core;

namespace {

ActivityId activity(std::uint64_t number) { return ActivityId{Uuid{1, number}}; }

Variable variable(std::int64_t content) {
    return {VariableId{Uuid{2, 1}}, expression::typed(expression::Value(content)), Instant{}};
}

using Variables = Table<VariableKey, Variable>;

const VariableKey a{activity(1), "a"};
const VariableKey b{activity(1), "b"};
const VariableKey c{activity(2), "c"};

Variables two_variables() {
    Variables table;
    table.insert(a, variable(1));
    table.insert(b, variable(2));
    table.begin();
    return table;
}

// As two_variables() left it: rows and index.
void check_untouched(const Variables& table) {
    BOOST_TEST(table.size() == 2U);
    BOOST_TEST((table.at(a) == variable(1)));
    BOOST_TEST((table.at(b) == variable(2)));
    BOOST_TEST((table.owned_by(activity(1)) == std::vector<VariableKey>{a, b}));
    BOOST_TEST(!table.owns_any(activity(2)));
}

}  // namespace

BOOST_AUTO_TEST_CASE(what_is_done_is_taken_back) {
    Variables table = two_variables();
    table.insert(c, variable(3));
    table.edit(a) = variable(10);
    table.edit(a) = variable(11);
    table.erase(b);
    table.roll_back();
    check_untouched(table);
}

BOOST_AUTO_TEST_CASE(a_key_that_goes_and_comes_again_is_taken_back_to_its_first_image) {
    Variables table = two_variables();
    table.edit(a) = variable(10);
    table.erase(a);
    table.insert(a, variable(20));
    table.erase(a);
    table.insert(a, variable(30));
    table.insert(c, variable(1));
    table.erase(c);
    table.insert(c, variable(2));
    table.roll_back();
    check_untouched(table);
}

BOOST_AUTO_TEST_CASE(taking_back_twice_takes_back_once) {
    Variables table = two_variables();
    table.erase(a);
    table.roll_back();
    table.roll_back();
    check_untouched(table);
    BOOST_TEST(table.changes().empty());
}

BOOST_AUTO_TEST_CASE(after_taking_back_a_record_keeps_its_image_again) {
    Variables table = two_variables();
    table.edit(a) = variable(10);
    table.roll_back();
    table.begin();
    table.edit(a) = variable(11);
    table.roll_back();
    check_untouched(table);
}

BOOST_AUTO_TEST_CASE(changes_are_net) {
    Variables table = two_variables();
    table.insert(c, variable(3));
    table.erase(c);
    BOOST_TEST(table.changes().empty(), "born and gone in between is no change");
    table.edit(a) = variable(10);
    table.erase(b);
    table.insert(b, variable(20));
    table.insert(c, variable(4));
    const auto changes = table.changes();
    BOOST_REQUIRE(changes.size() == 3U);
    for (const auto& change : changes) {
        BOOST_TEST(change.existed == (change.key != c));
        BOOST_TEST(!change.is_erase());
        BOOST_TEST((*change.now == table.at(change.key)));
    }
    table.begin();
    BOOST_TEST(table.changes().empty());
    table.erase(c);
    BOOST_REQUIRE(table.changes().size() == 1U);
    BOOST_TEST(table.changes().front().is_erase());
}

BOOST_AUTO_TEST_CASE(a_broken_invariant_is_told) {
    Variables table = two_variables();
    BOOST_CHECK_THROW(table.at(c), BrokenInvariant);
    BOOST_CHECK_THROW(table.insert(a, variable(1)), BrokenInvariant);
    BOOST_CHECK_THROW(table.erase(c), BrokenInvariant);
}
