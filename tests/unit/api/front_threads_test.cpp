// A machine that gives no more threads.
#include <boost/test/unit_test.hpp>
#include <system_error>

#include "tests/failing_threads/failing_threads.hpp"
#include "tests/unit/api/front_fixture.hpp"

using namespace pavane::http;

BOOST_AUTO_TEST_CASE(a_front_without_all_its_threads_leaves_nothing_behind) {
    FakeApplication application;
    FakeClock clock;
    FrontOptions options = two_workers();
    options.port = Front(options, application, clock).port();
    const auto is_out_of_threads = [](const std::system_error& error) {
        return error.code() == std::errc::resource_unavailable_try_again;
    };
    // Two workers, and the thread of all connections.
    for (int number = 1; number <= 3; ++number) {
        pavane::tests::fail_threads(number);
        BOOST_CHECK_EXCEPTION(Front(options, application, clock), std::system_error, is_out_of_threads);
        BOOST_TEST(pavane::tests::stop_failing_threads());
    }
    pavane::tests::fail_threads(4);
    Front front(options, application, clock);
    BOOST_TEST(!pavane::tests::stop_failing_threads());
    RawClient client(front.port());
    client.send(get);
    BOOST_TEST(status_of(client.answer()) == 200, "on the same port");
}
