// What somebody who has written the file by hand is told of it.
#include <boost/test/unit_test.hpp>

#include "xml/parse.hpp"

using namespace pavane::xml;

namespace {

std::string refusal(std::string_view bytes) {
    const auto result = parse(bytes);
    return result ? "" : result.error().message;
}

}  // namespace

BOOST_AUTO_TEST_CASE(an_element_that_is_not_closed_is_named_with_what_is_closed_in_its_place) {
    BOOST_TEST(refusal("<process>\n<userTask id='a'>\n</process>") ==
               "The element 'userTask' of line 2 is still open where 'process' is closed.");
    BOOST_TEST(refusal("<b:process>\n<b:task>\n<b:name></b:name></b:process >") ==
               "The element 'b:task' of line 2 is still open where 'b:process' is closed.");
    BOOST_TEST(refusal("<process>\n<userTask>") ==
               "The document ends before all of its elements are closed. The element 'userTask' of line 2 is still "
               "open.");
}

BOOST_AUTO_TEST_CASE(names_that_nobody_has_written_are_not_repeated) {
    const std::string longest(40, 'x');
    BOOST_TEST(refusal("<a><" + longest + "></a>") ==
               "The element '" + longest + "' of line 1 is still open where 'a' is closed.");
    BOOST_TEST(refusal("<a><" + longest + "x></" + longest + "y></a>") ==
               "The element of line 1 is still open where another is closed.");
}

BOOST_AUTO_TEST_CASE(a_less_than_sign_in_a_condition_is_told_from_a_tag) {
    for (const char* condition :
         {"${a < b}", "${a <b}", "${a<b}", "${a<b && c}", "${a<100}", "${a <= b}", "${a<b and c}"}) {
        const std::string message = refusal("<process><condition>" + std::string(condition) + "</condition></process>");
        BOOST_TEST(message.find("'&lt;'") != std::string::npos, condition << ": " << message);
    }
    BOOST_TEST(refusal("<a b='1 < 2'/>").find("'&lt;'") != std::string::npos);
}
