#include "expression/value.hpp"

#include <boost/test/unit_test.hpp>
#include <thread>

using namespace pavane;
using namespace pavane::expression;

namespace {

const Instant new_year{Milliseconds{1'735'689'600'000}};

std::vector<Value> one_of_each() {
    Context context;
    context.set("a", 1);
    return {Value(),
            Value(true),
            Value(std::int64_t{1}),
            Value(1.0),
            Value(DateTime{new_year, 60}),
            Value("text"),
            Value::bytes("text"),
            Value(File{"a.txt", "text/plain", "UTF-8", "text"}),
            Value(Document{Document::Format::json, "{}", "", ""}),
            Value(List{Value(1), Value("x")}),
            Value(context)};
}

}  // namespace

BOOST_AUTO_TEST_CASE(values_are_equal_to_themselves_and_their_copies_only) {
    const std::vector<Value> values = one_of_each();
    const std::vector<Value> again = one_of_each();
    for (std::size_t i = 0; i < values.size(); ++i) {
        for (std::size_t j = 0; j < values.size(); ++j) {
            BOOST_TEST((values[i] == again[j]) == (i == j), "value " << i << " compared with value " << j);
        }
        const Value copy = values[i];
        BOOST_TEST((copy == values[i]));
    }
}

BOOST_AUTO_TEST_CASE(the_content_is_there_for_its_own_kind_only) {
    for (const Value& value : one_of_each()) {
        const int contents = (value.boolean() != nullptr) + (value.integer() != nullptr) + (value.real() != nullptr) +
                             (value.date_time() != nullptr) + (value.string() != nullptr) + (value.bytes() != nullptr) +
                             (value.file() != nullptr) + (value.document() != nullptr) + (value.list() != nullptr) +
                             (value.context() != nullptr);
        BOOST_TEST(contents == (value.is_null() ? 0 : 1), "a value of kind " << name_of(value.kind()));
    }
}

BOOST_AUTO_TEST_CASE(copies_share_what_is_large_and_outlive_the_original) {
    Value copy;
    const std::string* content = nullptr;
    {
        const Value original(std::string(1000, 'x'));
        content = original.string();
        copy = original;
    }
    BOOST_TEST(copy.string() == content);
    BOOST_TEST(*copy.string() == std::string(1000, 'x'));
}

BOOST_AUTO_TEST_CASE(moving_and_assigning_to_oneself_keep_the_value) {
    Value value("text");
    const Value& alias = value;
    value = alias;
    BOOST_TEST(*value.string() == "text");
    const Value moved = std::move(value);
    BOOST_TEST(*moved.string() == "text");
}

BOOST_AUTO_TEST_CASE(a_date_is_compared_by_its_instant_not_by_its_offset) {
    BOOST_TEST((Value(DateTime{new_year, 0}) == Value(DateTime{new_year, 120})));
}

BOOST_AUTO_TEST_CASE(a_context_keeps_the_order_of_its_keys_and_each_once) {
    Context context;
    context.set("b", 1);
    context.set("a", 2);
    context.set("b", 3);
    BOOST_TEST(context.entries().size() == 2U);
    BOOST_TEST(context.entries()[0].first == "b");
    BOOST_TEST(*context.find("b")->integer() == 3);
    BOOST_TEST(context.find("c") == nullptr);
}

BOOST_AUTO_TEST_CASE(a_value_is_shared_between_threads) {
    const Value list(List{Value("a"), Value("b")});
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([list] {
            for (int round = 0; round < 10'000; ++round) {
                const Value copy = (*list.list())[1];
                const Value other = list;
            }
        });
    }
    threads.clear();
    BOOST_TEST(*(*list.list())[1].string() == "b");
}
