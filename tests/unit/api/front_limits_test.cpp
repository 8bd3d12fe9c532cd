// What the front does as a whole: probes, caps, ports, many connections, draining.
#include <sys/resource.h>

#include <boost/test/unit_test.hpp>
#include <thread>

#include "tests/unit/api/front_fixture.hpp"

using namespace pavane::http;
using namespace std::chrono_literals;

BOOST_FIXTURE_TEST_CASE(the_front_answers_probes_itself, Fixture) {
    RawClient client = connect();
    client.send(
        "GET /livez HTTP/1.1\r\nHost: h\r\n\r\nGET /readyz HTTP/1.1\r\nHost: h\r\n\r\nGET /metrics HTTP/1.1\r\nHost: "
        "h\r\n\r\n");
    BOOST_TEST(body_of(client.answer()) == "ok\n");
    BOOST_TEST(body_of(client.answer()) == "ok\n");
    BOOST_TEST(body_of(client.answer()) == "pavane_up 1\n");
    BOOST_TEST(application.seen().empty());
}

// A page in somebody's browser may have given its own name this machine's address.
BOOST_FIXTURE_TEST_CASE(figures_are_not_told_to_whoever_names_another_host, Fixture) {
    RawClient client = connect();
    for (const char* target : {"/metrics", "http://evil.example/metrics"}) {
        const std::string host = *target == '/' ? "evil.example" : "h";
        client.send("GET " + std::string(target) + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        const std::string answer = client.answer();
        BOOST_TEST(status_of(answer) == 403);
        BOOST_TEST(body_of(answer) == "That is somebody else.");
    }
    client.send("GET http://h/metrics HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    BOOST_TEST(body_of(client.answer()) == "pavane_up 1\n");
    // Whoever looks whether the server lives may know it by any name.
    for (const char* path : {"/livez", "/readyz"}) {
        client.send("GET " + std::string(path) + " HTTP/1.1\r\nHost: evil.example\r\n\r\n");
        BOOST_TEST(body_of(client.answer()) == "ok\n");
    }
}

BOOST_AUTO_TEST_CASE(a_program_that_is_not_ready_says_why) {
    FakeApplication application;
    FakeClock clock;
    FrontOptions options = two_workers();
    options.probes.not_ready = [] { return std::optional<std::string>("The database is away."); };
    Front front(options, application, clock);
    RawClient client(front.port());
    client.send("GET /readyz HTTP/1.1\r\nHost: h\r\n\r\n");
    const std::string answer = client.answer();
    BOOST_TEST(status_of(answer) == 503);
    BOOST_TEST(body_of(answer) == "The database is away.\n");
}

BOOST_AUTO_TEST_CASE(connections_and_requests_beyond_the_caps_are_told_to_come_back) {
    FakeApplication application;
    FakeClock clock;
    FrontOptions options = two_workers();
    options.limits.connections = 2;
    options.limits.queued_requests = 0;
    Front front(options, application, clock);
    RawClient first(front.port());
    RawClient second(front.port());
    second.send("GET /a HTTP/1.1\r\nHost: h\r\nOrigin: https://tasks.example\r\n\r\n");
    const std::string refused = second.answer();
    BOOST_TEST(status_of(refused) == 503);
    BOOST_TEST(body_of(refused) ==
               "The server has too many requests at hand. Try again later. [https://tasks.example]");
    RawClient third(front.port());
    const std::string answer = third.answer();
    BOOST_TEST(status_of(answer) == 503);
    BOOST_TEST(third.rest() == "");
    BOOST_TEST(front.statistics().turned_away == 2U);
}

BOOST_FIXTURE_TEST_CASE(requests_that_take_long_leave_workers_to_the_others, Fixture) {
    std::vector<RawClient> slow;
    for (int i = 0; i < 5; ++i) {
        slow.push_back(connect());
        slow.back().send("GET /long HTTP/1.1\r\nHost: h\r\n\r\n");
    }
    while (application.held() == 0) std::this_thread::yield();
    RawClient good = connect();
    for (int i = 0; i < 10; ++i) {
        good.send(get);
        BOOST_TEST(status_of(good.answer()) == 200);
        BOOST_TEST(application.held() == 1);
    }
    // One after the other, in the order in which they came.
    for (RawClient& client : slow) {
        application.release();
        BOOST_TEST(status_of(client.answer()) == 200);
    }
}

BOOST_FIXTURE_TEST_CASE(requests_that_take_long_are_finished_at_a_stop, Fixture) {
    std::vector<RawClient> slow;
    for (int i = 0; i < 3; ++i) {
        slow.push_back(connect());
        slow.back().send("GET /long HTTP/1.1\r\nHost: h\r\n\r\n");
    }
    while (front.statistics().requests < 3) std::this_thread::yield();
    for (int i = 0; i < 3; ++i) application.release();
    front.drain(10s);
    for (RawClient& client : slow) BOOST_TEST(status_of(client.rest()) == 200);
}

BOOST_AUTO_TEST_CASE(a_port_that_is_taken_is_refused_with_a_sentence) {
    FakeApplication application;
    FakeClock clock;
    Front front(two_workers(), application, clock);
    FrontOptions options = two_workers();
    options.port = front.port();
    const std::string sentence = "Port " + std::to_string(front.port()) + " of 127.0.0.1 is in use by another program.";
    BOOST_CHECK_EXCEPTION(Front(options, application, clock), CannotListen,
                          [&](const CannotListen& error) { return error.what() == sentence; });
}

BOOST_FIXTURE_TEST_CASE(a_thousand_idle_connections_cost_nobody_anything, Fixture) {
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    const std::size_t count = files.rlim_cur > 2100 ? 1000 : 100;
    if (count < 1000) BOOST_TEST_MESSAGE("only 100 connections: this process may not open enough files");
    std::vector<RawClient> idle;
    for (std::size_t i = 0; i < count; ++i) {
        idle.push_back(connect());
        if (i % 2 == 0) idle.back().send("GET / HT");
    }
    wait_for_connections(count);
    RawClient good = connect();
    for (int i = 0; i < 10; ++i) {
        good.send(get);
        BOOST_TEST(status_of(good.answer()) == 200);
    }
    for (RawClient& client : idle) client.send("\r\n\r\n");
    for (std::size_t i = 0; i < count; i += 2) BOOST_REQUIRE(status_of(idle[i].answer()) == 400);
}

BOOST_FIXTURE_TEST_CASE(draining_finishes_what_is_at_hand_and_takes_nothing_new, Fixture) {
    RawClient busy = connect();
    busy.send(get_later + get);
    const Responder responder = application.next_waiting();
    RawClient idle = connect();
    idle.send(get);
    BOOST_TEST(status_of(idle.answer()) == 200);
    std::thread drain([&] { front.drain(10s); });
    BOOST_TEST(idle.rest() == "");
    responder.answer({200, "text/plain", "last", {}});
    const std::string answer = busy.rest();
    BOOST_TEST(body_of(answer) == "last");
    BOOST_TEST(answer.find("\r\nConnection: close\r\n") != std::string::npos);
    drain.join();
    BOOST_CHECK_THROW(connect(), std::exception);
}

BOOST_FIXTURE_TEST_CASE(what_comes_after_the_front_stopped_accepting_is_refused, Fixture) {
    RawClient busy = connect();
    busy.send(get_later);
    const Responder responder = application.next_waiting();
    RawClient late = connect();
    late.send("POST /a HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n");
    BOOST_TEST(status_of(late.answer()) == 100);
    RawClient idle = connect();
    idle.send(get);
    BOOST_TEST(status_of(idle.answer()) == 200);
    const std::size_t seen = application.seen().size();
    front.stop_accepting();
    BOOST_TEST(idle.rest() == "");
    BOOST_CHECK_THROW(connect(), std::exception);
    const std::string refused = late.rest();
    BOOST_TEST(status_of(refused) == 503);
    BOOST_TEST(refused.find("\r\nConnection: close\r\n") != std::string::npos);
    BOOST_TEST(application.seen().size() == seen);
    responder.answer({200, "text/plain", "last", {}});
    BOOST_TEST(body_of(busy.rest()) == "last");
}

// The clock stands still: nobody is waited for.
BOOST_FIXTURE_TEST_CASE(a_stop_does_not_wait_for_requests_that_are_half_sent, Fixture) {
    std::vector<RawClient> halves;
    for (const char* half : {"GET /a HT", "GET /a HTTP/1.1\r\nHost: h\r\n", "\r\n",
                             "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nhalf"}) {
        halves.push_back(connect());
        halves.back().send(half);
    }
    RawClient pipelining = connect();
    pipelining.send(get_later + "POST /a HT");
    const Responder responder = application.next_waiting();
    wait_for_connections(5);
    std::thread drain([&] { front.drain(10s); });
    for (RawClient& half : halves) {
        const std::string answer = half.rest();
        BOOST_TEST((answer.empty() || status_of(answer) == 503));
    }
    responder.answer({200, "text/plain", "whole", {}});
    BOOST_TEST(body_of(pipelining.rest()) == "whole");
    drain.join();
    BOOST_TEST(application.seen().size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(draining_ends_in_time_and_later_answers_are_undeliverable, Fixture) {
    RawClient busy = connect();
    busy.send(get_later);
    const Responder responder = application.next_waiting();
    RawClient idle = connect();
    idle.send(get);
    BOOST_TEST(status_of(idle.answer()) == 200);
    std::thread drain([&] { front.drain(10s); });
    BOOST_TEST(idle.rest() == "");
    advance(10s);
    drain.join();
    BOOST_TEST(busy.rest() == "");
    bool is_undeliverable = false;
    responder.answer({200, "text/plain", "late", {}}, [&] { is_undeliverable = true; });
    BOOST_TEST(is_undeliverable);
}
