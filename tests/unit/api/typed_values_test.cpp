#include "api/typed_values.hpp"

#include <boost/test/unit_test.hpp>

#include "json/parse.hpp"

using namespace pavane;
using namespace pavane::api;
using expression::ValueType;

namespace {

expression::TypedValue read(std::string_view text) {
    auto typed = read_typed_value(json::parse(text).value());
    BOOST_REQUIRE_MESSAGE(typed, text << ": " << (typed ? "" : typed.error()));
    return *typed;
}

std::string refused(std::string_view text) {
    const auto typed = read_typed_value(json::parse(text).value());
    BOOST_REQUIRE_MESSAGE(!typed, text);
    return typed.error();
}

std::string written(const expression::TypedValue& typed, Objects objects = Objects::as_text) {
    json::Writer writer;
    write_typed_value(writer, typed, objects);
    return writer.take();
}

}  // namespace

BOOST_AUTO_TEST_CASE(what_is_written_as_the_contract_spells_it_comes_back_the_same) {
    for (
        const char* text :
        {R"({"type":"Null","value":null,"valueInfo":{}})",
         R"({"type":"Boolean","value":true,"valueInfo":{}})",
         R"({"type":"Short","value":-32768,"valueInfo":{}})",
         R"({"type":"Integer","value":2147483647,"valueInfo":{}})",
         R"({"type":"Long","value":9007199254740993,"valueInfo":{}})",
         R"({"type":"Double","value":1.0,"valueInfo":{}})",
         R"({"type":"String","value":"a\"é","valueInfo":{}})",
         R"({"type":"String","value":"","valueInfo":{}})",
         R"({"type":"Date","value":"2025-01-15T09:30:00.123+0000","valueInfo":{}})",
         R"({"type":"Bytes","value":"Zm9v","valueInfo":{}})",
         R"({"type":"Json","value":"{\"a\": [1]}","valueInfo":{}})",
         R"({"type":"Xml","value":"<a/>","valueInfo":{}})",
         R"({"type":"Integer","value":null,"valueInfo":{}})",
         R"({"type":"Object","value":"[1, 2]","valueInfo":{"objectTypeName":"java.util.ArrayList","serializationDataFormat":"application/json"}})",
         R"({"type":"Object","value":"rO0AB","valueInfo":{"objectTypeName":"a.B","serializationDataFormat":"application/x-java-serialized-object"}})",
         R"({"type":"Object","value":null,"valueInfo":{"objectTypeName":"a.B","serializationDataFormat":"application/json"}})",
         R"({"type":"Object","value":null,"valueInfo":{"objectTypeName":"a.B"}})",
         R"({"type":"Object","value":null,"valueInfo":{}})",
         R"({"type":"Object","value":"{}","valueInfo":{}})",
         R"({"type":"String","value":"x","valueInfo":{"transient":true}})"})
        BOOST_TEST(written(read(text)) == text);
}

BOOST_AUTO_TEST_CASE(without_a_type_it_is_inferred) {
    const std::pair<const char*, ValueType> rows[] = {
        {"1", ValueType::integer}, {"-2147483648", ValueType::integer}, {"2147483648", ValueType::long_integer},
        {"1.0", ValueType::real},  {"\"42\"", ValueType::string},       {"false", ValueType::boolean},
        {"null", ValueType::null}, {"[1]", ValueType::object},          {"{\"a\":1}", ValueType::object}};
    for (const auto& [value, type] : rows) {
        BOOST_TEST((read("{\"value\":" + std::string(value) + "}").type == type), value);
        BOOST_TEST((read("{\"value\":" + std::string(value) + ",\"type\":null,\"valueInfo\":null}").type == type),
                   value);
    }
    BOOST_TEST((read("{}").type == ValueType::null));
}

BOOST_AUTO_TEST_CASE(the_first_letter_of_a_type_may_be_small) {
    BOOST_TEST((read(R"({"type":"integer","value":1})").type == ValueType::integer));
    BOOST_TEST((read(R"({"type":"json","value":"1"})").type == ValueType::json));
    BOOST_TEST(refused(R"({"type":"INTEGER","value":1})") == "Unsupported value type 'INTEGER'");
    BOOST_TEST(refused(R"({"type":"","value":1})") == "Unsupported value type ''");
}

BOOST_AUTO_TEST_CASE(values_of_another_type_are_read_again) {
    const std::pair<const char*, const char*> rows[] = {
        {R"({"type":"Integer","value":"42"})", "42"},
        {R"({"type":"Integer","value":"+42"})", "42"},
        {R"({"type":"Integer","value":""})", "null"},
        {R"({"type":"Long","value":"-9223372036854775808"})", "-9223372036854775808"},
        {R"({"type":"Double","value":1})", "1.0"},
        {R"({"type":"Double","value":"1e3"})", "1000.0"},
        {R"({"type":"Double","value":"+1.5"})", "1.5"},
        {R"({"type":"Boolean","value":"TRUE"})", "true"},
        {R"({"type":"String","value":1.5})", "\"1.5\""},
        {R"({"type":"String","value":true})", "\"true\""},
        {R"({"type":"Date","value":""})", "null"}};
    for (const auto& [text, value] : rows)
        BOOST_TEST(written(read(text)).find("\"value\":" + std::string(value) + ",") != std::string::npos, text);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_converted_is_refused) {
    for (const char* text : {R"({"type":"Integer","value":"abc"})",
                             R"({"type":"Integer","value":2147483648})",
                             R"({"type":"Short","value":32768})",
                             R"({"type":"Integer","value":1.0})",
                             R"({"type":"Integer","value":" 1"})",
                             R"({"type":"Integer","value":true})",
                             R"({"type":"Integer","value":[1]})",
                             R"({"type":"Long","value":"9223372036854775808"})",
                             R"({"type":"Double","value":"x"})",
                             R"({"type":"Double","value":"inf"})",
                             R"({"type":"Double","value":"++1"})",
                             R"({"type":"Double","value":"+-1"})",
                             R"({"type":"Double","value":"1e400"})",
                             R"({"type":"Boolean","value":"yes"})",
                             R"({"type":"Boolean","value":1})",
                             R"({"type":"String","value":{}})",
                             R"({"type":"Date","value":"2025-01-15"})",
                             R"({"type":"Date","value":1736933400123})",
                             R"({"type":"Bytes","value":"a"})",
                             R"({"type":"Null","value":1})",
                             R"({"type":"Json","value":{"a":1}})",
                             R"({"type":"Xml","value":1})",
                             R"({"type":"Object","value":[1]})",
                             R"({"type":"Object","value":null,"valueInfo":{"objectTypeName":1}})",
                             R"({"type":1,"value":1})",
                             R"({"value":1,"valueInfo":[]})",
                             R"([1])",
                             R"(1)"})
        BOOST_TEST(!refused(text).empty());
    BOOST_TEST(refused(R"({"type":"Json","value":{"a":1}})") ==
               "Must provide 'null' or String value for value of SerializableValue type 'Json'.");
}

BOOST_AUTO_TEST_CASE(a_file_is_told_by_its_name_and_not_by_its_content) {
    const auto file = read(
        R"({"type":"File","value":"Zm9v","valueInfo":{"filename":"a.txt","mimeType":"text/plain","mimetype":"x/y"}})");
    BOOST_TEST(file.value.file()->content == "foo");
    BOOST_TEST(written(file) ==
               R"({"type":"File","value":null,"valueInfo":{"filename":"a.txt","mimeType":"text/plain"}})");
    refused(R"({"type":"File","value":"Zm9v"})");
    refused(R"({"type":"File","value":"Zm9v","valueInfo":{"mimeType":"text/plain"}})");
    refused(R"({"type":"File","value":"Zm9v","valueInfo":{"filename":1}})");
    refused(R"({"type":"File","value":"Zm9v","valueInfo":{"filename":"a.txt","mimeType":"text/plain\r\nX: y"}})");
    refused(R"({"type":"File","value":"Zm9v","valueInfo":{"filename":"a.txt","encoding":"\u0007"}})");
}

BOOST_AUTO_TEST_CASE(objects_are_written_as_text_or_as_the_json_they_hold) {
    const auto object = read(
        R"({"type":"Object","value":"{\"a\": [1]}","valueInfo":{"objectTypeName":"a.B","serializationDataFormat":"application/json"}})");
    BOOST_TEST(
        written(object, Objects::as_json) ==
        R"({"type":"Object","value":{"a":[1]},"valueInfo":{"objectTypeName":"a.B","serializationDataFormat":"application/json"}})");
    const auto serialized = read(
        R"({"type":"Object","value":"{}","valueInfo":{"objectTypeName":"a.B","serializationDataFormat":"application/x-java-serialized-object"}})");
    BOOST_TEST(written(serialized, Objects::as_json).find(R"("value":"{}")") != std::string::npos);
    const auto broken = read(
        R"({"type":"Object","value":"{","valueInfo":{"objectTypeName":"a.B","serializationDataFormat":"application/json"}})");
    BOOST_TEST(written(broken, Objects::as_json).find(R"("value":"{")") != std::string::npos);
    const auto inferred = read(R"({"value":{"a":1}})");
    BOOST_TEST(written(inferred, Objects::as_json).find(R"("value":{"a":1})") != std::string::npos);
    BOOST_TEST(written(inferred, Objects::as_text).find(R"("value":"{\"a\":1}")") != std::string::npos);
    // A Json variable is a string both ways, always.
    BOOST_TEST(written(read(R"({"type":"Json","value":"{}"})"), Objects::as_json).find(R"("value":"{}")") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(variables_come_as_a_map_and_an_error_names_its_variable) {
    const auto map = json::parse(R"({"a":{"value":1},"b":{"value":"x"}})").value();
    const Variables variables = read_variables(&map).value();
    BOOST_REQUIRE(variables.size() == 2U);
    BOOST_TEST(variables[1].first == "b");
    json::Writer writer;
    write_variables(writer, variables, Objects::as_text);
    BOOST_TEST(writer.take() ==
               R"({"a":{"type":"Integer","value":1,"valueInfo":{}},"b":{"type":"String","value":"x","valueInfo":{}}})");
    const expression::Value null;
    BOOST_TEST(read_variables(&null).value().empty());
    BOOST_TEST(read_variables(nullptr).value().empty());
    const auto bad = json::parse(R"({"a":{"value":1},"b":2})").value();
    BOOST_TEST(read_variables(&bad).error().variable == "b");
    const auto list = json::parse("[]").value();
    BOOST_TEST(!read_variables(&list).has_value());
}
