#include "expression/variable_methods.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>

using namespace pavane::expression;

namespace {

// An inner scope in an outer one.
class TwoScopes final : public VariableScope {
  public:
    std::optional<Value> find_variable(std::string_view name, bool local) const override {
        const Value* found = inner.find(name);
        if (!found && !local) found = outer.find(name);
        return found ? std::optional(*found) : std::nullopt;
    }
    std::vector<std::string> variable_names(bool local) const override {
        std::vector<std::string> names;
        for (const auto& [name, value] : inner.entries()) names.push_back(name);
        if (!local)
            for (const auto& [name, value] : outer.entries()) names.push_back(name);
        return names;
    }
    std::optional<std::string> set_variable(const std::string& name, const Value& value, bool local) override {
        if (value == Value("refused")) return "not this one";
        Context& scope = local || inner.find(name) ? inner : outer;
        scope.set(name, value);
        return std::nullopt;
    }
    void remove_variable(const std::string& name, bool local) override { removed += name + (local ? " local;" : ";"); }

    VariableMethod::Answer ask(std::string_view method, const List& arguments = {}) {
        const VariableMethod* const known = find_variable_method(method);
        BOOST_REQUIRE_MESSAGE(known, "no method " << method);
        return call(*known, *this, arguments);
    }

    Context inner{{{"x", Value(1)}, {"b", Value(2)}}};
    Context outer{{{"x", Value(3)}, {"a", Value(4)}}};
    std::string removed;
};

}  // namespace

BOOST_AUTO_TEST_CASE(methods_on_variables_read) {
    TwoScopes scopes;
    BOOST_TEST((scopes.ask("getVariable", {Value("x")}) == Value(1)));
    BOOST_TEST((scopes.ask("getVariable", {Value("a")}) == Value(4)));
    BOOST_TEST((scopes.ask("getVariableLocal", {Value("a")}) == Value()));
    BOOST_TEST((scopes.ask("hasVariable", {Value("a")}) == Value(true)));
    BOOST_TEST((scopes.ask("hasVariableLocal", {Value("a")}) == Value(false)));
    BOOST_TEST((scopes.ask("hasVariables") == Value(true)));
    BOOST_TEST((scopes.ask("getVariableNames") == Value(List{Value("a"), Value("b"), Value("x")})));
    BOOST_TEST((scopes.ask("getVariableNamesLocal") == Value(List{Value("b"), Value("x")})));
    BOOST_TEST((scopes.ask("getVariablesLocal") == Value(Context({{"b", Value(2)}, {"x", Value(1)}}))));
    BOOST_TEST((scopes.ask("getVariables") == Value(Context({{"a", Value(4)}, {"b", Value(2)}, {"x", Value(1)}}))));
    BOOST_TEST((scopes.ask("getVariableTyped", {Value("a")}) == Value(Context({{"value", Value(4)}}))));
}

BOOST_AUTO_TEST_CASE(methods_on_variables_write) {
    TwoScopes scopes;
    BOOST_TEST((scopes.ask("setVariable", {Value("a"), Value(5)}) == Value()));
    BOOST_TEST((scopes.ask("setVariableLocal", {Value("a"), Value(6)}) == Value()));
    BOOST_TEST((*scopes.outer.find("a") == Value(5)));
    BOOST_TEST((*scopes.inner.find("a") == Value(6)));
    BOOST_TEST((scopes.ask("setVariables", {Value(Context({{"p", Value(1)}, {"q", Value(2)}}))}) == Value()));
    BOOST_TEST((*scopes.outer.find("q") == Value(2)));
    scopes.ask("removeVariable", {Value("x")}).value();
    scopes.ask("removeVariableLocal", {Value("x")}).value();
    BOOST_TEST(scopes.removed == "x;x local;");
}

BOOST_AUTO_TEST_CASE(methods_on_variables_say_what_is_wrong) {
    TwoScopes scopes;
    BOOST_TEST(scopes.ask("setVariable", {Value("a")}).error() == "setVariable takes 2 arguments, not 1");
    BOOST_TEST(scopes.ask("getVariable").error() == "getVariable takes 1 argument, not 0");
    for (const Value& name : {Value(), Value(""), Value(5)})
        BOOST_TEST(scopes.ask("getVariable", {name}).error() == "the name of a variable is a text that is not empty");
    BOOST_TEST(scopes.ask("setVariables", {Value("a")}).error() ==
               "variables are given as names and values: a map or an object");
    BOOST_TEST(scopes.ask("setVariable", {Value("a"), Value("refused")}).error() == "not this one");
    BOOST_TEST(scopes.ask("setVariables", {Value(Context({{"a", Value("refused")}}))}).error() == "not this one");
    BOOST_TEST(!find_variable_method("getvariable"));
}

BOOST_AUTO_TEST_CASE(getters_and_properties) {
    BOOST_TEST(property_of_getter("getBusinessKey").value() == "businessKey");
    for (const char* name : {"get", "isActive", "businessKey", ""}) BOOST_TEST(!property_of_getter(name), name);
    BOOST_TEST(getter_of_property("variablesLocal") == "getVariablesLocal");
}
