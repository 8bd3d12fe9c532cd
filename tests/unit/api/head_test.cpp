#include "api/http/head.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "api/http/target.hpp"

using namespace pavane::http;

namespace {

// The status with which a head is refused, or 200.
int status(const std::string& head) {
    const auto read = read_head(head);
    if (!read) BOOST_TEST(!read.error().message.empty());
    return read ? 200 : read.error().status;
}

std::string get(const std::string& headers) { return "GET / HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n"; }

std::string post(const std::string& headers) { return "POST /x HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n"; }

}  // namespace

BOOST_AUTO_TEST_CASE(a_head_is_read) {
    const Head head =
        read_head(
            "POST /a%20b/%2F?x=1&y=a+b%2B&x&=z HTTP/1.1\r\nHost: h:80\r\nContent-LENGTH: 12\r\nX-A: \t v w \t\r\n"
            "Connection: foo, Close\r\nExpect: 100-continue\r\n\r\n")
            .value();
    BOOST_TEST(head.request.method == "POST");
    BOOST_REQUIRE(head.request.path.size() == 2U);
    BOOST_TEST(head.request.path[0] == "a b");
    BOOST_TEST(head.request.path[1] == "/");
    BOOST_REQUIRE(head.request.query.size() == 4U);
    BOOST_TEST(head.request.query[1].value == "a b+");
    BOOST_TEST(head.request.query[2].value == "");
    BOOST_TEST(head.request.query[3].name == "");
    BOOST_TEST(*head.request.header("x-a") == "v w");
    BOOST_TEST(head.content_length == 12U);
    BOOST_TEST(!head.keeps_alive);
    BOOST_TEST(head.expects_continue);
    BOOST_TEST(!head.is_chunked);
}

BOOST_AUTO_TEST_CASE(connections_live_on_by_version_and_header) {
    BOOST_TEST(read_head(get("")).value().keeps_alive);
    BOOST_TEST(!read_head("GET / HTTP/1.0\r\n\r\n").value().keeps_alive);
    BOOST_TEST(read_head("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n").value().keeps_alive);
}

BOOST_AUTO_TEST_CASE(the_length_of_a_body_is_certain_or_the_request_refused) {
    BOOST_TEST(status(post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n")) == 400);
    BOOST_TEST(status(post("Content-Length: 5\r\nContent-Length: 5\r\n")) == 400);
    BOOST_TEST(status(post("Content-Length: 5\r\nContent-Length: 6\r\n")) == 400);
    for (const char* length : {"+5", "4,2", "-1", "", "5 5", "0x5", "5a", "9999999999999999999", "1e3", "5, 5"})
        BOOST_TEST(status(post("Content-Length: " + std::string(length) + "\r\n")) == 400, length);
    for (const char* coding : {"gzip, chunked", "gzip", "chunked, chunked", "identity", "x"})
        BOOST_TEST(status(post("Transfer-Encoding: " + std::string(coding) + "\r\n")) == 501, coding);
    BOOST_TEST(status(post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n")) == 400);
    BOOST_TEST(status("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n") == 400);
    BOOST_TEST(read_head(post("Transfer-Encoding: Chunked\r\n")).value().is_chunked);
    BOOST_TEST(read_head(post("")).value().content_length == 0U);
    BOOST_TEST(read_head(post("Content-Length: 00012\r\n")).value().content_length == 12U);
}

BOOST_AUTO_TEST_CASE(header_lines_are_strict) {
    using namespace std::string_literals;
    BOOST_TEST(status("GET / HTTP/1.1\r\nHost : a\r\n\r\n") == 400);
    BOOST_TEST(status("GET / HTTP/1.1\r\n\r\n") == 400);
    BOOST_TEST(status("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n") == 400);
    for (const char* host : {"", "a b", "a/b", "user@a", "a?b"})
        BOOST_TEST(status("GET / HTTP/1.1\r\nHost: "s + host + "\r\n\r\n") == 400, host);
    for (const std::string& line :
         {"X-A: b\r\n c"s, "X-A: b\r\n\tc"s, "X-A"s, ": b"s, "X A: b"s, "X-A: a\0b"s, "X\0: b"s, "X-A: a\rb"s,
          "X-A: a\x7F"s, "X-A: a\x1B[31m"s, "X-A: \xFF"s, "X-\xC3\xA9: b"s, "(x): b"s})
        BOOST_TEST(status(get(line + "\r\n")) == 400, line);
    BOOST_TEST(status(get("Authorization: a\r\nAuthorization: b\r\n")) == 400);
    BOOST_TEST(status(get("X-A: 1\r\nX-A: 2\r\n")) == 200);
}

BOOST_AUTO_TEST_CASE(encoded_words_are_not_decoded) {
    const Head head = read_head(get("X-A: =?UTF-8?B?YQ0KU2V0LUNvb2tpZTogYg==?=\r\n")).value();
    BOOST_TEST(*head.request.header("x-a") == "=?UTF-8?B?YQ0KU2V0LUNvb2tpZTogYg==?=");
}

BOOST_AUTO_TEST_CASE(at_most_a_hundred_headers) {
    std::string headers;
    for (int i = 0; i < 99; ++i) headers += "X-" + std::to_string(i) + ": v\r\n";
    BOOST_TEST(status(get(headers)) == 200);
    BOOST_TEST(status(get(headers + "X-Last: v\r\n")) == 431);
}

BOOST_AUTO_TEST_CASE(request_lines_are_strict) {
    const std::string rest = "\r\nHost: a\r\n\r\n";
    for (const char* line : {"GET /", "GET  / HTTP/1.1", "GET / HTTP/1.1 ", " GET / HTTP/1.1", "GET\t/ HTTP/1.1",
                             "G(T / HTTP/1.1", "GET / http/1.1", "GET / HTTP/11", "GET /a b HTTP/1.1",
                             "GET /\xC3\xA9 HTTP/1.1", "GET a HTTP/1.1", "GET /#a HTTP/1.1", ""})
        BOOST_TEST(status(line + rest) == 400, line);
    BOOST_TEST(status("GET / HTTP/2.0" + rest) == 505);
    BOOST_TEST(status("GET / HTTP/1.2" + rest) == 505);
    BOOST_TEST(status("CONNECT a:80 HTTP/1.1" + rest) == 501);
    BOOST_TEST(status("get / HTTP/1.1" + rest) == 501);
    BOOST_TEST(status("GET http://a:80/b HTTP/1.1" + rest) == 200);
    BOOST_TEST(status("OPTIONS * HTTP/1.1" + rest) == 200);
    BOOST_TEST(status(get("Expect: tea\r\n")) == 417);
    BOOST_TEST(status(get("Origin: http://a\r\nOrigin: http://b\r\n")) == 400);
    BOOST_TEST(status(post("Content-Encoding: gzip\r\n")) == 415);
}

// RFC 9112 §3.2.2
BOOST_AUTO_TEST_CASE(the_host_of_an_absolute_target_goes_before_the_header) {
    const auto host = [](const std::string& line, const std::string& headers) {
        const Head head = read_head(line + "\r\n" + headers + "\r\n").value();
        BOOST_TEST(std::count_if(head.request.headers.begin(), head.request.headers.end(),
                                 [](const Header& header) { return header.name == "host"; }) == 1);
        return *head.request.header("host");
    };
    BOOST_TEST(host("GET http://a:80/b HTTP/1.1", "Host: c\r\n") == "a:80");
    BOOST_TEST(host("GET HTTPS://a?b HTTP/1.1", "Host: c\r\nX-A: b\r\n") == "a");
    BOOST_TEST(host("GET http://[::1]:8080 HTTP/1.0", "") == "[::1]:8080");
    BOOST_TEST(host("GET /http://a/b HTTP/1.1", "Host: c\r\n") == "c");
    BOOST_TEST(host("OPTIONS * HTTP/1.1", "Host: c\r\n") == "c");
    BOOST_TEST(status("GET http://a/b HTTP/1.1\r\n\r\n") == 400, "there must be a Host all the same");
    for (const char* target : {"http:///b", "http://", "http://?b", "http://u@a/b", "http://a\\b/", "http://a#b"})
        BOOST_TEST(status("GET " + std::string(target) + " HTTP/1.1\r\nHost: a\r\n\r\n") == 400, target);
}

BOOST_AUTO_TEST_CASE(paths_are_made_canonical_once) {
    const auto path = [](std::string_view text) {
        std::string joined;
        const Target target = parse_target(text).value();
        for (const std::string& segment : target.path) joined += "<" + segment + ">";
        return joined;
    };
    BOOST_TEST(path("/") == "");
    BOOST_TEST(path("//a///b/") == "<a><b>");
    BOOST_TEST(path("/a%2Fb/%3Bc") == "<a/b><;c>");
    BOOST_TEST(path("/%2541") == "<%41>");
    BOOST_TEST(path("/a+b") == "<a+b>");
    BOOST_TEST(path("/A./...") == "<A.><...>");
    BOOST_TEST(path("https://h/x?y") == "<x>");
    BOOST_TEST(path("http://h") == "");
    BOOST_TEST(path("HTTP://h/x") == "<x>");
    for (const char* text : {"/..", "/a/../b", "/.",      "/%2e%2E/b", "/.%2e",   "/a;x=1/b", "/;",   "/%",
                             "/%4", "/%zz",    "/%00",    "/a%0d%0a",  "/%7F",    "/%C0%AE",  "/%ff", "/%E2%82",
                             "",    "a",       "/?a=%zz", "/?%ff",     "/?a=%00", "/?a%0a=1"})
        BOOST_TEST(!parse_target(text).has_value(), text);
}
