// Lists that are read row by row.
#include <boost/test/unit_test.hpp>
#include <stdexcept>

#include "tests/contract/world.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;

// Whoever reads them may leave in the middle, and what comes then is read as ever.
BOOST_AUTO_TEST_CASE(rows_are_handed_over_one_by_one) {
    with_each_store([](OpenStore& store) {
        World world;
        world.write_to(*store.store);
        for (int times = 0; times < 20; ++times) {
            std::size_t seen = 0;
            const auto leave = [&seen](StoredDefinition&&) {
                if (++seen == 2) throw std::length_error("enough");
            };
            BOOST_CHECK_THROW(store->visit(DefinitionCriteria(), {}, Visit<StoredDefinition>(leave)),
                              std::length_error);
            BOOST_TEST(seen == 2u);
            BOOST_TEST(store->list(DefinitionCriteria(), {}).size() == 3u);
        }
        BOOST_TEST(store->list(DefinitionCriteria(), Page{1, 1}).size() == 1u);
        BOOST_TEST(store->list(DefinitionCriteria(), Page{0, 0}).empty());
    });
}
