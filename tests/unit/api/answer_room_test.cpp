// Answers that wait for clients which do not read them: how much of them there may be, and where.
#include "api/http/answer_room.hpp"

#include <boost/test/unit_test.hpp>
#include <cstdlib>

#include "tests/unit/api/front_fixture.hpp"

using namespace pavane::http;

namespace {

AnswerLimits small_room() {
    AnswerLimits limits;
    limits.memory = 10'000;
    limits.files = 20'000;
    limits.largest_in_memory = 4'000;
    limits.always_in_memory = 100;
    return limits;
}

std::string request_for(std::size_t size) {
    return "GET /sized/" + std::to_string(size) + " HTTP/1.1\r\nHost: h\r\n\r\n";
}

// Answers what its client does not read yet, from another place than a connection.
struct Answering {
    std::shared_ptr<AnswerRoom> room = std::make_shared<AnswerRoom>(small_room());
    std::shared_ptr<Mailbox> mailbox = std::make_shared<Mailbox>([] {}, room);

    void answer(std::size_t size) {
        Responder(1, mailbox, std::make_shared<Presence>()).answer({200, "text/plain", std::string(size, 'x'), {}});
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_body_that_grows_moves_into_a_file) {
    const AnswerRoom room(small_room());
    GrowingBody body(room);
    body.append(std::string(4'000, 'a'));
    BOOST_TEST(body.text.size() == 4'000U);
    body.append("b");
    body.append(std::string(9'000, 'c'));
    BOOST_REQUIRE(body.stored);
    BOOST_TEST(body.text.empty());
    BOOST_TEST(body.stored->size() == 13'001U);
    BOOST_TEST(body.stored->read(3'999, 3) == "abc");
    BOOST_TEST(body.stored->read(13'000, 10) == "c");
    BOOST_TEST(body.stored->read(13'001, 10) == "");
    BOOST_CHECK_THROW(body.append(std::string(7'000, 'd')), NoRoom);
    body.stored = nullptr;
    BOOST_TEST(room.files()->used() == 0U);
}

BOOST_AUTO_TEST_CASE(without_a_place_for_files_memory_is_used_as_far_as_it_goes) {
    const char* before = std::getenv("TMPDIR");
    const std::string kept = before ? before : "";
    setenv("TMPDIR", "/nowhere", 1);
    const AnswerRoom room(small_room());
    if (before)
        setenv("TMPDIR", kept.c_str(), 1);
    else
        unsetenv("TMPDIR");
    BOOST_CHECK_THROW(room.new_file(), NoRoom);
    GrowingBody body(room);
    body.append(std::string(4'000, 'a'));
    body.append(std::string(9'000, 'b'));
    BOOST_TEST(body.text.size() == 13'000U);
    BOOST_CHECK_THROW(body.append(std::string(2'000, 'c')), NoRoom);
}

BOOST_FIXTURE_TEST_CASE(answers_wait_in_memory_then_in_files_then_nowhere, Answering) {
    const auto memory = [&] { return room->memory()->used(); };
    const auto files = [&] { return room->files()->used(); };
    answer(4'000);
    answer(4'000);
    BOOST_TEST(memory() == 8'000U);
    answer(4'001);
    BOOST_TEST(files() == 4'001U);
    answer(3'000);
    BOOST_TEST(files() == 7'001U);
    answer(13'000);
    BOOST_TEST(files() == 7'001U);
    answer(100);
    BOOST_TEST(memory() == 8'100U);
    {
        std::list<Answer> taken = mailbox->take();
        const std::vector<Answer> answers(std::make_move_iterator(taken.begin()), std::make_move_iterator(taken.end()));
        BOOST_TEST(answers.size() == 6U);
        BOOST_TEST((answers[2].response->stored != nullptr && answers[2].response->body.empty()));
        BOOST_TEST(answers[4].has_no_room);
        BOOST_TEST(answers[5].response->body.size() == 100U);
    }
    BOOST_TEST(memory() == 0U);
    BOOST_TEST(files() == 0U);
}

// Four clients that ask for three large answers each and read nothing, before a front with room for four and a rest.
struct Silent {
    static constexpr std::size_t size = 3'000'000;
    FakeApplication application;
    FakeClock clock;
    Front front;
    std::vector<RawClient> clients;

    explicit Silent(std::size_t rest) : front(options(rest), application, clock) {
        for (int i = 0; i < 4; ++i) {
            clients.emplace_back(front.port());
            // What is sent ahead is not even looked at.
            clients.back().send(request_for(size) + request_for(size) + request_for(size));
        }
        while (application.seen().size() < 4) std::this_thread::yield();
    }

    static FrontOptions options(std::size_t rest) {
        FrontOptions options = two_workers();
        options.limits.bytes_in_flight = 100'000;
        options.limits.largest_answer_in_memory = 50'000;
        options.limits.answer_file_bytes = 4 * size + rest;
        return options;
    }

    int status_of_small_request() {
        RawClient client(front.port());
        client.send(get);
        return status_of(client.answer());
    }
};

BOOST_AUTO_TEST_CASE(an_answer_without_room_is_not_sent_in_part) {
    Silent silent(60'000);
    BOOST_TEST(silent.status_of_small_request() == 200);
    RawClient late(silent.front.port());
    late.send(request_for(Silent::size));
    BOOST_TEST(late.rest() == "");
    BOOST_TEST(silent.front.statistics().undeliverable == 1U);
}

BOOST_AUTO_TEST_CASE(nothing_is_done_whose_answer_may_find_no_room) {
    Silent silent(40'000);
    // The fourth answer is stored a moment after its request was seen.
    int attempts = 0;
    while (silent.status_of_small_request() != 503 && ++attempts < 10'000) std::this_thread::yield();
    BOOST_TEST(attempts < 10'000);
    const std::size_t seen = silent.application.seen().size();
    BOOST_TEST(silent.status_of_small_request() == 503);
    BOOST_TEST(silent.application.seen().size() == seen);
    for (int i = 0; i < 2; ++i) {
        const std::string answer = silent.clients[0].answer();
        // The next of the same client is refused while the others hold what there is.
        BOOST_TEST((status_of(answer) == 200 ? body_of(answer).size() == Silent::size : status_of(answer) == 503));
    }
    silent.clients[1].reset();
    silent.front.check_deadlines();
    while (silent.status_of_small_request() != 200 && ++attempts < 20'000) std::this_thread::yield();
    BOOST_TEST(attempts < 20'000);
}
