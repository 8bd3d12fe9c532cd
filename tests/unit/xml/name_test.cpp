#include "xml/name.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_CASE(names_are_told_from_what_is_none) {
    for (const char* name : {"a", "_", "Task_1-b.2",
                             "Pr\xC3\xBC"
                             "fung",
                             "\xE5\xAF\xA9", "\xF0\xA0\x80\x80", "e\xCC\x81"})
        BOOST_TEST(pavane::xml::is_ncname(name), name);
    for (const char* other : {"", "1a", "-a", ".a", "a b", "a:b", "a/b", "{a}",
                              "a\xC2\xA0"
                              "b",
                              "\xCC\x81", "a\xC3\x97",
                              "a\xE2\x80\x93"
                              "b",
                              "\xEF\xBF\xBE"})
        BOOST_TEST(!pavane::xml::is_ncname(other), other);
}
