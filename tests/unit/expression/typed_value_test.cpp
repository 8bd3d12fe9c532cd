#include "expression/typed_value.hpp"

#include <boost/test/unit_test.hpp>

using namespace pavane;
using namespace pavane::expression;

BOOST_AUTO_TEST_CASE(a_bare_value_gets_the_type_that_the_contract_infers) {
    const auto type = [](Value value) { return std::string(name_of(typed(std::move(value)).type)); };
    BOOST_TEST(type(Value()) == "Null");
    BOOST_TEST(type(true) == "Boolean");
    BOOST_TEST(type(std::int64_t{2147483647}) == "Integer");
    BOOST_TEST(type(std::int64_t{-2147483648}) == "Integer");
    BOOST_TEST(type(std::int64_t{2147483648}) == "Long");
    BOOST_TEST(type(std::int64_t{-2147483649}) == "Long");
    BOOST_TEST(type(1.5) == "Double");
    BOOST_TEST(type("x") == "String");
    BOOST_TEST(type(DateTime{}) == "Date");
    BOOST_TEST(type(Value::bytes("x")) == "Bytes");
    BOOST_TEST(type(File{}) == "File");
    BOOST_TEST(type(Document{Document::Format::json, "1", "", ""}) == "Json");
    BOOST_TEST(type(Document{Document::Format::xml, "<a/>", "", ""}) == "Xml");
    BOOST_TEST(type(Document{Document::Format::object, "1", "", ""}) == "Object");
    BOOST_TEST(type(List{}) == "Object");
    BOOST_TEST(type(Context{}) == "Object");
}

BOOST_AUTO_TEST_CASE(type_names_are_read_with_the_first_letter_in_either_case) {
    for (int i = 0; i <= static_cast<int>(ValueType::object); ++i) {
        const auto type = static_cast<ValueType>(i);
        std::string name(name_of(type));
        BOOST_TEST((parse_value_type(name) == type));
        name[0] = static_cast<char>(name[0] - 'A' + 'a');
        BOOST_TEST((parse_value_type(name) == type));
    }
    for (const char* unknown : {"", "INTEGER", "integeR", "Int", "Integers", "string "})
        BOOST_TEST(!parse_value_type(unknown).has_value());
}
