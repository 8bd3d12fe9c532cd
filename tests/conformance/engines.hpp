// The five engines, wired as app/ wires the product.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "conformance/runner/driver.hpp"

namespace pavane::tests {

struct EngineUnderTest {
    std::string name;
    // Fresh and empty. Null: what it needs is not installed here.
    std::function<conformance::DriverPtr()> make;
};

const std::vector<EngineUnderTest>& engines_under_test();

}  // namespace pavane::tests
