#include "expression/decimal.hpp"

#include <boost/test/unit_test.hpp>

using namespace pavane::expression;

namespace {

Decimal number(std::string_view text) { return Decimal::parse(text).value(); }
std::string text(const std::optional<Decimal>& value) { return value ? value->text() : "nothing"; }

}  // namespace

BOOST_AUTO_TEST_SUITE(decimal)

BOOST_AUTO_TEST_CASE(reads_and_writes_without_an_exponent) {
    for (const std::string_view same : {"0", "1", "-1", "0.1", "-0.001", "100000", "9999999999999999999999999999999999",
                                        "0.3333333333333333333333333333333333", "123.456"})
        BOOST_TEST(number(same).text() == same);
    BOOST_TEST(number("1.10").text() == "1.1");
    BOOST_TEST(number("1e3").text() == "1000");
    BOOST_TEST(number("+2.5E-3").text() == "0.0025");
    BOOST_TEST(number(".5").text() == "0.5");
    BOOST_TEST(number("-0").text() == "0");
    for (const std::string_view wrong : {"", "-", ".", "1.2.3", "12x", "Infinity", "NaN", "1e", "1e9999", " 1", "0x10"})
        BOOST_TEST(!Decimal::parse(wrong).has_value(), wrong);
}

BOOST_AUTO_TEST_CASE(computes_as_people_write) {
    BOOST_TEST(text(add(number("0.1"), number("0.2"))) == "0.3");
    BOOST_TEST(text(divide(number("1"), number("3"))) == "0.3333333333333333333333333333333333");
    BOOST_TEST(text(divide(number("1"), number("0"))) == "nothing");
    BOOST_TEST(text(subtract(number("1"), number("0.9"))) == "0.1");
    BOOST_TEST(text(multiply(number("1.5"), number("-2"))) == "-3");
    BOOST_TEST(text(power(number("2"), number("10"))) == "1024");
    BOOST_TEST(text(square_root(number("2"))) == "1.414213562373095048801688724209698");
    BOOST_TEST(text(square_root(number("-1"))) == "nothing");
    BOOST_TEST(text(natural_logarithm(number("0"))) == "nothing");
    BOOST_TEST(text(exponential(number("1"))) == "2.718281828459045235360287471352662");
}

BOOST_AUTO_TEST_CASE(a_remainder_has_the_sign_of_the_divisor) {
    BOOST_TEST(text(modulo(number("12"), number("5"))) == "2");
    BOOST_TEST(text(modulo(number("-12"), number("5"))) == "3");
    BOOST_TEST(text(modulo(number("12"), number("-5"))) == "-3");
    BOOST_TEST(text(modulo(number("10.1"), number("-4.5"))) == "-3.4");
    BOOST_TEST(text(modulo(number("1"), number("0"))) == "nothing");
}

BOOST_AUTO_TEST_CASE(rounds_in_every_direction) {
    const auto rounded = [](std::string_view value, std::int64_t scale, Rounding rounding) {
        return text(round(number(value), scale, rounding));
    };
    BOOST_TEST(rounded("2.5", 0, Rounding::half_even) == "2");
    BOOST_TEST(rounded("3.5", 0, Rounding::half_even) == "4");
    BOOST_TEST(rounded("-2.5", 0, Rounding::half_up) == "-3");
    BOOST_TEST(rounded("2.5", 0, Rounding::half_down) == "2");
    BOOST_TEST(rounded("-2.6", 0, Rounding::half_down) == "-3");
    BOOST_TEST(rounded("2.1", 0, Rounding::up) == "3");
    BOOST_TEST(rounded("-2.1", 0, Rounding::up) == "-3");
    BOOST_TEST(rounded("-2.9", 0, Rounding::down) == "-2");
    BOOST_TEST(rounded("-1.5", 0, Rounding::floor) == "-2");
    BOOST_TEST(rounded("-1.5", 0, Rounding::ceiling) == "-1");
    BOOST_TEST(rounded("1.005", 2, Rounding::half_even) == "1");
    BOOST_TEST(rounded("1234", -2, Rounding::half_even) == "1200");
    BOOST_TEST(rounded("1.5", 6177, Rounding::half_even) == "nothing");
    BOOST_TEST(rounded("1.5", 6000, Rounding::half_even) == "1.5");
}

BOOST_AUTO_TEST_CASE(equal_numbers_are_equal_however_they_are_written) {
    BOOST_TEST((number("1.0") == number("1.00")));
    BOOST_TEST((number("0.999") < number("1")));
    BOOST_TEST((number("-5") < number("-4.9")));
    BOOST_TEST((number("1.0").to_integer() == 1));
    BOOST_TEST(!number("1.5").to_integer().has_value());
    BOOST_TEST(!number("9223372036854775808").to_integer().has_value());
    BOOST_TEST((Decimal(INT64_MIN).to_integer() == INT64_MIN));
    BOOST_TEST(text(Decimal::from_double(0.1)) == "0.1");
    BOOST_TEST(number("0.1").to_double() == 0.1);
}

BOOST_AUTO_TEST_SUITE_END()
