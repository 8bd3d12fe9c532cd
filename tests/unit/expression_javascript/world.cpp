#include "tests/unit/expression_javascript/world.hpp"

#include <boost/test/unit_test.hpp>

namespace pavane::tests {
namespace {

// Made and ended within main(): the library has threads and statics of its own, which must not outlive each other.
std::unique_ptr<ScriptWorld> shared_world;

struct SharedWorld {
    SharedWorld() { shared_world = std::make_unique<ScriptWorld>(); }
    ~SharedWorld() { shared_world.reset(); }
};

BOOST_TEST_GLOBAL_FIXTURE(SharedWorld);

}  // namespace

ScriptWorld& world() { return *shared_world; }

}  // namespace pavane::tests
