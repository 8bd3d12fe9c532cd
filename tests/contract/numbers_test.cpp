// Conditions on variables that are numbers, near the ends of what a double tells apart.
#include <boost/test/unit_test.hpp>
#include <limits>
#include <map>

#include "tests/contract/checks.hpp"
#include "tests/contract/world.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;
using expression::Value;
using Op = VariableCondition::Operator;

namespace {

constexpr std::int64_t two_to_53 = std::int64_t{1} << 53;
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();

const std::vector<Value>& numbers() {
    static const std::vector<Value> all{Value(0),
                                        Value(1),
                                        Value(-1),
                                        Value(3),
                                        Value(two_to_53 - 1),
                                        Value(two_to_53),
                                        Value(two_to_53 + 1),
                                        Value(-two_to_53 - 1),
                                        Value(highest),
                                        Value(highest - 1),
                                        Value(lowest),
                                        Value(lowest + 1),
                                        Value(0.5),
                                        Value(1.0),
                                        Value(-1.5),
                                        Value(3.0),
                                        Value(9007199254740992.0),
                                        Value(9007199254740994.0),
                                        Value(9223372036854774784.0),
                                        Value(9223372036854775808.0),
                                        Value(-9223372036854775808.0),
                                        Value(1e300),
                                        Value(-1e300)};
    return all;
}

// Holds every integer of 64 bits and every double as it is.
long double exact(const Value& number) {
    static_assert(std::numeric_limits<long double>::digits >= 64);
    return number.integer() != nullptr ? static_cast<long double>(*number.integer()) : *number.real();
}

bool holds(const Value& left, Op op, const Value& right) {
    switch (op) {
        case Op::eq:
            return exact(left) == exact(right);
        case Op::neq:
            return exact(left) != exact(right);
        case Op::gt:
            return exact(left) > exact(right);
        case Op::gteq:
            return exact(left) >= exact(right);
        case Op::lt:
            return exact(left) < exact(right);
        case Op::lteq:
            return exact(left) <= exact(right);
        default:
            return false;
    }
}

// A number by its place in numbers().
std::string name(std::size_t number) { return "number " + std::to_string(number); }

}  // namespace

BOOST_AUTO_TEST_SUITE(numbers_in_queries)

BOOST_AUTO_TEST_CASE(numbers_are_compared_exactly_whatever_their_types) {
    with_each_store([](OpenStore& store) {
        std::map<ActivityId, std::string> names;
        for (std::size_t number = 0; number < numbers().size(); ++number) {
            Root root;
            RootRows rows;
            rows.variables.inserted = {root.variable("n", expression::typed(numbers()[number]))};
            make(*store.store, root, rows);
            names[root.id] = name(number);
        }
        Lists<ProcessInstanceCriteria> lists(*store.store,
                                             [&](const ProcessInstanceItem& item) { return names.at(item.id); });
        for (std::size_t wanted = 0; wanted < numbers().size(); ++wanted)
            for (const Op op : {Op::eq, Op::neq, Op::gt, Op::gteq, Op::lt, Op::lteq})
                BOOST_TEST_CONTEXT("operator " << static_cast<int>(op) << ", " << name(wanted)) {
                    std::vector<std::string> expected;
                    for (std::size_t number = 0; number < numbers().size(); ++number)
                        if (holds(numbers()[number], op, numbers()[wanted])) expected.push_back(name(number));
                    ProcessInstanceCriteria criteria;
                    criteria.variables = {
                        {"n", op, VariableCondition::Where::process, expression::typed(numbers()[wanted])}};
                    lists.gives(criteria, expected);
                }
    });
}

BOOST_AUTO_TEST_CASE(a_message_finds_the_one_long_that_is_meant) {
    with_each_store([](OpenStore& store) {
        Root one, next;
        for (auto& [root, number] : {std::pair<Root&, std::int64_t>(one, two_to_53), {next, two_to_53 + 1}}) {
            RootRows rows;
            rows.subscriptions.inserted = {root.subscription("paid")};
            rows.variables.inserted = {root.variable("invoice", integer(number))};
            make(*store.store, root, rows);
        }
        SubscriptionCriteria criteria;
        criteria.message = "paid";
        criteria.process_variables = {{"invoice", integer(two_to_53 + 1)}};
        const auto found = store->list(criteria, 10);
        BOOST_TEST_REQUIRE(found.size() == 1u);
        BOOST_TEST((found[0].row.origin.process == next.id));
    });
}

BOOST_AUTO_TEST_SUITE_END()
