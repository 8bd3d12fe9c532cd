#include "foundation/closest_word.hpp"

#include <boost/test/unit_test.hpp>
#include <vector>

using pavane::did_you_mean;

BOOST_AUTO_TEST_CASE(a_word_a_few_letters_away_is_proposed) {
    const std::vector<std::string> known{"season", "guest count", "Guests", ""};
    BOOST_TEST(did_you_mean("seson", known) == "; did you mean 'season'?");
    BOOST_TEST(did_you_mean("esason", known) == "; did you mean 'season'?");
    BOOST_TEST(did_you_mean("SEASON", known) == "; did you mean 'season'?");
    BOOST_TEST(did_you_mean("guest_count", known) == "; did you mean 'guest count'?");
    BOOST_TEST(did_you_mean("guest", known) == "; did you mean 'Guests'?");
}

BOOST_AUTO_TEST_CASE(the_nearest_of_several_is_proposed_and_of_equals_the_first) {
    BOOST_TEST(did_you_mean("amount", std::vector<std::string>{"amouunt2", "amounts"}) == "; did you mean 'amounts'?");
    BOOST_TEST(did_you_mean("amount", std::vector<std::string>{"amounta", "amountb"}) == "; did you mean 'amounta'?");
}

BOOST_AUTO_TEST_CASE(one_word_is_nearly_another) {
    BOOST_TEST(pavane::is_nearly("seson", "season"));
    BOOST_TEST(pavane::is_nearly("ID", "id"));
    for (const char* other : {"season", "sun", ""}) BOOST_TEST(!pavane::is_nearly(other, "season"), other);
}

BOOST_AUTO_TEST_CASE(what_is_far_away_short_or_the_word_itself_is_not) {
    BOOST_TEST(did_you_mean("price", std::vector<std::string>{"season", "price"}) == "");
    BOOST_TEST(did_you_mean("x", std::vector<std::string>{"y"}) == "");
    BOOST_TEST(did_you_mean("x", std::vector<std::string>{"X"}) == "; did you mean 'X'?");
    const std::string longest(65, 'a');
    BOOST_TEST(did_you_mean(longest, std::vector<std::string>{longest + "b", std::string(64, 'a')}) == "");
}
