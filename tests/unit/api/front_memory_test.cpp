// Memory that runs out on the thread of all connections: whom it meets loses the connection, and nobody else.
#include <boost/test/unit_test.hpp>

#include "tests/failing_memory/failing_memory.hpp"
#include "tests/unit/api/front_fixture.hpp"

using namespace pavane::http;
using namespace std::chrono_literals;
using pavane::tests::RunsOut;

namespace {

// The allocation with this number fails that the I/O thread makes after it has read a head.
struct RunsOutOfMemory {
    std::atomic<std::int64_t> number = 0;
    std::atomic<RunsOut> how = RunsOut::once;
    FakeApplication application{[this] {
        if (number > 0) pavane::tests::fail_allocation(number, how);
    }};
    FakeClock clock;
    Front front{two_workers(), application, clock};

    std::string ask(const std::string& path) {
        RawClient client(front.port());
        client.send("GET /" + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        return client.rest();
    }

    bool has_failed(std::int64_t at, RunsOut runs_out, const std::string& path) {
        how = runs_out;
        number = at;
        const std::string answer = ask(path);
        BOOST_TEST((answer.empty() || status_of(answer) > 0), answer);
        number = 0;
        const bool failed = pavane::tests::stop_failing() <= 0;
        // A connection that came when there was no memory is accepted a second later.
        clock.advance(1s);
        front.check_deadlines();
        BOOST_TEST(status_of(ask("others")) == 200);
        return failed;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(memory_that_runs_out_ends_one_connection_and_no_other, RunsOutOfMemory) {
    for (const RunsOut runs_out : {RunsOut::once, RunsOut::from_then_on})
        for (const char* path : {"a", "drop", "sized/60000", "sized/1100000"}) {
            std::int64_t at = 1;
            while (has_failed(at, runs_out, path)) ++at;
            BOOST_TEST(at > 5, path);
        }
}

BOOST_AUTO_TEST_CASE(a_mailbox_needs_no_memory_to_take_an_end_without_an_answer) {
    const auto mailbox = std::make_shared<Mailbox>([] {});
    std::optional<Responder> responder(std::in_place, 7, mailbox, std::make_shared<Presence>());
    pavane::tests::fail_allocation(1, RunsOut::from_then_on);
    responder.reset();
    const std::list<Answer> answers = mailbox->take();
    mailbox->close();
    BOOST_TEST((pavane::tests::stop_failing() == 1));
    BOOST_TEST(answers.size() == 1U);
    BOOST_TEST(answers.front().connection == 7U);
    BOOST_TEST(!answers.front().response);
}

BOOST_AUTO_TEST_CASE(an_answer_that_cannot_be_made_ends_without_one) {
    const auto mailbox = std::make_shared<Mailbox>([] {});
    std::optional<Responder> responder(std::in_place, 7, mailbox, std::make_shared<Presence>());
    responder->before_answer([](Response&) { throw std::bad_alloc(); });
    bool is_undeliverable = false;
    BOOST_CHECK_THROW(responder->answer({200, "text/plain", "x", {}}, [&] { is_undeliverable = true; }),
                      std::bad_alloc);
    BOOST_TEST(is_undeliverable);
    BOOST_TEST(mailbox->take().empty());
    responder.reset();
    const std::list<Answer> answers = mailbox->take();
    BOOST_REQUIRE(answers.size() == 1U);
    BOOST_TEST(!answers.front().response);
}
