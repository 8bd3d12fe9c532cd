// Compiles the models of one deployment, one after the other, and no more of them once their decisions have become too
// large together: a file is counted with all that it imports, so that a chain of imports costs its square.
#pragma once

#include <string>

#include "runtime/engine/deployments.hpp"
#include "runtime/engine/ports.hpp"

namespace pavane::engine {

class DeploymentCompiler {
  public:
    // Both outlive this.
    DeploymentCompiler(const Compiler& compiler, const Files& files) : compiler_(compiler), files_(files) {}

    // An error among the diagnostics where it is too large together with those before.
    Compiled compile(const std::string& name, const std::string& content);

  private:
    const Compiler& compiler_;
    const Files& files_;
    std::size_t decision_bytes_ = 0;
};

}  // namespace pavane::engine
