#include <boost/test/unit_test.hpp>

#include "xml/parse.hpp"

using namespace pavane::xml;
using namespace std::string_view_literals;

namespace {

std::string utf16(std::string_view ascii, bool big_endian, bool mark) {
    std::string bytes;
    if (mark) bytes = big_endian ? "\xFE\xFF" : "\xFF\xFE";
    for (const char c : ascii) bytes += big_endian ? std::string{'\0', c} : std::string{c, '\0'};
    return bytes;
}

void check(std::string_view bytes, std::string_view text, std::string_view encoding, std::size_t warnings) {
    const auto result = parse(bytes);
    BOOST_REQUIRE_MESSAGE(result, (result ? "" : result.error().message));
    BOOST_TEST(result->root.text == text);
    BOOST_TEST(result->encoding == encoding);
    BOOST_TEST(result->warnings.size() == warnings);
}

}  // namespace

BOOST_AUTO_TEST_CASE(each_accepted_encoding_is_read) {
    check("<r>\xC3\xA4\xF0\x9F\x98\x80</r>", "\xC3\xA4\xF0\x9F\x98\x80", "UTF-8", 0);
    check("\xEF\xBB\xBF<?xml version='1.0' encoding='utf-8'?><r>\xC3\xA4</r>", "\xC3\xA4", "UTF-8", 0);
    check("<?xml version=\"1.0\" encoding=\"ISO-8859-1\" standalone=\"yes\"?>\r\n<r>\xE4\x96</r>",
          "\xC3\xA4\xE2\x80\x93", "ISO-8859-1", 0);
    check("<?xml version='1.0' encoding='windows-1252'?><r>\x80\x93\xE4</r>", "\xE2\x82\xAC\xE2\x80\x9C\xC3\xA4",
          "windows-1252", 0);
    check("<?xml version='1.0' encoding='US-ASCII'?><r>a</r>", "a", "US-ASCII", 0);
}

BOOST_AUTO_TEST_CASE(utf16_is_read_with_and_without_mark_in_both_orders) {
    for (const bool big_endian : {false, true})
        for (const bool mark : {false, true})
            check(utf16("<?xml version='1.0' encoding='UTF-16'?><r>x</r>", big_endian, mark), "x", "UTF-16", 0);
    check("\xFF\xFE<\0r\0>\0\x3D\xD8\x00\xDE<\0/\0r\0>\0"sv, "\xF0\x9F\x98\x80", "UTF-16", 0);
}

BOOST_AUTO_TEST_CASE(bytes_that_are_not_what_they_say_are_read_with_a_warning) {
    check(
        "<?xml version='1.0' encoding='UTF-8'?><r>Pr\xFC"
        "fung \x96</r>",
        "Pr\xC3\xBC"
        "fung \xE2\x80\x93",
        "windows-1252", 1);
    check("<r>\xC0\xAF</r>", "\xC3\x80\xC2\xAF", "windows-1252", 1);
    check("<?xml version='1.0' encoding='us-ascii'?><r>\xC3\xA4</r>", "\xC3\xA4", "UTF-8", 1);
    check("<?xml version='1.0' encoding='us-ascii'?><r>\xE4</r>", "\xC3\xA4", "windows-1252", 1);
    check("<?xml version='1.0' encoding='utf-16'?><r>\xC3\xA4</r>", "\xC3\xA4", "UTF-8", 1);
    check("\xEF\xBB\xBF<?xml version='1.0' encoding='ISO-8859-1'?><r>\xC3\xA4</r>", "\xC3\xA4", "UTF-8", 0);
}

BOOST_AUTO_TEST_CASE(every_other_encoding_is_refused) {
    for (const std::string_view bytes :
         {"<?xml version='1.0' encoding='UTF-7'?><r/>"sv, "<?xml version='1.0' encoding='EBCDIC-CP-US'?><r/>"sv,
          "<?xml version='1.0' encoding='UTF-32'?><r/>"sv, "<?xml version='1.0' encoding='Shift_JIS'?><r/>"sv,
          "\xFF\xFE\0\0<\0\0\0"sv, "\0\0\xFE\xFF\0\0\0<"sv, "\x4C\x6F\xA7\x94\x93"sv, "\xFF\xFE<\0r\0>"sv,
          "\xFF\xFE<\0r\0/\0>\0\x00\xD8"sv}) {
        const auto result = parse(bytes);
        BOOST_TEST(!result.has_value());
    }
}
