// The entry point that every test executable shares.
#define BOOST_TEST_MODULE pavane
#include <boost/test/unit_test.hpp>
