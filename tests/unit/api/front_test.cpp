// What the front makes of the bytes of one connection.

#include <boost/test/unit_test.hpp>
#include <future>
#include <thread>

#include "tests/unit/api/front_fixture.hpp"

using namespace pavane::http;
using namespace std::chrono_literals;

BOOST_FIXTURE_TEST_CASE(a_request_is_answered, Fixture) {
    RawClient client = connect();
    client.send("POST /a/b HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi");
    const std::string answer = client.answer();
    BOOST_TEST(status_of(answer) == 200);
    BOOST_TEST(body_of(answer) == "POST a b [hi]");
    for (const char* header : {"\r\nContent-Type: text/plain\r\n", "\r\nContent-Length: 13\r\n",
                               "\r\nDate: ", "\r\nX-Request-Id: ", "\r\nX-Content-Type-Options: nosniff\r\n"})
        BOOST_TEST(answer.find(header) != std::string::npos, header);
    BOOST_TEST(answer.find("Connection:") == std::string::npos);
}

// Reliability contract §3.4: each line is refused, the connection is closed, and nothing that follows is taken for a
// request.
BOOST_FIXTURE_TEST_CASE(what_two_readers_could_read_differently_is_refused, Fixture) {
    using namespace std::string_literals;
    const std::string smuggled = "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n";
    const std::string post = "POST /a HTTP/1.1\r\nHost: h\r\n";
    const std::pair<std::string, int> rows[] = {
        {post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", 400},
        {post + "Content-Length: 0\r\nContent-Length: 37\r\n\r\n", 400},
        {post + "Content-Length: +5\r\n\r\n12345", 400},
        {post + "Content-Length: 4,2\r\n\r\n1234", 400},
        {post + "Content-Length: -1\r\n\r\n", 400},
        {post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501},
        {post + "Transfer-Encoding: gzip\r\n\r\n", 501},
        {post + "Transfer-Encoding: chunked\r\n\r\n5\nhello\r\n0\r\n\r\n", 400},
        {"GET /a HTTP/1.1\r\nHost : h\r\n\r\n", 400},
        {"GET /a HTTP/1.1\nHost: h\n\n", 400},
        {"GET /a HTTP/1.1\r\nHost: h\nX: y\r\n\r\n", 400},
        {"GET /a HTTP/1.1\r\n\r\n", 400},
        {"GET /a HTTP/1.1\r\nHost: h\r\nX: a\0b\r\n\r\n"s, 400},
        {"GET /a\0 HTTP/1.1\r\nHost: h\r\n\r\n"s, 400},
        {"GET /a%00 HTTP/1.1\r\nHost: h\r\n\r\n", 400},
        {"GET /a HTTP/1.1\r\nHost: h\r\nX: a\r\n b\r\n\r\n", 400},
        {"GET /a HTTP/1.1\r\nHost: h\r\nX: a\x1B[31m\r\n\r\n", 400},
        {"GET /%2e%2e/a HTTP/1.1\r\nHost: h\r\n\r\n", 400},
        {"GET /a;x=1 HTTP/1.1\r\nHost: h\r\n\r\n", 400},
        {"GET /%c0%ae HTTP/1.1\r\nHost: h\r\n\r\n", 400},
        {"GET /a HTTP/1.1\r\nHost: h\r\nX: " + std::string(17'000, 'x') + "\r\n\r\n", 431},
        {"BREW /a HTTP/1.1\r\nHost: h\r\n\r\n", 501},
        {"GET /a HTTP/3.0\r\nHost: h\r\n\r\n", 505},
        {post + "Content-Length: 100001\r\n\r\n", 413},
        {post + "Expect: tea\r\nContent-Length: 1\r\n\r\nx", 417},
        {"\x16\x03\x01\x02\n", 400},
    };
    for (const auto& [bytes, status] : rows) {
        RawClient client = connect();
        client.send(bytes + smuggled);
        client.end_sending();
        const std::string all = client.rest();
        BOOST_TEST(status_of(all) == status, bytes.substr(0, 200));
        BOOST_TEST(all.find("\r\nConnection: close\r\n") != std::string::npos);
        BOOST_TEST(all.find("\r\nDate: ") == all.rfind("\r\nDate: "), "a second answer after " << bytes.substr(0, 200));
    }
    BOOST_TEST(application.seen().empty());
}

BOOST_FIXTURE_TEST_CASE(a_truncated_body_has_no_effect, Fixture) {
    for (const char* bytes : {"POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n1234",
                              "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
                              "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n",
                              "GET /a HTTP/1.1\r\nHost"}) {
        RawClient client = connect();
        client.send(bytes);
        client.end_sending();
        BOOST_TEST(status_of(client.rest()) == 400, bytes);
    }
    BOOST_TEST(application.seen().empty());
}

BOOST_FIXTURE_TEST_CASE(a_post_without_length_has_an_empty_body, Fixture) {
    RawClient client = connect();
    client.send("POST /a HTTP/1.1\r\nHost: h\r\n\r\n");
    BOOST_TEST(body_of(client.answer()) == "POST a []");
}

BOOST_FIXTURE_TEST_CASE(a_refused_body_is_read_to_its_end_by_nobody, Fixture) {
    RawClient client = connect();
    client.send("POST /small HTTP/1.1\r\nHost: h\r\nContent-Length: 3000000\r\n\r\n");
    // The server has not closed its side of the socket while these come: the client can read why it was refused.
    const std::string answer = client.answer();
    BOOST_TEST(status_of(answer) == 413);
    for (int i = 0; i < 10; ++i) client.send(std::string(10'000, 'x') + get);
    BOOST_TEST(client.rest() == "");
    BOOST_TEST(application.seen().empty());
}

BOOST_FIXTURE_TEST_CASE(requests_sent_ahead_are_answered_in_order, Fixture) {
    RawClient client = connect();
    std::string many;
    for (int i = 0; i < 500; ++i) many += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: h\r\n\r\n";
    client.send(many);
    for (int i = 0; i < 500; ++i) BOOST_REQUIRE(body_of(client.answer()) == "GET " + std::to_string(i) + " []");
}

BOOST_FIXTURE_TEST_CASE(one_request_of_a_connection_is_in_flight_at_a_time, Fixture) {
    RawClient client = connect();
    client.send(get_later + get);
    const Responder first = application.next_waiting();
    RawClient other = connect();
    other.send(get);
    BOOST_TEST(status_of(other.answer()) == 200);
    BOOST_TEST(application.seen().size() == 2U);
    first.answer({200, "text/plain", "first", {}});
    BOOST_TEST(body_of(client.answer()) == "first");
    BOOST_TEST(body_of(client.answer()) == "GET a []");
}

BOOST_FIXTURE_TEST_CASE(deferred_answers_hold_no_thread, Fixture) {
    std::vector<RawClient> clients;
    for (int i = 0; i < 50; ++i) {
        clients.push_back(connect());
        clients.back().send(get_later);
    }
    std::vector<Responder> responders;
    for (int i = 0; i < 50; ++i) responders.push_back(application.next_waiting());
    RawClient other = connect();
    other.send(get);
    BOOST_TEST(status_of(other.answer()) == 200);
    for (const Responder& responder : responders) responder.answer({200, "text/plain", "now", {}});
    for (RawClient& client : clients) BOOST_TEST(body_of(client.answer()) == "now");
}

BOOST_FIXTURE_TEST_CASE(head_and_keep_alive_go_together, Fixture) {
    RawClient client = connect();
    client.send("HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n" + get);
    const std::string head = client.answer(true);
    BOOST_TEST(head.find("Content-Length: 9\r\n") != std::string::npos);
    BOOST_TEST(body_of(client.answer()) == "GET a []");
}

BOOST_FIXTURE_TEST_CASE(a_connection_ends_when_the_client_says_so, Fixture) {
    for (const char* request : {"GET /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", "GET /a HTTP/1.0\r\n\r\n"}) {
        RawClient client = connect();
        client.send(request);
        BOOST_TEST(body_of(client.rest()) == "GET a []");
    }
}

BOOST_FIXTURE_TEST_CASE(handlers_that_fail_or_forget_are_answered_for, Fixture) {
    RawClient client = connect();
    client.send("GET /throw HTTP/1.1\r\nHost: h\r\n\r\n");
    BOOST_TEST(body_of(client.answer()) == "failure: thrown");
    client.send("GET /drop HTTP/1.1\r\nHost: h\r\n\r\n");
    BOOST_TEST(status_of(client.answer()) == 500);
    client.send("GET /split HTTP/1.1\r\nHost: h\r\n\r\n");
    const std::string split = client.answer();
    BOOST_TEST(status_of(split) == 500);
    BOOST_TEST(split.find("Set-Cookie") == std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_slow_client_is_told_and_closed, Fixture) {
    RawClient head = connect();
    head.send("GET /a HT");
    RawClient body = connect();
    body.send("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n1");
    RawClient idle = connect();
    RawClient good = connect();
    // The second answer comes after the round of the I/O thread in which it read what the others had sent before.
    for (int i = 0; i < 2; ++i) {
        good.send(get);
        BOOST_TEST(status_of(good.answer()) == 200);
    }
    advance(5001ms);
    BOOST_TEST(status_of(body.answer()) == 408);
    advance(5s);
    BOOST_TEST(status_of(head.answer()) == 408);
    good.send(get);
    BOOST_TEST(status_of(good.answer()) == 200);
    // Its idle time begins when the server has noted that the answer is sent, which may be after this thread has read
    // it.
    while (front.statistics().connections > 0) {
        advance(60s);
        std::this_thread::yield();
    }
    BOOST_TEST(idle.rest() == "");
    BOOST_TEST(good.rest() == "");
}

BOOST_FIXTURE_TEST_CASE(a_client_that_does_not_read_is_cut_off_and_its_answer_undeliverable, Fixture) {
    RawClient client = connect();
    client.send(get_later);
    const Responder responder = application.next_waiting();
    std::promise<void> undeliverable;
    responder.answer({200, "text/plain", std::string(50'000'000, 'x'), {}}, [&] { undeliverable.set_value(); });
    // As long as the client reads nothing, what the kernel holds for it is the same; days are over any deadline.
    while (front.statistics().undeliverable == 0) {
        advance(24h);
        std::this_thread::yield();
    }
    undeliverable.get_future().get();
}

BOOST_FIXTURE_TEST_CASE(an_answer_to_a_client_that_has_gone_is_undeliverable, Fixture) {
    RawClient broken = connect();
    broken.send(get_later);
    const Responder first = application.next_waiting();
    RawClient ended = connect();
    ended.send(get_later);
    const Responder second = application.next_waiting();
    BOOST_TEST(!first.client_gone());
    broken.reset();
    ended.end_sending();
    while (!first.client_gone() || !second.client_gone()) std::this_thread::yield();
    std::promise<void> first_undeliverable;
    first.answer({200, "text/plain", "x", {}}, [&] { first_undeliverable.set_value(); });
    first_undeliverable.get_future().get();
    // One that has only ended its side may still read: it gets the answer, and the engine is told not to count on it.
    std::promise<void> second_undeliverable;
    second.answer({200, "text/plain", "y", {}}, [&] { second_undeliverable.set_value(); });
    second_undeliverable.get_future().get();
    BOOST_TEST(body_of(ended.rest()) == "y");
}

BOOST_FIXTURE_TEST_CASE(who_throws_when_told_keeps_no_other_client_from_its_answer, Fixture) {
    RawClient broken = connect();
    broken.send(get_later);
    const Responder waiting = application.next_waiting();
    waiting.when_client_gone([] { throw std::runtime_error("nobody listens"); });
    broken.reset();
    while (!waiting.client_gone()) std::this_thread::yield();
    std::promise<void> told;
    waiting.answer({200, "text/plain", "x", {}}, [&] {
        told.set_value();
        throw std::runtime_error("nobody listens");
    });
    told.get_future().get();
    // Its request is answered by nobody, and so is the error.
    RawClient unlucky = connect();
    unlucky.send("GET /break HTTP/1.1\r\nHost: a\r\n\r\n");
    BOOST_TEST(status_of(unlucky.answer()) == 500);
    RawClient other = connect();
    other.send("GET /fine HTTP/1.1\r\nHost: a\r\n\r\n");
    BOOST_TEST(body_of(other.answer()) == "GET fine []");
}

BOOST_FIXTURE_TEST_CASE(who_waits_is_told_that_the_client_has_gone, Fixture) {
    RawClient broken = connect();
    broken.send(get_later);
    const Responder first = application.next_waiting();
    std::promise<void> first_gone;
    first.when_client_gone([&] { first_gone.set_value(); });
    broken.reset();
    first_gone.get_future().get();

    RawClient ended = connect();
    ended.send(get_later);
    const Responder second = application.next_waiting();
    std::promise<void> second_gone;
    second.when_client_gone([&] {
        second.answer({200, "text/plain", "nothing came", {}});
        second_gone.set_value();
    });
    ended.end_sending();
    second_gone.get_future().get();
    BOOST_TEST(body_of(ended.rest()) == "nothing came");
    bool told_at_once = false;
    second.when_client_gone([&] { told_at_once = true; });
    BOOST_TEST(told_at_once);
}

BOOST_FIXTURE_TEST_CASE(a_delivered_answer_is_not_undeliverable, Fixture) {
    RawClient client = connect();
    client.send(get_later);
    application.next_waiting().answer({200, "text/plain", "x", {}}, [] { BOOST_ERROR("it was delivered"); });
    BOOST_TEST(body_of(client.answer()) == "x");
    client.send(get);
    BOOST_TEST(status_of(client.answer()) == 200);
    BOOST_TEST(front.statistics().undeliverable == 0U);
}

BOOST_FIXTURE_TEST_CASE(a_second_answer_is_our_bug, Fixture) {
    RawClient client = connect();
    client.send(get_later);
    const Responder responder = application.next_waiting();
    responder.answer({200, "text/plain", "x", {}});
    BOOST_CHECK_THROW(responder.answer({200, "text/plain", "y", {}}), std::logic_error);
    BOOST_TEST(!responder.answer_if_none({500, "text/plain", "z", {}}));
    BOOST_TEST(body_of(client.answer()) == "x");
}
