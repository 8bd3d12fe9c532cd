#include "json/writer.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>

#include "foundation/ensure.hpp"
#include "json/parse.hpp"

using namespace pavane;
using expression::Value;

BOOST_AUTO_TEST_CASE(a_response_is_written_piece_by_piece) {
    json::Writer writer;
    writer.begin_object().member("id", "a\"b").member("count", 3).member("big", std::int64_t{-5}).member("on", true);
    writer.key("none").null();
    writer.key("list")
        .begin_array()
        .value(1)
        .value("x")
        .begin_object()
        .end_object()
        .begin_array()
        .end_array()
        .end_array();
    writer.member("absent", std::optional<std::string>()).member("present", std::optional<std::string>("y"));
    BOOST_TEST(
        writer.end_object().take() ==
        R"({"id":"a\"b","count":3,"big":-5,"on":true,"none":null,"list":[1,"x",{},[]],"absent":null,"present":"y"})");
}

BOOST_AUTO_TEST_CASE(what_was_begun_must_be_ended) {
    json::Writer writer;
    writer.begin_object();
    BOOST_CHECK_THROW(writer.take(), BrokenInvariant);
    BOOST_CHECK_THROW(json::Writer().end_array(), BrokenInvariant);
}

BOOST_AUTO_TEST_CASE(only_what_must_be_escaped_is) {
    BOOST_TEST(json::write(Value("a/\u00e9\U0001F600\x7F")) == "\"a/\u00e9\U0001F600\x7F\"");
    BOOST_TEST(json::write(Value("\"\\\n\r\t\b\f\x01\x1f")) == R"("\"\\\n\r\t\u0008\u000c\u0001\u001f")");
}

BOOST_AUTO_TEST_CASE(doubles_stay_doubles) {
    BOOST_TEST(json::write(Value(1.0)) == "1.0");
    BOOST_TEST(json::write(Value(0.1)) == "0.1");
    BOOST_TEST(json::write(Value(-0.0)) == "-0.0");
    BOOST_TEST(json::write(Value(1e300)) == "1e+300");
    BOOST_TEST(json::write(Value(std::nan(""))) == "\"NaN\"");
    BOOST_TEST(json::write(Value(-std::numeric_limits<double>::infinity())) == "\"-Infinity\"");
}

BOOST_AUTO_TEST_CASE(kinds_that_json_lacks_have_a_text) {
    BOOST_TEST(json::write(Value::bytes("foob")) == "\"Zm9vYg==\"");
    BOOST_TEST(json::write(Value(expression::DateTime{Instant(Milliseconds(1736933400123)), 60})) ==
               "\"2025-01-15T09:30:00.123+0000\"");
    BOOST_TEST(json::write(Value(expression::Document{expression::Document::Format::json, "{\"a\": 1}", "", ""})) ==
               R"("{\"a\": 1}")");
}

BOOST_AUTO_TEST_CASE(what_is_written_reads_back_as_the_same_value) {
    for (const char* text :
         {"null", "true", "9223372036854775807", "-9223372036854775808", "0.1", "5e-324", "1.7976931348623157e308",
          "1.0", R"("\u0001 \" \\ é 😀")", R"([[],{},[1,1.0,"1",null,false]])", R"({"b":{"a":[{"c":-0.0}]},"a":""})"}) {
        const Value value = json::parse(text).value();
        BOOST_TEST((json::parse(json::write(value)).value() == value), text);
    }
}
