#include "api/http/connection.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/unit/api/fake_application.hpp"
#include "tests/unit/api/fake_clock.hpp"
#include "tests/unit/api/raw_client.hpp"

using namespace pavane::http;
using namespace std::chrono_literals;
using Phase = Connection::Phase;

namespace {

struct Fixture {
    FakeApplication application;
    FakeClock clock;
    Limits limits;
    std::shared_ptr<Budget> budget = std::make_shared<Budget>(1'000'000);
    RequestIds ids{"r-"};
    Connection connection{limits, application, ids, budget, clock.now()};

    void receive(std::string_view bytes) { connection.receive(bytes, clock.now()); }

    // Everything the connection wants to write, written at once.
    std::string written() {
        std::string bytes;
        while (!connection.unsent().empty()) {
            const std::string part(connection.unsent());
            bytes += part;
            connection.sent(part.size(), clock.now());
        }
        return bytes;
    }

    // Lets the clock run to just before the deadline, and then over it.
    void pass_deadline_after(std::chrono::milliseconds time) {
        BOOST_TEST((connection.deadline() == clock.now() + time));
        clock.advance(time);
        connection.expire(clock.now());
    }

    void answer(const char* text) { connection.answer({200, "text/plain", text, {}}, "id", false, clock.now()); }
};

const std::string get = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";

}  // namespace

BOOST_FIXTURE_TEST_CASE(a_request_arrives_byte_by_byte, Fixture) {
    const std::string text = "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nxyz";
    for (std::size_t i = 0; i < text.size(); ++i) {
        BOOST_TEST(!connection.take_request().has_value());
        receive(text.substr(i, 1));
    }
    BOOST_TEST(connection.take_request().value().body == "xyz");
    BOOST_TEST(!connection.take_request().has_value());
    BOOST_TEST(!connection.wants_input());
}

BOOST_FIXTURE_TEST_CASE(requests_sent_ahead_wait_their_turn, Fixture) {
    receive("\r\n" + get + "POST /b HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n" +
            get);
    BOOST_TEST(connection.take_request().value().path[0] == "a");
    BOOST_TEST(!connection.take_request().has_value());
    answer("1");
    BOOST_TEST(body_of(written()) == "1");
    BOOST_TEST(connection.take_request().value().body == "hi");
    answer("2");
    written();
    BOOST_TEST(connection.take_request().has_value());
    answer("3");
    written();
    BOOST_TEST(connection.is_idle());
}

BOOST_FIXTURE_TEST_CASE(a_head_has_its_time_however_it_drips, Fixture) {
    receive("GET");
    clock.advance(9s);
    receive(" /");
    pass_deadline_after(1s);
    BOOST_TEST(status_of(written()) == 408);
    BOOST_TEST((connection.phase() == Phase::lingering));
}

BOOST_FIXTURE_TEST_CASE(a_few_empty_lines_are_skipped_within_the_time_of_a_head, Fixture) {
    receive("\r\n");
    clock.advance(9s);
    receive("\r\n\r");
    receive("\n\r\n");
    BOOST_TEST((connection.deadline() == clock.now() + 1s));
    receive(get);
    BOOST_TEST(connection.take_request().has_value());
    answer("1");
    written();
    receive("\r\n\r\n\r\n\r\n" + get);
    BOOST_TEST(connection.take_request().has_value());
}

BOOST_FIXTURE_TEST_CASE(many_empty_lines_are_refused, Fixture) {
    receive("\r\n\r\n\r\n\r\n");
    BOOST_TEST(connection.unsent().empty());
    receive("\r\n");
    BOOST_TEST(status_of(written()) == 400);
    BOOST_TEST((connection.phase() == Phase::lingering));
}

BOOST_FIXTURE_TEST_CASE(an_idle_connection_is_closed_without_a_word, Fixture) {
    pass_deadline_after(60s);
    BOOST_TEST(connection.unsent().empty());
    BOOST_TEST((connection.phase() == Phase::closed));
}

BOOST_FIXTURE_TEST_CASE(idle_time_begins_again_after_an_answer, Fixture) {
    clock.advance(50s);
    receive(get);
    BOOST_TEST((connection.deadline() == Time::max()));
    clock.advance(20min);
    answer("late");
    BOOST_TEST(status_of(written()) == 200);
    pass_deadline_after(60s);
    BOOST_TEST((connection.phase() == Phase::closed));
}

BOOST_FIXTURE_TEST_CASE(a_body_keeps_to_the_slowest_rate, Fixture) {
    receive("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 50000\r\n\r\n");
    clock.advance(4s);
    receive(std::string(2000, 'x'));
    BOOST_TEST((connection.deadline() == clock.now() + 3s));
    pass_deadline_after(3s);
    BOOST_TEST(status_of(written()) == 408);
    BOOST_TEST(application.seen().empty());
}

BOOST_FIXTURE_TEST_CASE(a_body_has_thirty_seconds_at_any_rate, Fixture) {
    receive("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 90000\r\n\r\n" + std::string(80000, 'x'));
    pass_deadline_after(30s);
    BOOST_TEST(status_of(written()) == 408);
}

BOOST_FIXTURE_TEST_CASE(a_slow_reader_is_cut_off, Fixture) {
    receive(get);
    connection.answer({200, "text/plain", std::string(100'000, 'x'), {}}, "id", false, clock.now());
    clock.advance(29s);
    connection.sent(5000, clock.now());
    BOOST_TEST((connection.deadline() == clock.now() + 6s));
    pass_deadline_after(6s);
    BOOST_TEST((connection.phase() == Phase::closed));
    BOOST_TEST(budget->used() == 0U);
}

BOOST_FIXTURE_TEST_CASE(bodies_are_limited_by_route, Fixture) {
    receive("POST /small HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n0123456789");
    BOOST_TEST(connection.take_request().has_value());
    answer("ok");
    written();
    receive("POST /small HTTP/1.1\r\nHost: h\r\nContent-Length: 11\r\n\r\n");
    BOOST_TEST(status_of(written()) == 413);
    BOOST_TEST((connection.phase() == Phase::lingering));
}

BOOST_FIXTURE_TEST_CASE(chunked_bodies_are_limited_by_route, Fixture) {
    receive("POST /small HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\na\r\n0123456789\r\n");
    BOOST_TEST((connection.phase() == Phase::body));
    receive("1\r\nx\r\n");
    BOOST_TEST(status_of(written()) == 413);
    BOOST_TEST(!connection.take_request().has_value());
}

BOOST_FIXTURE_TEST_CASE(all_bodies_together_are_limited, Fixture) {
    Share others(budget);
    BOOST_TEST(others.grow(budget->left() - 5));
    receive("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 6\r\n\r\n12345");
    BOOST_TEST((connection.phase() == Phase::body));
    receive("6");
    BOOST_TEST(status_of(written()) == 503);
    BOOST_TEST(budget->left() == 5U);
}

BOOST_FIXTURE_TEST_CASE(an_answer_gives_its_room_back_when_it_is_written, Fixture) {
    receive(get);
    Share share(budget);
    BOOST_TEST(share.grow(100'000));
    connection.answer({200, "text/plain", std::string(100'000, 'x'), {}}, "id", false, clock.now(), std::move(share));
    connection.sent(connection.unsent().size(), clock.now());
    BOOST_TEST(budget->used() == 100'000U);
    BOOST_TEST(connection.unsent() == std::string(100'000, 'x'));
    BOOST_TEST(!connection.sent(99'999, clock.now()));
    BOOST_TEST(budget->used() == 100'000U);
    BOOST_TEST(connection.sent(1, clock.now()));
    BOOST_TEST(budget->used() == 0U);
    BOOST_TEST(connection.is_idle());
}

BOOST_FIXTURE_TEST_CASE(an_answer_in_a_file_is_written_part_by_part, Fixture) {
    const AnswerRoom room;
    std::string text;
    while (text.size() < 1'000'000) text += std::to_string(text.size()) + ' ';
    receive(get + "HEAD /b HTTP/1.1\r\nHost: h\r\n\r\n");
    for (const std::string& expected : {text, std::string()}) {
        BOOST_TEST(connection.take_request().has_value());
        Response response{200, "text/plain", "", {}};
        response.stored = room.new_file();
        response.stored->append(text);
        BOOST_TEST(room.files()->used() == text.size());
        connection.answer(std::move(response), "id", false, clock.now());
        BOOST_TEST(connection.unsent().size() < 200'000U);
        const std::string answer = written();
        BOOST_TEST(answer.find("\r\nContent-Length: " + std::to_string(text.size()) + "\r\n") != std::string::npos);
        BOOST_TEST((body_of(answer) == expected));
        BOOST_TEST(room.files()->used() == 0U);
    }
}

BOOST_FIXTURE_TEST_CASE(a_large_head_is_refused_before_it_ends, Fixture) {
    receive("GET / HTTP/1.1\r\nHost: h\r\nX: " + std::string(16'300, 'x'));
    BOOST_TEST((connection.phase() == Phase::head));
    receive(std::string(100, 'x'));
    BOOST_TEST(status_of(written()) == 431);
}

BOOST_FIXTURE_TEST_CASE(a_bare_line_feed_is_refused_at_once, Fixture) {
    receive("GET / HTTP/1.1\nHost: h\n");
    BOOST_TEST(status_of(written()) == 400);
}

BOOST_FIXTURE_TEST_CASE(a_truncated_request_reaches_nobody, Fixture) {
    receive("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n1234");
    connection.end_of_input(clock.now());
    BOOST_TEST(status_of(written()) == 400);
    BOOST_TEST(!connection.take_request().has_value());
    BOOST_TEST((connection.phase() == Phase::closed));
}

BOOST_FIXTURE_TEST_CASE(a_client_is_told_to_continue_only_if_it_waits, Fixture) {
    const std::string head = "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n";
    receive(head);
    BOOST_TEST(written() == "HTTP/1.1 100 Continue\r\n\r\n");
    receive("ab");
    BOOST_TEST(connection.take_request().value().body == "ab");
    answer("1");
    written();
    receive(head + "cd");
    BOOST_TEST(connection.take_request().value().body == "cd");
    BOOST_TEST(connection.unsent().empty());
    answer("2");
    written();
    receive("POST /small HTTP/1.1\r\nHost: h\r\nContent-Length: 99\r\nExpect: 100-continue\r\n\r\n");
    BOOST_TEST(status_of(written()) == 413);
}

BOOST_FIXTURE_TEST_CASE(the_answer_to_head_has_no_body, Fixture) {
    receive("HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n");
    BOOST_TEST(connection.take_request().has_value());
    answer("four");
    const std::string text = written();
    BOOST_TEST(text.find("Content-Length: 4\r\n") != std::string::npos);
    BOOST_TEST(body_of(text) == "");
    receive(get);
    answer("more");
    BOOST_TEST(body_of(written()) == "more");
}

BOOST_FIXTURE_TEST_CASE(a_closing_connection_drops_what_still_comes, Fixture) {
    receive("GET /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    BOOST_TEST(connection.take_request().has_value());
    answer("bye");
    BOOST_TEST(written().find("\r\nConnection: close\r\n") != std::string::npos);
    receive(get);
    BOOST_TEST(!connection.take_request().has_value());
    pass_deadline_after(2s);
    BOOST_TEST((connection.phase() == Phase::closed));
}

BOOST_FIXTURE_TEST_CASE(a_request_that_is_refused_before_it_is_whole_has_an_id, Fixture) {
    receive("GET /a HTTP/9.9\r\n\r\n");
    const std::string answer = written();
    BOOST_TEST(status_of(answer) >= 400);
    BOOST_TEST(answer.find("\r\nX-Request-Id: r-1\r\n") != std::string::npos, answer);
}

BOOST_FIXTURE_TEST_CASE(a_request_that_came_too_slowly_has_an_id, Fixture) {
    receive("GET /a");
    clock.advance(limits.head_time);
    connection.expire(clock.now());
    BOOST_TEST(written().find("\r\nX-Request-Id: r-1\r\n") != std::string::npos);
}
