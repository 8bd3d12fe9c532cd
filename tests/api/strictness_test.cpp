// What hostile clients send to the whole server over raw sockets (reliability contract §3.4, S21 and S23).
#include <boost/test/unit_test.hpp>

#include "tests/api/models.hpp"
#include "tests/unit/api/raw_client.hpp"

using namespace pavane::tests;

namespace {

struct Listening : Server {
    Listening() { deploy("archive.bpmn", archive_model()); }

    std::string ask(const std::string& method, const std::string& target, const std::string& body = {},
                    const std::string& headers = "Content-Type: application/json\r\n") {
        RawClient client(listen());
        client.send(method + " " + target + " HTTP/1.1\r\nHost: h\r\n" + headers +
                    "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
        return client.answer();
    }
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(queries_are_bound_and_bounded, Listening) {
    std::string ids = R"({"processInstanceIdIn":[)";
    for (int i = 0; i < 10'000; ++i) ids += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\"";
    ids += "]}";
    const std::string task = "/engine-rest/task";
    const std::tuple<std::string, std::string, std::string, int> rows[] = {
        {"GET", task + "?maxResults=2147483647", "", 200},
        {"GET", task + "?maxResults=99999999999999999999", "", 404},
        {"GET", task + "?firstResult=2147483647&maxResults=0", "", 200},
        {"GET", task + "?sortBy=id;drop%20table%20user_task&sortOrder=asc", "", 400},
        {"GET", task + "?sortBy=id&sortOrder=asc,(select%201)", "", 400},
        {"GET", task + "?nameLike=%25'%20or%20'1'='1", "", 200},
        {"GET", task + "?assignee='%20or%201=1--", "", 200},
        {"GET", task + "?nameLike=%25%25%25_%5C", "", 200},
        {"POST", task, ids, 200},
        {"POST", task, R"({"orQueries":[{"assigneeExpression":"${1}"}]})", 400},
        {"POST", task, R"({"nameLike":"\u0000"})", 400},
        {"POST", task, std::string(100'000, '['), 400},
        {"POST", task, R"({"priority":1e400})", 400},
    };
    for (const auto& [method, target, body, status] : rows)
        BOOST_TEST(status_of(ask(method, target, body)) == status,
                   method << " " << target << " " << body.substr(0, 80));
    BOOST_TEST(body_of(ask("GET", task + "/count")) == R"({"count":0})");
}

// The method is that of the request line, and a path is what it says: no header and no suffix makes another of it.
BOOST_FIXTURE_TEST_CASE(nothing_overrides_the_request_line, Listening) {
    const std::string instance = start("archive");
    const std::string target = "/engine-rest/process-instance/" + instance;
    for (const char* name : {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
        BOOST_TEST(status_of(ask("GET", target, "", std::string(name) + ": DELETE\r\n")) == 200, name);
    BOOST_TEST(status_of(ask("GET", target + "?_method=DELETE")) == 200);
    for (const char* header : {"X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Prefix"})
        BOOST_TEST(status_of(ask("GET", target, "", std::string(header) + ": /engine-rest/engine\r\n")) == 200, header);
    for (const char* suffix : {".", ".json", "%20", "%2F", "%2f..%2f", "::$DATA"})
        BOOST_TEST(status_of(ask("DELETE", target + suffix)) == 404, suffix);
    for (const char* suffix : {";x", "/..", "/%2e%2e/", "%00"})
        BOOST_TEST(status_of(ask("DELETE", target + suffix)) == 400, suffix);
    BOOST_TEST(status_of(ask("GET", "/Engine-Rest/process-instance/" + instance)) == 404);
    BOOST_TEST(status_of(ask("GET", target)) == 200);
}

// Every refusal is JSON that no browser takes for anything else, and tells nothing of how we are made.
BOOST_FIXTURE_TEST_CASE(refusals_tell_nothing_of_the_inside, Listening) {
    const std::string form = "Content-Type: multipart/form-data; boundary=b\r\n";
    const std::tuple<std::string, std::string, std::string, std::string> rows[] = {
        {"GET", "/<script>alert(1)</script>", "", ""},
        {"GET", "/engine-rest/task/%3Cscript%3E", "", ""},
        {"GET", "/engine-rest/task?sortBy=%3Cscript%3E&sortOrder=asc", "", ""},
        {"POST", "/engine-rest/task", "{\"<script>", "Content-Type: application/json\r\n"},
        {"POST", "/engine-rest/task", "{}", "Content-Type: text/html\r\n"},
        {"POST", "/engine-rest/message", R"({"messageName":"<script>"})", "Content-Type: application/json\r\n"},
        {"POST", "/engine-rest/deployment/create", "--b\r\n<script>\r\n--b--\r\n", form},
        {"POST", "/engine-rest/deployment/create",
         "--b\r\nContent-Disposition: form-data; name=\"d\"; filename=\"x.bpmn\"\r\n\r\n<script>\r\n--b--\r\n", form},
        {"PATCH", "/engine-rest/task", "", ""},
        {"POST", "/engine-rest/process-definition/key/archive/start",
         R"({"variables":{"<script>":{"value":1,"type":"<b>"}}})", "Content-Type: application/json\r\n"},
        {"GET", "/engine-rest/batch/%3Cscript%3E", "", ""},
    };
    for (const auto& [method, target, body, headers] : rows) {
        const std::string answer = ask(method, target, body, headers);
        BOOST_TEST(status_of(answer) >= 400, answer);
        BOOST_TEST(answer.find("\r\nContent-Type: application/json\r\n") != std::string::npos, answer);
        BOOST_TEST(answer.find("\r\nX-Content-Type-Options: nosniff\r\n") != std::string::npos, answer);
        for (const char* word : {".cpp", ".hpp", "select ", "sqlite", "SOCI", "Poco", "std::", "terminate", "0x7f"})
            BOOST_TEST(answer.find(word) == std::string::npos, word << " in " << answer);
    }
}
