#include "api/router.hpp"

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "api/contract_routes.hpp"
#include "api/routes/submit.hpp"
#include "foundation/ensure.hpp"
#include "json/parse.hpp"
#include "runtime/engine/instance_store.hpp"
#include "tests/unit/api/fake_clock.hpp"

using namespace pavane;
using namespace pavane::api;

namespace {

struct Fixture {
    FakeClock clock;
    std::vector<Access> log;
    RouterOptions options{[this](const Access& access) { log.push_back(access); }, {}};
    Router router{options, clock};

    Fixture() {
        const auto say = [](const char* route) {
            return answering([route](const Call& call) -> Result<http::Response, Error> {
                std::string text = route;
                for (const auto& [name, value] : call.arguments) text += " " + name + "=" + value;
                return http::Response{200, "text/plain", text + " " + call.base, {}};
            });
        };
        router.add({"GET", "/task", Body::none, say("tasks")});
        router.add({"GET", "/task/count", Body::none, say("count")});
        router.add({"GET", "/task/{id}", Body::none, say("task")});
        router.add({"DELETE", "/task/{id}", Body::none, say("delete")});
        router.add({"POST", "/task/{id}/complete", Body::json, say("complete")});
        router.add({"GET", "/process-definition/key/{key}/tenant-id/{tenant-id}/xml", Body::none, say("xml")});
        router.add({"POST", "/deployment/create", Body::multipart, say("deploy"), deployment_limit});
        router.add({"GET", "/engine", Body::none, say("engines")});
        router.add({"GET", "/job", Body::none, say("jobs"), json_body_limit, true});
        router.add_to_host({"GET", "/hello/{name}", Body::none, say("hello")});
    }

    http::Response ask(const std::string& method, std::vector<std::string> path, std::string body = {},
                       const char* type = nullptr) {
        const auto mailbox = std::make_shared<http::Mailbox>([] {});
        const auto client = std::make_shared<http::Presence>();
        http::Request request;
        request.method = method;
        request.path = std::move(path);
        request.body = std::move(body);
        if (type) request.headers.push_back({"content-type", type});
        router.handle(std::move(request), http::Responder(1, mailbox, client));
        const auto answers = mailbox->take();
        BOOST_REQUIRE(answers.size() == 1U);
        return answers.front().response.value();
    }
};

std::string header(const http::Response& response, std::string_view name) {
    for (const http::Header& one : response.headers)
        if (one.name == name) return one.value;
    return "";
}

std::string type_of(const http::Response& response) {
    BOOST_TEST(response.content_type == "application/json");
    const auto body = json::parse(response.body).value();
    BOOST_TEST(!body.context()->find("message")->string()->empty());
    BOOST_TEST(body.context()->find("code") != nullptr);
    return *body.context()->find("type")->string();
}

}  // namespace

BOOST_FIXTURE_TEST_CASE(literal_segments_go_before_arguments, Fixture) {
    BOOST_TEST(ask("GET", {"engine-rest", "task"}).body == "tasks /engine-rest");
    BOOST_TEST(ask("GET", {"engine-rest", "task", "count"}).body == "count /engine-rest");
    BOOST_TEST(ask("GET", {"engine-rest", "task", "a/b"}).body == "task id=a/b /engine-rest");
    BOOST_TEST(ask("DELETE", {"engine-rest", "task", "count"}).body == "delete id=count /engine-rest");
    BOOST_TEST(ask("GET", {"engine-rest", "process-definition", "key", "k", "tenant-id", "t", "xml"}).body ==
               "xml key=k tenant-id=t /engine-rest");
    BOOST_TEST(ask("GET", {"hello", "you"}).body == "hello name=you ");
}

BOOST_FIXTURE_TEST_CASE(every_route_exists_below_the_default_engine_too, Fixture) {
    BOOST_TEST(ask("GET", {"engine-rest", "engine", "default", "task", "1"}).body ==
               "task id=1 /engine-rest/engine/default");
    BOOST_TEST(ask("GET", {"engine-rest", "engine"}).body == "engines /engine-rest");
    const auto other = ask("GET", {"engine-rest", "engine", "other", "task"});
    BOOST_TEST(other.status == 400);
    BOOST_TEST(type_of(other) == "InvalidRequestException");
    BOOST_TEST(ask("GET", {"engine-rest", "engine", "default"}).status == 404);
}

BOOST_FIXTURE_TEST_CASE(what_is_not_there_is_told_apart, Fixture) {
    BOOST_TEST(type_of(ask("GET", {"engine-rest", "nothing"})) == "NotFoundException");
    for (const auto& path : std::vector<std::vector<std::string>>{
             {}, {"task"}, {"engine-rest"}, {"engine-rest", "task", "1", "x"}, {"Engine-Rest", "task"}})
        BOOST_TEST(ask("GET", path).status == 404);
    const auto not_built = ask("POST", {"engine-rest", "task"}, "{}", "application/json");
    BOOST_TEST(not_built.status == 501);
    BOOST_TEST(type_of(not_built) == "ServerErrorException");
    const auto not_built_either = ask("GET", {"engine-rest", "batch", "4711"});
    BOOST_TEST(
        json::parse(not_built_either.body).value().context()->find("message")->string()->find("GET /batch/{id} ") !=
        std::string::npos);
    BOOST_TEST(ask("GET", {"engine-rest", "batch"}).status == 501);
    const auto wrong_method = ask("DELETE", {"engine-rest", "task"});
    BOOST_TEST(wrong_method.status == 405);
    BOOST_TEST(type_of(wrong_method) == "NotAllowedException");
    BOOST_TEST(header(wrong_method, "Allow") == "GET, HEAD, OPTIONS, POST");
}

BOOST_FIXTURE_TEST_CASE(head_is_get_and_options_tells_the_methods, Fixture) {
    BOOST_TEST(ask("HEAD", {"engine-rest", "task"}).status == 200);
    BOOST_TEST(ask("HEAD", {"engine-rest", "task", "1", "complete"}).status == 405);
    const auto allowed = ask("OPTIONS", {"engine-rest", "task", "1"});
    BOOST_TEST(allowed.status == 204);
    BOOST_TEST(header(allowed, "Allow") == "DELETE, GET, HEAD, OPTIONS, PUT");
    BOOST_TEST(ask("OPTIONS", {"engine-rest", "filter"}).status == 501);
    BOOST_TEST(ask("OPTIONS", {}).status == 204);
}

BOOST_FIXTURE_TEST_CASE(bodies_must_be_of_the_expected_type, Fixture) {
    const std::vector<std::string> complete = {"engine-rest", "task", "1", "complete"};
    for (const char* type : {"application/json", "application/json; charset=UTF-8", "Application/JSON;charset=utf-8"})
        BOOST_TEST(ask("POST", complete, "{}", type).status == 200);
    BOOST_TEST(ask("POST", complete).status == 200);
    BOOST_TEST(ask("POST", complete, "", "application/json").status == 200);
    for (const char* type : {"text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1",
                             "application/jsonx", ""})
        BOOST_TEST(ask("POST", complete, "{}", type).status == 415, type);
    const auto untyped = ask("POST", complete, "{}");
    BOOST_TEST(untyped.status == 415);
    BOOST_TEST(type_of(untyped) == "NotSupportedException");
    BOOST_TEST(ask("POST", {"engine-rest", "deployment", "create"}, "x", "application/json").status == 415);
    BOOST_TEST(ask("POST", {"engine-rest", "deployment", "create"}, "x", "multipart/form-data; boundary=a").status ==
               200);
    BOOST_TEST(ask("DELETE", {"engine-rest", "task", "1"}, "{}", "text/plain").status == 200);
}

BOOST_FIXTURE_TEST_CASE(limits_of_bodies_are_the_routes, Fixture) {
    http::Request head;
    head.method = "POST";
    head.path = {"engine-rest", "deployment", "create"};
    BOOST_TEST(router.body_limit(head) == deployment_limit);
    head.path = {"nothing"};
    BOOST_TEST(router.body_limit(head) == json_body_limit);
}

BOOST_FIXTURE_TEST_CASE(lists_may_take_long_but_for_a_page, Fixture) {
    const auto may_take_long = [this](std::vector<std::string> path, std::vector<http::Parameter> query) {
        http::Request request;
        request.method = "GET";
        request.path = std::move(path);
        request.query = std::move(query);
        return router.may_take_long(request);
    };
    BOOST_TEST(may_take_long({"engine-rest", "job"}, {}));
    BOOST_TEST(may_take_long({"engine-rest", "job"}, {{"maxResults", "1000"}}));
    BOOST_TEST(!may_take_long({"engine-rest", "job"}, {{"maxResults", "999"}}));
    BOOST_TEST(may_take_long({"engine-rest", "job"}, {{"maxResults", "-1"}}));  // is no page: the list is whole
    BOOST_TEST(!may_take_long({"engine-rest", "task"}, {}));
    BOOST_TEST(!may_take_long({"engine-rest", "nothing"}, {}));
}

BOOST_FIXTURE_TEST_CASE(answers_to_get_are_not_cached_and_every_answer_is_logged, Fixture) {
    BOOST_TEST(header(ask("GET", {"engine-rest", "task"}), "Cache-Control") == "no-cache");
    BOOST_TEST(header(ask("POST", {"engine-rest", "task", "1", "complete"}), "Cache-Control") == "");
    BOOST_TEST(header(ask("GET", {"engine-rest", "process-definition", "key", "k", "tenant-id", "t", "xml"}),
                      "Cache-Control") == "");
    ask("GET", {"nothing"});
    BOOST_REQUIRE(log.size() == 4U);
    BOOST_TEST(log[1].route == "/task/{id}/complete");
    BOOST_TEST(log[3].route == "");
    BOOST_TEST(log[3].status == 404);
}

BOOST_FIXTURE_TEST_CASE(a_route_outside_the_contract_or_added_twice_is_our_bug, Fixture) {
    BOOST_CHECK_THROW(router.add({"GET", "/tusk", Body::none, {}}), BrokenInvariant);
    BOOST_CHECK_THROW(router.add({"GET", "/task", Body::none, {}}), BrokenInvariant);
}

BOOST_AUTO_TEST_CASE(errors_are_logged_under_the_id_of_their_request) {
    FakeClock clock;
    std::vector<std::string> log;
    RouterOptions options;
    options.on_failure = [&](const std::string& message, const std::string& id) { log.push_back(id + ": " + message); };
    Router router(options, clock);
    router.add({"GET", "/task", Body::none, [](const Call&, const http::Responder& responder) {
                    answer_with(responder, []() -> http::Response { throw std::runtime_error("on a late thread"); });
                }});
    const auto mailbox = std::make_shared<http::Mailbox>([] {});
    http::Request request;
    request.id = "r-1";
    request.method = "GET";
    request.path = {"engine-rest", "task"};
    router.handle(std::move(request), http::Responder(1, mailbox, std::make_shared<http::Presence>()));
    const auto answers = mailbox->take();
    BOOST_REQUIRE(answers.size() == 1U);
    BOOST_TEST(answers.front().response.value().status == 500);
    BOOST_TEST(answers.front().response->body.find("late thread") == std::string::npos);
    router.failure(std::runtime_error("in the handler"), "r-2");
    BOOST_TEST(log == (std::vector<std::string>{"r-1: on a late thread", "r-2: in the handler"}),
               boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(failures_of_the_world_have_their_status, Fixture) {
    const auto away = router.failure(engine::StoreUnavailable("no route to host 10.0.0.1"), "r-1");
    BOOST_TEST(away.status == 503);
    BOOST_TEST(header(away, "Retry-After") == "1");
    BOOST_TEST(away.body.find("10.0.0.1") == std::string::npos);
    BOOST_TEST(router.failure(engine::StoreFull("x"), "r-1").status == 507);
    BOOST_TEST(router.failure(engine::CommitUnknown("x"), "r-1").status == 503);
    const auto bug = router.failure(BrokenInvariant("state.cpp:12"), "r-1");
    BOOST_TEST(bug.status == 500);
    BOOST_TEST(bug.body.find("state.cpp") == std::string::npos);
    BOOST_TEST(type_of(router.refusal({431, "x"}, nullptr)) == "ClientErrorException");
    BOOST_TEST(type_of(router.refusal({400, "x"}, nullptr)) == "InvalidRequestException");
    BOOST_TEST(header(router.refusal({503, "x"}, nullptr), "Retry-After") == "1");
}

BOOST_AUTO_TEST_CASE(errors_have_the_body_of_the_contract) {
    const auto failed = to_response({ErrorKind::rest_failed, "Cannot complete task T: \"x\"", {}});
    BOOST_TEST(failed.status == 500);
    BOOST_TEST(failed.content_type == "application/json");
    BOOST_TEST(failed.body == R"({"type":"RestException","message":"Cannot complete task T: \"x\"","code":0})");
    BOOST_TEST(to_response({ErrorKind::not_found, "m", {}}).body ==
               R"({"type":"InvalidRequestException","message":"m","code":null})");
    BOOST_TEST(to_response({ErrorKind::parse_failed, "m", "\"details\":{}"}).body ==
               R"({"type":"ParseException","message":"m","code":0,"details":{}})");
    const auto unauthorized = to_response({ErrorKind::unauthorized, "", {}});
    BOOST_TEST(unauthorized.body == "");
    BOOST_TEST(header(unauthorized, "WWW-Authenticate") == "Basic realm=\"default\"");
}

BOOST_AUTO_TEST_CASE(a_json_body_is_an_object_or_nothing) {
    const auto body = [](std::string text) {
        Call call;
        call.request.body = std::move(text);
        return json_body(call);
    };
    BOOST_TEST(body("").value().entries().empty());
    BOOST_TEST(body("null").value().entries().empty());
    BOOST_TEST(body("{\"a\":1}").value().entries().size() == 1U);
    for (const char* text : {"[]", "1", "{", "{}x", "\"\""})
        BOOST_TEST((body(text).error().kind == ErrorKind::bad_request), text);
}

BOOST_AUTO_TEST_CASE(addresses_are_those_the_client_used) {
    Call call;
    call.base = "/engine-rest/engine/default";
    call.request.headers.push_back({"host", "example.org:8080"});
    BOOST_TEST(absolute_url(call, "/task/" + percent_encode("a/b c%\xC3\xA4")) ==
               "http://example.org:8080/engine-rest/engine/default/task/a%2Fb%20c%25%C3%A4");
}

BOOST_AUTO_TEST_CASE(the_table_of_routes_is_the_contracts) {
    const char* folder = std::getenv("PAVANE_SHARED");
    std::ifstream file(std::filesystem::path(folder ? folder : "../shared") / "contract/endpoints.tsv");
    if (!file) {
        BOOST_TEST_MESSAGE("skipped: contract/endpoints.tsv is not there; set PAVANE_SHARED to the folder that has it");
        BOOST_TEST(contract_routes().size() == 486U);
        return;
    }
    std::set<std::string> expected;
    for (std::string line; std::getline(file, line);) {
        const std::size_t first = line.find('\t');
        expected.insert(line.substr(0, first) + " " + line.substr(first + 1, line.find('\t', first + 1) - first - 1));
    }
    std::set<std::string> actual;
    for (const ContractRoute& route : contract_routes())
        actual.insert(std::string(route.method) + " " + std::string(route.pattern));
    BOOST_TEST(actual == expected, boost::test_tools::per_element());
}
