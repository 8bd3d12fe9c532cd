#include "json/parse.hpp"

#include <boost/test/unit_test.hpp>
#include <limits>

using namespace pavane;
using expression::Value;

namespace {

Value read(std::string_view text) {
    auto value = json::parse(text);
    BOOST_REQUIRE_MESSAGE(value, (value ? "" : value.error().message));
    return *value;
}

json::Error refused(std::string_view text, const json::Limits& limits = {}) {
    const auto value = json::parse(text, limits);
    BOOST_REQUIRE_MESSAGE(!value, text.substr(0, 80));
    BOOST_TEST(!value.error().message.empty());
    return value.error();
}

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

}  // namespace

BOOST_AUTO_TEST_CASE(each_kind_of_json_becomes_its_kind_of_value) {
    BOOST_TEST(read("null").is_null());
    BOOST_TEST(*read(" true ").boolean());
    BOOST_TEST(*read("-12").integer() == -12);
    BOOST_TEST(*read("1.0").real() == 1.0);
    BOOST_TEST(*read("1e2").real() == 100.0);
    BOOST_TEST(*read("\"\"").string() == "");
    BOOST_TEST(read("[]").list()->empty());
    BOOST_TEST(read("{}").context()->entries().empty());
}

BOOST_AUTO_TEST_CASE(objects_keep_the_order_of_their_keys) {
    const Value value = read(R"({"b":1,"a":{"c":[true,null,"x"]},"":2})");
    const auto& entries = value.context()->entries();
    BOOST_REQUIRE(entries.size() == 3U);
    BOOST_TEST(entries[0].first == "b");
    BOOST_TEST(entries[1].first == "a");
    BOOST_TEST(entries[2].first == "");
    const Value* inner = entries[1].second.context()->find("c");
    BOOST_REQUIRE(inner);
    BOOST_REQUIRE(inner->list()->size() == 3U);
    BOOST_TEST(*(*inner->list())[2].string() == "x");
}

BOOST_AUTO_TEST_CASE(strings_are_unescaped) {
    BOOST_TEST(*read(R"("\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00")").string() == "\"\\/\b\f\n\r\t\u00e9\U0001F600");
}

BOOST_AUTO_TEST_CASE(whole_numbers_are_exact_to_the_limits_of_64_bits) {
    BOOST_TEST(*read("9223372036854775807").integer() == std::numeric_limits<std::int64_t>::max());
    BOOST_TEST(*read("-9223372036854775808").integer() == std::numeric_limits<std::int64_t>::min());
    BOOST_TEST(*read("9007199254740993").integer() == 9007199254740993);
    for (const char* text : {"9223372036854775808", "-9223372036854775809", "18446744073709551616",
                             "123456789012345678901234567890", "[1,18446744073709551615]"})
        BOOST_TEST(refused(text).message.find("64 bits") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(doubles_are_the_nearest_ones) {
    BOOST_TEST(*read("0.1").real() == 0.1);
    BOOST_TEST(*read("1.7976931348623157e308").real() == std::numeric_limits<double>::max());
    BOOST_TEST(*read("5e-324").real() == std::numeric_limits<double>::denorm_min());
    BOOST_TEST(*read("9007199254740993.0").real() == 9007199254740992.0);
    BOOST_TEST(*read("2.2250738585072011e-308").real() == 2.2250738585072011e-308);
    BOOST_TEST(*read("0.500000000000000166533453693773481063544750213623046875").real() ==
               0.500000000000000166533453693773481063544750213623046875);
    for (const char* text : {"1e400", "-1e400", "1e-400"})
        BOOST_TEST(refused(text).message == "a number is out of range");
}

BOOST_AUTO_TEST_CASE(a_key_twice_in_one_object_is_refused) {
    BOOST_TEST(refused(R"({"a":1,"a":1})").message == "an object has the same key twice");
    refused(R"([{"x":{"a":1,"b":2,"\u0061":3}}])");
    read(R"({"a":{"a":1},"b":{"a":2}})");
}

BOOST_AUTO_TEST_CASE(depth_is_limited) {
    read(nested(100));
    BOOST_TEST(refused(nested(101)).message == "it is nested too deeply");
    refused(nested(1'000'000));
    std::string objects;
    for (int i = 0; i < 101; ++i) objects += R"({"a":)";
    refused(objects + "1" + std::string(101, '}'));
}

BOOST_AUTO_TEST_CASE(keys_and_values_are_limited) {
    std::string keys = "{";
    for (int i = 0; i < 10'001; ++i) keys += (i > 0 ? ",\"k" : "\"k") + std::to_string(i) + "\":0";
    keys += "}";
    BOOST_TEST(refused(keys).message == "its objects have too many keys");
    json::Limits limits;
    limits.keys = 10'001;
    BOOST_TEST(json::parse(keys, limits).value().context()->entries().size() == 10'001U);
    limits.values = 4;
    BOOST_TEST(json::parse("[1,2,3]", limits).has_value());
    BOOST_TEST(refused("[1,2,3,4]", limits).message == "it holds too many values");
}

BOOST_AUTO_TEST_CASE(what_is_not_json_is_refused) {
    for (const char* text : {"",           " ",           "{",
                             "[1",         "\"a",         "nul",
                             "NaN",        "[NaN]",       "Infinity",
                             "-Infinity",  "+1",          "01",
                             "1.",         ".5",          "1e",
                             "-",          "0x10",        "[1,]",
                             "{\"a\":1,}", "{a:1}",       "{'a':1}",
                             "'a'",        "// c\n1",     "/* c */1",
                             "1 // c",     "[1 /* c */]", "\xEF\xBB\xBF{}",
                             "{\"a\" 1}",  "[1 2]",       "\"\t\"",
                             "\"\n\"",     R"("\x41")",   R"("\u12g4")"})
        refused(text);
}

BOOST_AUTO_TEST_CASE(text_after_the_value_is_refused) {
    for (const char* text : {"{}{}", "1 2", "null,", "[] x", "{} \xEF\xBB\xBF"}) refused(text);
    BOOST_TEST(refused("{} {").message == "text follows the value");
    BOOST_TEST(refused("{} {").offset == 3U);
    refused(std::string_view("{}\0", 3));
    read("{} \r\n\t ");
}

BOOST_AUTO_TEST_CASE(bad_utf8_and_lone_surrogates_are_refused) {
    for (const char* text :
         {"\"\x80\"", "\"\xC0\xAF\"", "\"\xED\xA0\x80\"", "\"\xF4\x90\x80\x80\"", "\"\xE2\x82\"", "\"\xFF\"",
          "{\"\xC1\x81\":1}", R"("\ud800")", R"("\udc00")", R"("\ud800\ud800")", R"("\ud83dx")", R"("\ude00\ud83d")"})
        refused(text);
}

BOOST_AUTO_TEST_CASE(the_nul_character_is_refused_escaped_and_raw) {
    BOOST_TEST(refused(R"("a\u0000b")").message == "a string contains the character U+0000");
    BOOST_TEST(refused(R"({"a\u0000":1})").message == "a key contains the character U+0000");
    refused(std::string_view("\"a\0b\"", 5));
    refused(std::string_view("\0", 1));
}

BOOST_AUTO_TEST_CASE(an_error_tells_where_it_is) {
    BOOST_TEST(refused("{\"a\":tru}").offset == 8U);
    BOOST_TEST(refused("[1,2,}").offset == 5U);
    BOOST_TEST(refused("{\"a\":1").offset == 6U);
    const std::string far = "[\"" + std::string(10'000, 'x') + "\",?]";
    BOOST_TEST(refused(far).offset == far.size() - 2);
    BOOST_TEST(refused(R"({"a":1,"a":2} )").offset == 12U);
}
