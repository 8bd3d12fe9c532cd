#include "api/foreign_pages.hpp"

#include <boost/test/unit_test.hpp>

#include "api/http/responder.hpp"
#include "api/router.hpp"
#include "tests/unit/api/fake_clock.hpp"

using namespace pavane;
using namespace pavane::api;

namespace {

http::Request request(const std::string& method, std::vector<http::Header> headers) {
    http::Request made;
    made.method = method;
    made.path = {"engine-rest", "message"};
    made.headers = std::move(headers);
    return made;
}

bool is_refused(const std::string& method, std::vector<http::Header> headers,
                const std::vector<std::string>& origins = {}) {
    return refuse_foreign_page(request(method, std::move(headers)), origins).has_value();
}

bool is_foreign(const std::string& host, const std::vector<std::string>& hosts = {}) {
    return refuse_foreign_host(request("GET", {{"host", host}}), hosts).has_value();
}

}  // namespace

BOOST_AUTO_TEST_CASE(what_a_page_of_another_origin_would_change_is_refused) {
    const http::Header host{"host", "127.0.0.1:8080"};
    for (const char* origin :
         {"https://evil.example", "http://127.0.0.1:8081", "http://127.0.0.1", "null", "file://", ""})
        for (const char* method : {"POST", "PUT", "DELETE", "PATCH"})
            BOOST_TEST(is_refused(method, {host, {"origin", origin}}), origin);
    for (const char* method : {"GET", "HEAD", "OPTIONS"})
        BOOST_TEST(!is_refused(method, {host, {"origin", "https://evil.example"}}), method);
    BOOST_TEST(!is_refused("POST", {host}));
}

BOOST_AUTO_TEST_CASE(pages_of_the_server_itself_and_of_allowed_origins_may_change_something) {
    BOOST_TEST(!is_refused("POST", {{"host", "localhost:8080"}, {"origin", "http://localhost:8080"}}));
    BOOST_TEST(!is_refused("POST", {{"host", "Pavane.example"}, {"origin", "https://pavane.example"}}));
    const http::Header from_page{"origin", "https://tasks.example"};
    BOOST_TEST(!is_refused("POST", {{"host", "localhost:8080"}, from_page}, {"https://tasks.example"}));
    BOOST_TEST(is_refused("POST", {{"host", "localhost:8080"}, from_page}, {"https://other.example"}));
}

BOOST_AUTO_TEST_CASE(a_port_is_that_of_the_scheme_where_none_is_named) {
    const auto is_same = [](const char* origin, const char* host) {
        return !is_refused("POST", {{"host", host}, {"origin", origin}});
    };
    BOOST_TEST(is_same("http://localhost", "localhost:80"));
    BOOST_TEST(is_same("http://localhost:80", "localhost"));
    BOOST_TEST(is_same("http://localhost", "localhost:"));
    BOOST_TEST(is_same("http://[::1]", "[::1]:80"));
    BOOST_TEST(is_same("http://[::1]:8080", "[::1]:8080"));
    // A proxy that ends TLS sends on the name, with the port or without.
    BOOST_TEST(is_same("https://pavane.example", "pavane.example"));
    BOOST_TEST(is_same("https://pavane.example", "pavane.example:443"));
    BOOST_TEST(is_same("https://pavane.example:8443", "pavane.example:8443"));
    BOOST_TEST(!is_same("https://localhost", "localhost:80"));
    BOOST_TEST(!is_same("https://localhost:80", "localhost"));
    BOOST_TEST(!is_same("http://localhost:443", "localhost"));
    BOOST_TEST(!is_same("http://localhost:8080", "localhost"));
    BOOST_TEST(!is_same("http://[::1]:8080", "[::1]"));
    BOOST_TEST(!is_same("http://[::2]", "[::1]"));
}

BOOST_AUTO_TEST_CASE(only_pages_that_came_over_http_are_of_this_server) {
    for (const char* origin :
         {"ftp://localhost", "file://localhost", "chrome-extension://localhost", "ws://localhost", "://localhost",
          "localhost", "//localhost", "http:localhost", "http://", "https://", "http://localhost:80a",
          "http://localhost:x", "http://localhost:-80", "http://localhost:99999999999", "http://localhost/",
          "http://a@localhost", "http://localhost http://localhost"})
        BOOST_TEST(is_refused("POST", {{"host", "localhost"}, {"origin", origin}}), origin);
    BOOST_TEST(is_refused("POST", {{"host", ":80"}, {"origin", "http://"}}));
    BOOST_TEST(is_refused("POST", {{"host", "localhost:x"}, {"origin", "http://localhost:x"}}));
}

BOOST_AUTO_TEST_CASE(a_host_that_could_be_the_name_of_a_page_is_refused) {
    for (const char* host : {"localhost", "LOCALHOST:8080", "127.0.0.1:8080", "10.0.0.1", "[::1]", "[::1]:80",
                             "pavane.localhost:8080", "pavane:8080"})
        BOOST_TEST(!is_foreign(host), host);
    for (const char* host : {"evil.example", "Evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example",
                             "localhost.", "a.b", "[evil.example]", "[::1", "["})
        BOOST_TEST(is_foreign(host), host);
    BOOST_TEST(!is_foreign("pavane.example:443", {"pavane.example"}));
    BOOST_TEST(!refuse_foreign_host(request("GET", {}), {}));
}

BOOST_AUTO_TEST_CASE(names_of_hosts_have_neither_scheme_nor_port) {
    for (const char* name : {"pavane.example", "10.0.0.7", "[::1]", "node_1"}) BOOST_TEST(is_host_name(name), name);
    for (const char* text : {"", "*", "https://a.example", "a.example:80", "A.example", "a b", "[]", "[g]"})
        BOOST_TEST(!is_host_name(text), text);
}

BOOST_AUTO_TEST_CASE(the_router_answers_403_before_any_route_runs) {
    FakeClock clock;
    RouterOptions options;
    options.hosts.emplace();
    Router router(options, clock);
    bool has_run = false;
    router.add({"POST", "/message", Body::none, answering([&](const Call&) {
                    has_run = true;
                    return no_content();
                })});
    const auto status = [&](std::vector<http::Header> headers) {
        const auto mailbox = std::make_shared<http::Mailbox>([] {});
        router.handle(request("POST", std::move(headers)),
                      http::Responder(1, mailbox, std::make_shared<http::Presence>()));
        const auto answers = mailbox->take();
        BOOST_REQUIRE(answers.size() == 1U);
        return answers.front().response.value().status;
    };
    BOOST_TEST(status({{"host", "localhost"}, {"origin", "https://evil.example"}}) == 403);
    BOOST_TEST(status({{"host", "evil.example"}, {"origin", "http://evil.example"}}) == 403);
    BOOST_TEST(!has_run);
    BOOST_TEST(status({{"host", "localhost"}}) == 204);
    BOOST_TEST(has_run);
    const http::Request from_page = request("GET", {{"host", "evil.example"}});
    BOOST_TEST(router.refuse_host(from_page).has_value(), "for what the front answers itself");
    BOOST_TEST(!Router({}, clock).refuse_host(from_page), "where others are served, too");
}
