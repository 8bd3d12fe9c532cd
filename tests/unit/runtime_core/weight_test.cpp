// What a state is estimated to take, and by how much a step makes it grow.
#include "runtime/core/weight.hpp"

#include <boost/test/unit_test.hpp>

using namespace pavane;
using namespace pavane::core;
using expression::Value;

namespace {

VariableKey key(const std::string& name) { return {ActivityId{Uuid{1, 1}}, name}; }

Variable variable(Value value) {
    Variable variable;
    variable.value = expression::typed(std::move(value));
    return variable;
}

std::string text_of(std::size_t bytes) { return std::string(bytes, 'x'); }

void begin(InstanceState& state) {
    std::apply([](auto&... table) { (table.begin(), ...); }, state.tables());
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_value_weighs_what_it_holds_wherever_it_holds_it) {
    constexpr std::size_t size = 100'000;
    expression::Context context;
    context.set("name", Value(text_of(size)));
    expression::File file;
    file.content = text_of(size);
    for (const Value& value :
         {Value(text_of(size)), Value(expression::List{Value(text_of(size / 2)), Value(text_of(size / 2))}),
          Value(std::move(context)), Value::bytes(text_of(size)), Value(std::move(file)),
          Value(expression::Document{expression::Document::Format::json, text_of(size), {}, {}})}) {
        const std::size_t bytes = weight(key("a"), variable(value));
        BOOST_TEST((bytes > size && bytes < size + 1'000));
    }
    BOOST_TEST(weight(key(text_of(1'000)), variable(1)) > weight(key("a"), variable(1)) + 1'999);
}

BOOST_AUTO_TEST_CASE(growth_is_the_difference_that_a_unit_of_work_makes) {
    InstanceState state;
    std::size_t before = weight(state);
    BOOST_TEST(before == 0U);
    const auto check = [&](auto change) {
        begin(state);
        change();
        const std::size_t after = weight(state);
        BOOST_TEST(growth(state) == static_cast<std::int64_t>(after) - static_cast<std::int64_t>(before));
        before = after;
    };
    check([&] {
        state.processes.insert(ActivityId{Uuid{1, 1}}, ProcessInstance{});
        state.user_tasks.insert(UserTaskId{Uuid{1, 2}}, UserTask{});
        state.variables.insert(key("a"), variable(text_of(500)));
        state.variables.insert(key("b"), variable(1));
    });
    check([&] {
        state.variables.edit(key("a")).value = expression::typed(Value(text_of(5'000)));
        state.user_tasks.edit(UserTaskId{Uuid{1, 2}}).candidates = {{Candidate::Kind::user, text_of(50)}};
    });
    check([&] {
        state.variables.erase(key("a"));
        state.variables.insert(key("a"), variable(text_of(700)));
        state.variables.insert(key("c"), variable(1));
        state.variables.erase(key("c"));
    });
    check([&] { state.variables.edit(key("a")).value = expression::typed(Value(1)); });
    begin(state);
    state.variables.erase(key("a"));
    state.variables.roll_back();
    BOOST_TEST(weight(state) == before);
}
