#include "api/cors.hpp"

#include <boost/test/unit_test.hpp>

#include "api/http/responder.hpp"
#include "api/router.hpp"
#include "tests/unit/api/fake_clock.hpp"

using namespace pavane;
using namespace pavane::api;

namespace {

struct WithOrigins {
    FakeClock clock;
    std::vector<std::string> origins;

    http::Response ask(const std::string& method, std::vector<http::Header> headers) {
        RouterOptions options;
        options.cors_origins = origins;
        Router router(options, clock);
        router.add({"GET", "/engine", Body::none, answering([](const Call&) { return json_response("[]"); })});
        const auto mailbox = std::make_shared<http::Mailbox>([] {});
        http::Request request;
        request.method = method;
        request.path = {"engine-rest", "engine"};
        request.headers = std::move(headers);
        router.handle(std::move(request), http::Responder(1, mailbox, std::make_shared<http::Presence>()));
        const auto answers = mailbox->take();
        BOOST_REQUIRE(answers.size() == 1U);
        return answers.front().response.value();
    }
};

std::string header(const http::Response& response, const std::string& name) {
    for (const http::Header& one : response.headers)
        if (one.name == name) return one.value;
    return "";
}

const http::Header from_page{"origin", "https://tasks.example"};
const http::Header asks{"access-control-request-method", "POST"};

}  // namespace

BOOST_FIXTURE_TEST_CASE(pages_of_an_allowed_origin_may_use_the_api, WithOrigins) {
    origins = {"https://other.example", "https://tasks.example"};
    const http::Response preflight = ask("OPTIONS", {from_page, asks});
    BOOST_TEST(preflight.status == 204);
    BOOST_TEST(header(preflight, "Access-Control-Allow-Origin") == "https://tasks.example");
    BOOST_TEST(header(preflight, "Access-Control-Allow-Credentials") == "true");
    BOOST_TEST(header(preflight, "Access-Control-Allow-Methods") == "GET, HEAD, POST, PUT, DELETE, OPTIONS");
    for (const char* name : {"Origin", "X-Requested-With", "Content-Type", "Accept", "Authorization"})
        BOOST_TEST(header(preflight, "Access-Control-Allow-Headers").find(name) != std::string::npos, name);
    const http::Response answer = ask("GET", {from_page});
    BOOST_TEST(answer.status == 200);
    BOOST_TEST(header(answer, "Access-Control-Allow-Origin") == "https://tasks.example");
    BOOST_TEST(header(answer, "Vary") == "Origin");
}

BOOST_FIXTURE_TEST_CASE(pages_of_another_origin_may_not, WithOrigins) {
    origins = {"https://tasks.example"};
    for (const char* other :
         {"https://tasks.example.evil", "http://tasks.example", "https://tasks.example:8443", "null"})
        for (const char* method : {"GET", "OPTIONS"}) {
            const http::Response answer = ask(method, {{"origin", other}, asks});
            BOOST_TEST(header(answer, "Access-Control-Allow-Origin") == "", other);
            BOOST_TEST(header(answer, "Vary") == "Origin");
        }
    BOOST_TEST(header(ask("GET", {}), "Access-Control-Allow-Origin") == "");
}

BOOST_FIXTURE_TEST_CASE(unless_an_operator_says_so_nobody_may, WithOrigins) {
    for (const char* method : {"GET", "OPTIONS"})
        for (const http::Header& one : ask(method, {from_page, asks}).headers)
            BOOST_TEST((!one.name.starts_with("Access-Control") && one.name != "Vary"), one.name);
}

BOOST_AUTO_TEST_CASE(they_may_read_why_a_request_was_refused) {
    FakeClock clock;
    RouterOptions options;
    options.cors_origins = {"https://tasks.example"};
    const Router router(options, clock);
    const auto allowed = [&](const std::string& origin) {
        return header(router.refusal({413, "The body is too large."}, &origin), "Access-Control-Allow-Origin");
    };
    BOOST_TEST(allowed("https://tasks.example") == "https://tasks.example");
    BOOST_TEST(allowed("https://evil.example") == "");
    BOOST_TEST(header(router.refusal({431, "The head is too large."}, nullptr), "Access-Control-Allow-Origin") == "");
}

BOOST_AUTO_TEST_CASE(an_origin_is_written_as_browsers_write_it) {
    for (const char* origin : {"https://a.example", "http://localhost:3000", "http://127.0.0.1", "http://[::1]:80"})
        BOOST_TEST(is_origin(origin), origin);
    for (const char* text : {"", "*", "null", "a.example", "https://", "https://a.example/", "https://A.example",
                             "https://u@a.example", "ftp://a.example", " https://a.example"})
        BOOST_TEST(!is_origin(text), text);
}
