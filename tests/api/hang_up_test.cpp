// Workers that go away while they wait for tasks, over raw sockets.
#include <boost/test/unit_test.hpp>
#include <thread>

#include "tests/api/models.hpp"
#include "tests/unit/api/raw_client.hpp"

using namespace pavane::tests;

namespace {

struct WithPolls : Server {
    WithPolls() { deploy("archive.bpmn", archive_model()); }

    static std::string fetch_of(const std::string& worker, const std::string& wait_ms) {
        const std::string body = R"({"workerId":")" + worker + R"(","maxTasks":1,"asyncResponseTimeout":)" + wait_ms +
                                 R"(,"topics":[{"topicName":"archive","lockDuration":1000000}]})";
        return "POST /engine-rest/external-task/fetchAndLock HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
               "Content-Length: " +
               std::to_string(body.size()) + "\r\n\r\n" + body;
    }

    void wait_for_polls(std::size_t count) const {
        while (waiting_polls() != count) std::this_thread::yield();
    }
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(the_poll_of_a_worker_whose_connection_breaks_ends, WithPolls) {
    RawClient ghost(listen());
    ghost.send(fetch_of("ghost", "1000000"));
    wait_for_polls(1);
    ghost.reset();
    wait_for_polls(0);
    start("archive");
    BOOST_TEST(get("/external-task").text("0.workerId") == "null");
}

// It has ended its side only, and may still read: it is told that nothing came.
BOOST_FIXTURE_TEST_CASE(the_poll_of_a_worker_that_ends_its_side_is_answered_with_nothing, WithPolls) {
    RawClient ghost(listen());
    ghost.send(fetch_of("ghost", "1000000"));
    wait_for_polls(1);
    ghost.end_sending();
    const std::string answer = ghost.rest();
    BOOST_TEST(status_of(answer) == 200);
    BOOST_TEST(body_of(answer) == "[]");
    BOOST_TEST(waiting_polls() == 0U);
    start("archive");
    BOOST_TEST(get("/external-task").text("0.workerId") == "null");
}

// Its request and the end of its side come together: the front may see them in any order.
BOOST_FIXTURE_TEST_CASE(a_worker_that_ends_its_side_with_its_request_does_not_wait, WithPolls) {
    RawClient ghost(listen());
    ghost.send(fetch_of("ghost", "1000000"));
    ghost.end_sending();
    BOOST_TEST(body_of(ghost.rest()) == "[]");
    BOOST_TEST(waiting_polls() == 0U);
}

BOOST_FIXTURE_TEST_CASE(many_ghosts_take_no_task_from_a_worker_that_is_there, WithPolls) {
    {
        std::vector<RawClient> ghosts;
        for (int i = 0; i < 200; ++i) {
            ghosts.emplace_back(listen());
            ghosts.back().send(fetch_of("ghost", "1000000"));
        }
        wait_for_polls(200);
    }
    wait_for_polls(0);
    RawClient worker(listen());
    worker.send(fetch_of("worker", "1000000"));
    wait_for_polls(1);
    start("archive");
    BOOST_TEST(status_of(worker.answer()) == 200);
    BOOST_TEST(get("/external-task").text("0.workerId") == "worker");
}
