// What there is much of: lists, and receivers of one message, are whole however long they are.
#include <boost/test/unit_test.hpp>
#include <set>

#include "json/parse.hpp"
#include "tests/api/models.hpp"
#include "tests/unit/api/raw_client.hpp"

using namespace pavane::tests;

namespace {

// A process that forks into `count` branches, each made of `branch` with its number in the place of #.
std::string forking(const std::string& key, int count, const std::string& branch, const std::string& outside = {}) {
    std::string elements = R"(<startEvent id="start"/><sequenceFlow id="begin" sourceRef="start" targetRef="fork"/>)"
                           R"(<parallelGateway id="fork"/>)";
    for (int number = 0; number < count; ++number) {
        std::string text = branch + R"(<sequenceFlow id="to#" sourceRef="fork" targetRef="b#"/>)";
        for (auto at = text.find('#'); at != std::string::npos; at = text.find('#'))
            text.replace(at, 1, std::to_string(number));
        elements += text;
    }
    return model(key, elements, outside);
}

}  // namespace

BOOST_FIXTURE_TEST_CASE(a_list_of_more_than_memory_has_room_for_is_whole, Server) {
    deploy("many.bpmn", forking("many", 100, R"(<userTask id="b#" name="A task of many"/>)"));
    for (int i = 0; i < 25; ++i) start("many");
    RawClient client(listen());
    for (const char* target : {"/task", "/task?sortBy=name&sortOrder=desc", "/task?maxResults=2400&firstResult=100"}) {
        client.send("GET /engine-rest" + std::string(target) + " HTTP/1.1\r\nHost: h\r\n\r\n");
        const std::string answer = client.answer();
        BOOST_TEST(status_of(answer) == 200);
        const std::string body = body_of(answer);
        BOOST_TEST(body.size() > 1024U * 1024U);
        pavane::json::Limits limits;
        limits.keys = limits.values = 1'000'000;
        const auto list = pavane::json::parse(body, limits);
        BOOST_REQUIRE(list);
        std::set<std::string> ids;
        for (const auto& task : *list->list()) ids.insert(*task.context()->find("id")->string());
        BOOST_TEST(list->list()->size() == (std::string(target).ends_with("100") ? 2400U : 2500U));
        BOOST_TEST(ids.size() == list->list()->size());
    }
}

// Each waits again as soon as it has the message, and must not get it twice.
BOOST_FIXTURE_TEST_CASE(a_message_for_all_reaches_each_receiver_once, Server) {
    deploy("loops.bpmn", forking("loops", 60,
                                 R"(<receiveTask id="b#" messageRef="m"/>)"
                                 R"(<sequenceFlow id="again#" sourceRef="b#" targetRef="b#"/>)",
                                 R"(<message id="m" name="round"/>)"));
    for (int i = 0; i < 20; ++i) start("loops");
    BOOST_TEST(post("/message", R"({"messageName":"round","all":true})").status == 204);
    const std::string received = "/history/activity-instance/count?activityType=receiveTask&finished=true";
    BOOST_TEST(get(received).text("count") == "1200");
    const Reply results = post("/message", R"({"messageName":"round","all":true,"resultEnabled":true})");
    BOOST_TEST(results.status == 200);
    BOOST_TEST(results.size() == 1200U);
    BOOST_TEST(get(received).text("count") == "2400");
}
