#include "foundation/utf8.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

using pavane::beginning_of;
using pavane::is_utf8;

BOOST_AUTO_TEST_CASE(every_length_of_character_is_accepted) {
    BOOST_TEST(is_utf8(""));
    BOOST_TEST(is_utf8("plain \x7F"));
    BOOST_TEST(is_utf8("\xC2\x80 \xDF\xBF"));
    BOOST_TEST(is_utf8("\xE0\xA0\x80 \xED\x9F\xBF \xEE\x80\x80 \xEF\xBF\xBF"));
    BOOST_TEST(is_utf8("\xF0\x90\x80\x80 \xF4\x8F\xBF\xBF"));
    BOOST_TEST(is_utf8(std::string_view("\0", 1)));
}

BOOST_AUTO_TEST_CASE(what_no_encoder_writes_is_refused) {
    for (const char* text :
         {"\x80", "\xC0\xAF", "\xC1\xBF", "\xC2", "\xC2 ", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xE2\x82",
          "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "a\xF0\x90\x80"})
        BOOST_TEST(!is_utf8(text));
}

BOOST_AUTO_TEST_CASE(a_beginning_ends_between_characters) {
    BOOST_TEST(beginning_of("", 0) == "");
    BOOST_TEST(beginning_of("short", 5) == "short");
    BOOST_TEST(beginning_of("longer", 5) == "longe...");
    const std::string euros = "\xE2\x82\xAC\xE2\x82\xAC";
    BOOST_TEST(beginning_of(euros, 6) == euros);
    for (const std::size_t most : {3, 4, 5}) BOOST_TEST(beginning_of(euros, most) == "\xE2\x82\xAC...");
    for (const std::size_t most : {0, 1, 2}) BOOST_TEST(beginning_of(euros, most) == "...");
}
