#include "foundation/base64.hpp"

#include <boost/test/unit_test.hpp>

using namespace pavane;

BOOST_AUTO_TEST_CASE(the_examples_of_rfc_4648_hold_both_ways) {
    const std::pair<const char*, const char*> examples[] = {{"", ""},
                                                            {"f", "Zg=="},
                                                            {"fo", "Zm8="},
                                                            {"foo", "Zm9v"},
                                                            {"foob", "Zm9vYg=="},
                                                            {"fooba", "Zm9vYmE="},
                                                            {"foobar", "Zm9vYmFy"}};
    for (const auto& [bytes, text] : examples) {
        BOOST_TEST(to_base64(bytes) == text);
        BOOST_TEST(parse_base64(text).value() == bytes);
    }
}

BOOST_AUTO_TEST_CASE(every_byte_survives) {
    std::string bytes;
    for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
    BOOST_TEST((parse_base64(to_base64(bytes)).value() == bytes));
}

BOOST_AUTO_TEST_CASE(text_that_is_not_base64_is_refused) {
    for (const char* text :
         {"Z", "Zg", "Zg=", "Zg==Zg==", "Z===", "====", "Zm9\n", "Zm9-", "Zm9_", "Zh==", "Zm9=", "=m9v"})
        BOOST_TEST(!parse_base64(text).has_value(), text);
}
