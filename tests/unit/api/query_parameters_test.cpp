#include "api/query_parameters.hpp"

#include <boost/test/unit_test.hpp>

#include "json/parse.hpp"
#include "json/writer.hpp"

using namespace pavane;
using namespace pavane::api;
using engine::VariableCondition;

namespace {

http::Request request(std::vector<http::Parameter> query) {
    http::Request result;
    result.query = std::move(query);
    return result;
}

Parameters query(std::vector<http::Parameter> parameters) {
    return Parameters::of_query(request(std::move(parameters)));
}

Parameters body(std::string_view json) { return Parameters::of_body(*json::parse(json).value().context()); }

std::string message(const Parameters& parameters) {
    const auto finished = parameters.finish("/task");
    return finished ? "" : finished.error().message;
}

enum class Field { name, created };
constexpr SortKey<Field> keys[] = {{"name", Field::name}, {"created", Field::created}};

}  // namespace

BOOST_AUTO_TEST_CASE(a_query_and_a_body_say_the_same) {
    Parameters both[] = {query({{"assignee", ""},
                                {"taskIdIn", "a,b"},
                                {"unassigned", "true"},
                                {"assigned", "false"},
                                {"priority", "50"},
                                {"createdAfter", "2025-01-15T10:30:00.000+0100"},
                                {"latest", "x"}}),
                         body(R"({"assignee":"","taskIdIn":["a","b"],"unassigned":true,"assigned":false,"priority":50,
                                  "createdAfter":"2025-01-15T10:30:00.000+0100","latest":"x","owner":null,"active":false})")};
    for (Parameters& parameters : both) {
        BOOST_TEST(parameters.text("assignee").value() == "");
        BOOST_TEST(parameters.texts("taskIdIn").value().size() == 2U);
        BOOST_TEST(parameters.flag("unassigned"));
        BOOST_TEST(!parameters.flag("assigned"));
        BOOST_TEST(parameters.integer("priority").value() == 50);
        BOOST_TEST((parameters.date("createdAfter").value() == Instant(Milliseconds(1736933400000))));
        BOOST_TEST(!parameters.text("name").has_value());
        BOOST_TEST(message(parameters) == "");
    }
}

BOOST_AUTO_TEST_CASE(what_the_contract_knows_and_nobody_took_is_named) {
    BOOST_TEST(message(query({{"nobody", "1"}})) == "");
    BOOST_TEST(message(query({{"dueBefore", "x"}})).find("'dueBefore'") != std::string::npos);
    BOOST_TEST(message(body(R"({"orQueries":[{"assignee":"x"}]})")).find("'orQueries'") != std::string::npos);
    BOOST_TEST(message(body(R"({"suspended":true})")).find("'suspended'") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_asks_for_nothing_is_accepted_built_or_not) {
    BOOST_TEST(message(query({{"withCommentAttachmentInfo", "false"}, {"variableNamesIgnoreCase", "0"}})) == "");
    BOOST_TEST(message(query({{"withCommentAttachmentInfo", "true"}})) != "");
    BOOST_TEST(message(query({{"nameNotEqual", "false"}})) != "");
    BOOST_TEST(message(body(
                   R"({"withCommentAttachmentInfo":false,"assigneeNotIn":[],"orQueries":[],"nameLike":null})")) == "");
    BOOST_TEST(message(body(R"({"assigneeNotIn":["a"]})")).find("'assigneeNotIn'") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_parameter_that_is_sent_twice_is_named_so) {
    Parameters twice = query({{"assignee", "a"}, {"assignee", "b"}, {"nobody", "1"}, {"nobody", "2"}});
    twice.text("assignee");
    BOOST_TEST(message(twice).find("'assignee' was sent twice") != std::string::npos);
    BOOST_TEST(message(query({{"nobody", "1"}, {"nobody", "2"}})) == "");
}

BOOST_AUTO_TEST_CASE(flags_are_strict) {
    for (const char* value : {"true", "1"}) BOOST_TEST(query({{"active", value}}).flag("active"));
    for (const char* value : {"false", "0"}) BOOST_TEST(!query({{"active", value}}).flag("active"));
    for (const char* value : {"True", "TRUE", "", "yes", "2"}) {
        Parameters parameters = query({{"active", value}});
        parameters.flag("active");
        BOOST_TEST(message(parameters).find("java.lang.Boolean") != std::string::npos, value);
    }
}

BOOST_AUTO_TEST_CASE(numbers_and_dates_are_strict_and_an_empty_date_is_none) {
    for (const char* value : {"", "x", "1.5", "2147483648", " 1", "+1"}) {
        Parameters parameters = query({{"priority", value}});
        BOOST_TEST(!parameters.integer("priority").has_value(), value);
        BOOST_TEST(
            message(parameters).find("Cannot set query parameter 'priority' to value '" + std::string(value) + "'") ==
            0U);
    }
    Parameters empty = query({{"createdAfter", ""}});
    BOOST_TEST(!empty.date("createdAfter").has_value());
    BOOST_TEST(message(empty) == "");
    for (const char* value :
         {"2025-01-15", "2025-01-15T10:30:00", "2025-01-15T10:30:00.000Z", "2025-01-15T10:30:00.000 0100",
          "\"2025-01-15T10:30:00.000+0100\"", "2025-02-30T10:30:00.000+0100"}) {
        Parameters parameters = query({{"createdAfter", value}});
        BOOST_TEST(!parameters.date("createdAfter").has_value(), value);
        BOOST_TEST(message(parameters) != "", value);
    }
}

BOOST_AUTO_TEST_CASE(members_of_the_wrong_shape_are_refused) {
    for (const char* json : {R"({"assignee":["a"]})", R"({"assignee":{}})"}) {
        Parameters parameters = body(json);
        parameters.text("assignee");
        BOOST_TEST(message(parameters) != "", json);
    }
    for (const char* json : {R"({"taskIdIn":"a"})", R"({"taskIdIn":[1]})", R"({"taskIdIn":{}})"}) {
        Parameters parameters = body(json);
        parameters.texts("taskIdIn");
        BOOST_TEST(message(parameters) != "", json);
    }
}

BOOST_AUTO_TEST_CASE(ids_that_are_none_match_nothing) {
    const Uuid id{1, 2};
    BOOST_TEST((id_of(to_string(id)) == id));
    BOOST_TEST((definition_id_of("order:3:" + to_string(id)) == id));
    BOOST_TEST((definition_id_of(to_string(id)) == id));
    BOOST_TEST((read_id<core::DefinitionId>("order:3:" + to_string(id)).value == id));
    BOOST_TEST((read_id<core::ActivityId>("order:3:" + to_string(id)).value == Uuid{~0ULL, ~0ULL}));
    BOOST_TEST(has_key_and_version("order:3:" + to_string(id), "order", 3));
    BOOST_TEST(has_key_and_version(to_string(id), "order", 3));
    for (const char* other : {"order:2:", "orders:3:", ":", "order:", "order:3:3:"})
        BOOST_TEST(!has_key_and_version(other + to_string(id), "order", 3), other);
    BOOST_TEST((id_of("x") == Uuid{~0ULL, ~0ULL}));
    BOOST_TEST((id_of("") == Uuid{~0ULL, ~0ULL}));
    Parameters parameters = query({{"processInstanceId", "x"}, {"processInstanceIdIn", "y," + to_string(id)}});
    BOOST_TEST((parameters.id<core::ActivityId>("processInstanceId").value().value == Uuid{~0ULL, ~0ULL}));
    BOOST_TEST((parameters.ids<core::ActivityId>("processInstanceIdIn").value()[1].value == id));
    BOOST_TEST(message(parameters) == "");
}

BOOST_AUTO_TEST_CASE(a_list_is_sorted_by_what_its_resource_offers) {
    Parameters sorted = query({{"sortBy", "created"}, {"sortOrder", "desc"}});
    const auto order = sorted.order(keys);
    BOOST_REQUIRE(order.size() == 1U);
    BOOST_TEST((order[0].field == Field::created));
    BOOST_TEST(order[0].descending);
    Parameters in_body = body(
        R"({"sorting":[{"sortBy":"name","sortOrder":"asc"},{"sortBy":"created"},{"sortBy":"created","sortOrder":"desc","parameters":null}]})");
    BOOST_TEST(in_body.order(keys).size() == 2U);
    BOOST_TEST(message(in_body) == "");
    const std::pair<std::vector<http::Parameter>, const char*> bad[] = {
        {{{"sortBy", "x"}, {"sortOrder", "asc"}}, "sortBy parameter has invalid value: x"},
        {{{"sortBy", "name"}, {"sortOrder", "up"}}, "sortOrder parameter has invalid value: up"},
        {{{"sortBy", ""}, {"sortOrder", ""}}, "sortOrder parameter has invalid value: "},
        {{{"sortBy", "name"}}, "Only a single sorting parameter specified. sortBy and sortOrder required"},
        {{{"sortOrder", "asc"}}, "Only a single sorting parameter specified. sortBy and sortOrder required"}};
    for (const auto& [parameters, expected] : bad) {
        Parameters refused = query(parameters);
        refused.order(keys);
        BOOST_TEST(message(refused) == expected);
    }
    for (Parameters known : {query({{"sortBy", "taskVariable"}, {"sortOrder", "asc"}}),
                             body(R"({"sorting":[{"sortBy":"taskVariable","sortOrder":"asc"}]})")}) {
        known.order(keys);
        BOOST_TEST(message(known) == "Sorting by 'taskVariable' is not built into this version of Pavane yet.");
        BOOST_TEST(known.finish().error().message == "sortBy parameter has invalid value: taskVariable");
    }
    Parameters wrong = body(R"({"sorting":{}})");
    wrong.order(keys);
    BOOST_TEST(message(wrong) != "");
}

BOOST_AUTO_TEST_CASE(variable_conditions_are_read_from_both) {
    const auto where = VariableCondition::Where::process;
    Parameters in_query = query({{"processVariables", "a_eq_1,b_like_x%,d_gt_2025-01-15T10:30:00.000+0000"}});
    const auto conditions = in_query.variables("processVariables", where);
    BOOST_REQUIRE(conditions.size() == 3U);
    BOOST_TEST(*conditions[0].value.value.string() == "1");
    BOOST_TEST((conditions[1].op == VariableCondition::Operator::like));
    BOOST_TEST((conditions[2].value.type == expression::ValueType::date));
    Parameters in_body = body(
        R"({"processVariables":[{"name":"a_b","operator":"gteq","value":1},{"name":"n","operator":"neq","value":null}]})");
    const auto typed = in_body.variables("processVariables", where);
    BOOST_REQUIRE(typed.size() == 2U);
    BOOST_TEST(*typed[0].value.value.integer() == 1);
    BOOST_TEST(message(in_body) == "");
    for (const char* text : {"a", "a_eq", "a_eq_b_c", "a_is_1", "a_notlike_x"}) {
        Parameters refused = query({{"processVariables", text}});
        BOOST_TEST(refused.variables("processVariables", where).empty());
        BOOST_TEST(message(refused) != "", text);
    }
    for (const char* json :
         {R"({"processVariables":[{"operator":"eq","value":1}]})", R"({"processVariables":"a_eq_1"})",
          R"({"processVariables":[{"name":"a","operator":"eq","value":{}}]})", R"({"processVariables":[1]})"}) {
        Parameters refused = body(json);
        refused.variables("processVariables", where);
        BOOST_TEST(message(refused) != "", json);
    }
}

BOOST_AUTO_TEST_CASE(only_what_has_an_order_is_compared_by_it) {
    const auto where = VariableCondition::Where::process;
    for (const char* op : {"gt", "gteq", "lt", "lteq"})
        for (const char* value : {"true", "false", "null"}) {
            const std::string json =
                std::string(R"({"processVariables":[{"name":"a","operator":")") + op + R"(","value":)" + value + "}]}";
            Parameters refused = body(json);
            BOOST_TEST(refused.variables("processVariables", where).empty());
            BOOST_TEST(message(refused).find("'a'") != std::string::npos, json);
        }
    Parameters equal = body(R"({"processVariables":[{"name":"a","operator":"eq","value":true}]})");
    BOOST_TEST(equal.variables("processVariables", where).size() == 1U);
    BOOST_TEST(message(equal) == "");
}

BOOST_AUTO_TEST_CASE(all_conditions_on_a_date_count) {
    const auto at = [](int second) { return Instant(Milliseconds(1736933400000 + second * 1000)); };
    const std::string date = "2025-01-15T09:30:0";
    const auto written = [&](const std::string& op, int second) {
        return op + "_" + date + std::to_string(second) + ".000+0000";
    };
    Parameters in_query = query(
        {{"dueDates", written("gt", 3) + "," + written("lt", 7) + "," + written("gt", 1) + "," + written("lt", 9)}});
    const DateSpan span = in_query.dates("dueDates");
    BOOST_TEST((span.after == at(3) && span.before == at(7)));
    Parameters in_body = body(R"({"dueDates":[{"operator":"gt","value":"2025-01-15T09:30:03.000+0000"},
                                              {"operator":"gt","value":"2025-01-15T09:30:01.000+0000"}]})");
    BOOST_TEST((in_body.dates("dueDates").after == at(3)));
    BOOST_TEST(!query({}).dates("dueDates").after.has_value());
    Parameters bad_query = query({{"dueDates", "gt_yesterday"}});
    bad_query.dates("dueDates");
    BOOST_TEST(message(bad_query).find("'gt_yesterday'") != std::string::npos);
    Parameters bad_body = body(R"({"dueDates":[{"operator":"gt","value":17}]})");
    bad_body.dates("dueDates");
    BOOST_TEST(message(bad_body).find(R"('{"operator":"gt","value":17}')") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_page_is_in_the_url) {
    const auto page = page_of(request({{"firstResult", "10"}, {"maxResults", "0"}})).value();
    BOOST_TEST(page.first == 10);
    BOOST_TEST(page.max.value() == 0);
    BOOST_TEST(!page_of(request({})).value().max.has_value());
    BOOST_TEST(!page_of(request({{"maxResults", "-1"}})).value().max.has_value());
    BOOST_TEST(page_of(request({{"maxResults", "2147483647"}})).value().max.value() == 2147483647);
    for (const char* value : {"abc", "", "2147483648"})
        BOOST_TEST((page_of(request({{"maxResults", value}})).error().kind == ErrorKind::bad_page), value);
}
