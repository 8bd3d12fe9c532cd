#include "foundation/uuid.hpp"

#include <boost/test/unit_test.hpp>

using namespace pavane;

BOOST_AUTO_TEST_CASE(an_id_survives_its_text) {
    const Uuid id{0x0123456789abcdefULL, 0xfedcba9876543210ULL};
    BOOST_TEST(to_string(id) == "01234567-89ab-cdef-fedc-ba9876543210");
    BOOST_TEST((parse_uuid(to_string(id)) == id));
    BOOST_TEST((parse_uuid("01234567-89AB-CDEF-FEDC-BA9876543210") == id));
}

BOOST_AUTO_TEST_CASE(text_that_is_no_id_is_refused) {
    for (const char* text : {"", "x", "01234567-89ab-cdef-fedc-ba987654321", "01234567-89ab-cdef-fedc-ba98765432100",
                             "01234567x89ab-cdef-fedc-ba9876543210", "0123456g-89ab-cdef-fedc-ba9876543210",
                             "{1234567-89ab-cdef-fedc-ba987654321}"})
        BOOST_TEST(!parse_uuid(text).has_value());
}

BOOST_AUTO_TEST_CASE(version_seven_ids_order_by_time_then_sequence) {
    const Uuid earlier = make_uuid7(1000, 4095, ~0ULL);
    const Uuid later = make_uuid7(1001, 0, 0);
    BOOST_TEST((earlier < later));
    BOOST_TEST((make_uuid7(1000, 1, 7) < make_uuid7(1000, 2, 0)));
    BOOST_TEST(to_string(later)[14] == '7');
    BOOST_TEST(to_string(later)[19] == '8');
}
