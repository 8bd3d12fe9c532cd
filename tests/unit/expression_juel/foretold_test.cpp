// What is said of an expression's value before it is evaluated.
#include <boost/test/unit_test.hpp>

#include "expression/juel/parser.hpp"

using namespace pavane::expression;

namespace {

ResultKind kind_of(std::string_view text) { return (*juel::parse(text))->foretold().kind; }

}  // namespace

BOOST_AUTO_TEST_CASE(operators_and_literals_tell_the_kind) {
    BOOST_TEST((kind_of("${a > 1 && b}") == ResultKind::boolean));
    BOOST_TEST((kind_of("${a || b}") == ResultKind::boolean));
    BOOST_TEST((kind_of("${not a}") == ResultKind::boolean));
    BOOST_TEST((kind_of("${(a ? 1 : 2) > 1}") == ResultKind::boolean));
    BOOST_TEST((kind_of("${a + 1}") == ResultKind::number));
    BOOST_TEST((kind_of("${-a}") == ResultKind::number));
    BOOST_TEST((kind_of("${'a'}") == ResultKind::text));
    BOOST_TEST((kind_of("plain") == ResultKind::text));
    BOOST_TEST((kind_of("a${b ? 1 : 2}") == ResultKind::text));
}

BOOST_AUTO_TEST_CASE(what_the_variables_decide_is_unknown) {
    BOOST_TEST((kind_of("${a}") == ResultKind::unknown));
    BOOST_TEST((kind_of("${a ? 1 : b > 2}") == ResultKind::unknown));
    BOOST_TEST((kind_of("${a.b(1)}") == ResultKind::unknown));
    BOOST_TEST((kind_of("${null}") == ResultKind::unknown));
}
