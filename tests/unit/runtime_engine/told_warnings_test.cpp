#include "runtime/engine/told_warnings.hpp"

#include <boost/test/unit_test.hpp>

using namespace pavane;
using namespace pavane::engine;

namespace {

core::DefinitionId version(std::uint64_t number) { return core::DefinitionId{Uuid{1, number}}; }

}  // namespace

BOOST_AUTO_TEST_SUITE(told_warnings)

BOOST_AUTO_TEST_CASE(a_sentence_is_told_once_of_each_version) {
    ToldWarnings told;
    BOOST_TEST(told.note({version(1), {}, "there is no 'x'"}).value() == "there is no 'x'");
    BOOST_TEST(!told.note({version(1), {}, "there is no 'x'"}));
    BOOST_TEST(told.note({version(1), {}, "there is no 'y'"}).has_value());
    BOOST_TEST(told.note({version(2), {}, "there is no 'x'"}).has_value());
}

BOOST_AUTO_TEST_CASE(a_version_that_always_says_something_else_is_told_of_only_so_often) {
    ToldWarnings told;
    std::size_t sentences = 0;
    std::string last;
    for (std::size_t at = 0; at < 2 * ToldWarnings::of_each_version; ++at)
        if (const auto sentence = told.note({version(1), {}, std::to_string(at) + " is no date"})) {
            ++sentences;
            last = *sentence;
        }
    BOOST_TEST(sentences == ToldWarnings::of_each_version);
    BOOST_TEST(last == "99 is no date (the last of 100 such warnings that are told of this version)");
    BOOST_TEST(told.note({version(2), {}, "0 is no date"}).has_value());
}

BOOST_AUTO_TEST_CASE(what_was_told_is_forgotten_before_there_is_too_much_of_it) {
    ToldWarnings told;
    BOOST_TEST(told.note({version(0), {}, "first"}).has_value());
    for (std::size_t at = 1; at < ToldWarnings::remembered; ++at)
        BOOST_TEST_REQUIRE(told.note({version(at), {}, std::to_string(at)}).has_value());
    BOOST_TEST(told.note({version(0), {}, "first"}).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
