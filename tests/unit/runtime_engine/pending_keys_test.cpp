// Commands with one Idempotency-Key on one node: the second waits for the first.
#include "runtime/engine/pending_keys.hpp"

#include <boost/test/unit_test.hpp>

using namespace pavane;
using namespace pavane::engine;

namespace {

Submission keyed(int& answered) {
    Submission submission{core::FailJob{}, ActivityId{}};
    submission.idempotency = Idempotency{"", "K", "digest"};
    submission.done = [&answered](const Answer&) { ++answered; };
    return submission;
}

}  // namespace

BOOST_AUTO_TEST_CASE(who_waits_for_a_key_goes_on_when_it_was_answered_or_never_will_be) {
    for (const bool is_answered : {true, false}) {
        PendingKeys keys;
        int resubmitted = 0;
        int answered = 0;
        const auto resubmit = [&](const Submission&) { ++resubmitted; };
        {
            Submission first = keyed(answered);
            BOOST_TEST(keys.hold(first, resubmit));
            Submission second = keyed(answered);
            BOOST_TEST(!keys.hold(second, resubmit));
            BOOST_TEST(resubmitted == 0);
            if (is_answered) first.done(Done{});
        }
        BOOST_TEST(answered == (is_answered ? 1 : 0));
        BOOST_TEST(resubmitted == 1);
        Submission third = keyed(answered);
        BOOST_TEST(keys.hold(third, resubmit), "nobody holds the key any more");
    }
}
